import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Session } from './session';

test('who learns late that a session expired does not throw the newer one away', async () => {
  let logins = 0;
  const session = new Session(async () => {
    logins += 1;
    return { accepted: true, value: `session ${logins}` };
  });
  await session.obtain();
  session.drop('session 1');
  await session.obtain();
  session.drop('session 1');
  assert.equal(session.text, 'session 2');
});

test('a login that failed is tried again when it is next needed', async () => {
  let logins = 0;
  const session = new Session(async () => {
    logins += 1;
    if (logins === 1) throw new Error('away');
    return { accepted: true, value: 'session' };
  });
  await assert.rejects(session.obtain(), /away/);
  assert.deepEqual(await session.obtain(), { accepted: true, value: 'session' });
});
