import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hostsOfFile } from '../../testing/hosts';
import { elementOf, factsOf } from '../../testing/html';

const { visited } = hostsOfFile();

test('the page says how the host was installed', async () => {
  const visitor = await visited({ userData: 'stylus: { managementMode: central }' });
  assert.deepEqual(factsOf((await visitor.get('/settings')).html), {
    'Management mode': 'central',
    'Multi-node': 'Disabled',
    'Local UI port': new URL(visitor.host.agent.url).port,
  });
});

test('the own password is changed by who knows the old one and enters the new one twice', async () => {
  const visitor = await visited();
  const change = (old: string, fresh: string, again = fresh) =>
    visitor.act('/settings/password', { old, new: fresh, again });
  assert.match(String((await change('a long password', '')).refused), /new password is empty/);
  assert.match(String((await change('a long password', 'one', 'two')).refused), /differ/);
  assert.match(String((await change('a wrong one', 'another password')).refused), /old password is wrong/);
  assert.match(String((await change('a long password', 'another password')).done), /is changed/);
  assert.equal((await visitor.get('/settings')).status, 200);
  assert.equal((await visitor.logIn()).status, 422);
  assert.equal((await visitor.logIn({ password: 'another password' })).status, 303);
});

test('a host whose user data says so offers no change of passwords', async () => {
  const userData = 'stylus: { managementMode: local, disablePasswordUpdate: true }';
  const visitor = await visited({ userData });
  assert.equal(elementOf((await visitor.get('/settings')).html, 'old-password'), '');
});
