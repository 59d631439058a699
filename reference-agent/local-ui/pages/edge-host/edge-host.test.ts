import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createAuthority } from '../../../certificates';
import { eventually, freeAddress, type TestHost } from '../../../test-hosts';
import { hostsOfFile } from '../../testing/hosts';
import { elementOf, factsOf, reasonOf, rowsOf } from '../../testing/html';

const { boot, visit, visited, group } = hostsOfFile();
const nicOf = (host: TestHost) => host.options.network?.interfaces()[0]?.name ?? '';

test('the page says what the host is', async () => {
  const operatingSystem = { family: 'rhel', version: '9.4' };
  const visitor = await visited({ hostName: 'alpha', deploymentMode: 'agent', operatingSystem });
  const { html } = await visitor.get('/');
  const facts = factsOf(html);
  assert.equal(facts.Name, 'alpha');
  assert.equal(facts['Host ID'], visitor.host.id);
  assert.equal(facts.State, 'Ready');
  assert.equal(facts['IP address'], new URL(visitor.host.agent.url).hostname);
  assert.equal(facts['Deployment mode'], 'agent');
  assert.equal(facts['Operating system'], 'rhel 9.4');
  assert.equal(facts['Management mode'], 'local');
  assert.match(html, /<title>Edge Host · alpha · Local UI<\/title>/);
  assert.match(html, /<a href="\/" aria-current="page">/);
});

describe('network interfaces', () => {
  test('are changed, and the person is told where the host is then', async () => {
    const host = await boot();
    const visitor = await visit(host);
    const name = nicOf(host);
    const [row = []] = rowsOf((await visitor.get('/')).html);
    assert.deepEqual(row.slice(0, 2), [`${name} Management`, new URL(host.agent.url).hostname]);
    const ip = freeAddress();
    const form = { interface: name, type: 'static', ip, subnet: '255.0.0.0', gateway: '127.0.0.1' };
    const { moves, done } = await visitor.act('/network', form);
    assert.equal(moves, `https://${ip}:${new URL(host.agent.url).port}/`);
    assert.match(String(done), /is being changed/);
    await eventually(() => assert.equal(new URL(host.agent.url).hostname, ip));
    await eventually(async () => assert.equal((await visit(host)).host, host));
  });

  test('that make no sense are refused in words', async () => {
    const visitor = await visited();
    const name = nicOf(visitor.host);
    const { refused } = await visitor.act('/network', {
      interface: name,
      type: 'static',
      ip: '<b>',
      subnet: '',
      gateway: '',
    });
    assert.match(String(refused), /ip/i);
    const unknown = await visitor.act('/network', { interface: '../..', type: 'dhcp' });
    assert.match(String(unknown.refused), /no (network )?interface/i);
  });

  test('of a linked host are fixed, and the page says why', async () => {
    const [leader, follower] = await group('alpha', 'beta');
    for (const visitor of [leader, follower]) {
      assert(visitor);
      const name = nicOf(visitor.host);
      const reason = reasonOf((await visitor.get('/')).html, `edit-${name}`) ?? '';
      assert.match(reason, /unlink it before you change the address/);
      const { refused } = await visitor.act('/network', { interface: name, type: 'static', ip: freeAddress() });
      assert.equal(refused, reason);
    }
  });
});

describe('the proxy', () => {
  const pem = createAuthority('a').certificatePem.trim();
  const form = {
    httpProxy: 'http://proxy.example:3128',
    httpsProxy: '',
    noProxy: 'a.example,b.example',
    caCerts: `${pem}\r\n${pem}`,
  };

  test('is changed for the whole group on its leader', async () => {
    const [leader, follower] = await group('alpha', 'beta');
    assert(leader && follower);
    assert.match(String((await leader.act('/proxy', form)).done), /being applied/);
    const { body } = await leader.host.call('GET', '/v1/edge-mgmt/edgehosts/current/configurations');
    assert.deepEqual(body.caCerts, [`${pem}\n`, `${pem}\n`]);
    for (const visitor of [leader, follower]) {
      await eventually(async () => {
        const facts = factsOf((await visitor.get('/')).html);
        assert.equal(facts['HTTP proxy'], form.httpProxy);
        assert.equal(facts['HTTPS proxy'], '');
        assert.equal(facts['No proxy'], form.noProxy);
        assert.equal(facts['Configuration status'], 'Configured');
        assert.equal(facts['CA certificates'], `${pem} ${pem}`.replace(/\s+/g, ' '));
      });
    }
    const reason = reasonOf((await follower.get('/')).html, 'edit-proxy') ?? '';
    assert.match(reason, /follows another host/);
    assert.equal((await follower.act('/proxy', form)).refused, reason);
  });

  test('that cannot be one is refused in words', async () => {
    const visitor = await visited();
    const { refused } = await visitor.act('/proxy', { ...form, httpProxy: 'javascript:alert(1)' });
    assert.match(String(refused), /httpProxy/);
    const { refused: certificate } = await visitor.act('/proxy', { ...form, caCerts: `${pem}\nand more` });
    assert.match(String(certificate), /caCerts/);
    assert.equal(elementOf((await visitor.get('/')).html, 'http-proxy').includes('alert'), false);
  });
});
