import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { selfSigned } from '../certificates';
import { current, eventually, TestHost } from '../test-hosts';

const closing: (() => unknown)[] = [];
after(() => Promise.all(closing.map((close) => close())));

async function boot(count: number): Promise<TestHost[]> {
  const hosts = await Promise.all(Array.from({ length: count }, () => TestHost.boot()));
  closing.push(...hosts.map((host) => () => host.close()));
  return hosts;
}

const path = `${current}/configurations`;
const proxied = {
  httpProxy: 'http://proxy.example:3128',
  httpsProxy: 'https://me:a-proxy-secret@proxy.example',
  noProxy: '.lan, 10.0.0.0/8',
  caCerts: [selfSigned({ name: 'ca.example', addresses: [] }).certificatePem],
};
const none = { httpProxy: '', httpsProxy: '', noProxy: '', caCerts: [] };

const configurationOf = async (host: TestHost) => (await host.call('GET', path)).body;
const stateOf = async (host: TestHost) => (await host.call('GET', `${path}/status`)).body.state;
/** Until the host has this configuration in use. */
const uses = (host: TestHost, configuration: object) =>
  eventually(async () => {
    assert.deepEqual(await configurationOf(host), configuration);
    assert.equal(await stateOf(host), configuration === none ? 'Not Configured' : 'Configured');
  });

describe('the configuration', () => {
  test('of a host without one is empty; it is replaced as a whole, and taken away by an empty one', async () => {
    const [host] = (await boot(1)) as [TestHost];
    await uses(host, none);
    assert.equal((await host.call('PUT', path, proxied)).status, 200);
    await uses(host, proxied);
    assert.equal((await host.call('PUT', path, { noProxy: 'lan' })).status, 200);
    await uses(host, { ...none, noProxy: 'lan' });
    assert.equal((await host.call('PUT', path, {})).status, 200);
    await uses(host, none);
  });

  test('is that of the leader on every host of its group, also on one that is linked later', async () => {
    const [leader, first, second] = (await boot(3)) as [TestHost, TestHost, TestHost];
    assert.equal((await first.link(await leader.token())).status, 200);
    assert.equal((await leader.call('PUT', path, proxied)).status, 200);
    await uses(first, proxied);
    assert.equal((await second.link(await leader.token())).status, 200);
    await uses(second, proxied);
  });

  test('is not for a follower to change', async () => {
    const [leader, follower] = (await boot(2)) as [TestHost, TestHost];
    assert.equal((await follower.link(await leader.token())).status, 200);
    const answer = await follower.call('PUT', path, proxied);
    assert.deepEqual([answer.status, answer.body.code], [400, 'FOLLOWS']);
    for (const host of [leader, follower]) assert.deepEqual(await configurationOf(host), none);
  });

  test('stays as it was when another one cannot be used', async () => {
    const [host] = (await boot(1)) as [TestHost];
    await host.call('PUT', path, proxied);
    for (const body of ['{', [], { httpProxy: 'proxy' }, { noProxy: 7 }, { caCerts: ['none'] }]) {
      const answer = await host.call('PUT', path, body);
      assert.deepEqual([answer.status, answer.body.code], [400, 'CONFIGURATION']);
    }
    await uses(host, proxied);
  });

  test('outlasts a reboot, and its credentials never show in the log', async () => {
    const [host] = (await boot(1)) as [TestHost];
    await host.call('PUT', path, proxied);
    await host.agent.close();
    const back = await TestHost.boot(host.options);
    closing.push(() => back.close());
    await uses(back, proxied);
    assert.equal(host.logs.join().includes('a-proxy-secret'), false);
  });
});
