import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { after, describe, test } from 'node:test';
import { eventually, freeAddress, TestHost } from '../test-hosts';

const closing: (() => unknown)[] = [];
after(() => Promise.all(closing.map((close) => close())));

async function boot(): Promise<TestHost> {
  const host = await TestHost.boot();
  closing.push(() => host.close());
  return host;
}

const change = (host: TestHost, config: unknown, name = 'lo') =>
  host.call('PUT', `/v1/edge-mgmt/network/interfaces/${name}/config`, config);
const addressOf = (host: TestHost) => new URL(host.agent.url).hostname;

describe('the address of a host', () => {
  test('moves to another one, where the host answers from then on', async () => {
    const host = await boot();
    const address = freeAddress();
    assert.equal((await change(host, { type: 'static', ip: address })).status, 202);
    await eventually(() => assert.equal(addressOf(host), address));
    await eventually(async () => assert.equal((await host.raw('GET', '/v1/ping')).status, 200));
    const { body } = await host.call('GET', '/v1/edge-mgmt/edgehosts/current');
    assert.equal(body.spec.networkInfo[0].ip, address);
    const token = Buffer.from(await host.token(), 'base64').toString();
    assert.ok(token.includes(address));
  });

  test('of a leader and of a follower stays', async () => {
    const [leader, follower] = await Promise.all([boot(), boot()]);
    assert.equal((await follower.link(await leader.token())).status, 200);
    for (const host of [leader, follower]) {
      const before = addressOf(host);
      const answer = await change(host, { type: 'static', ip: freeAddress() });
      assert.equal(answer.status, 400);
      assert.equal(answer.body.code, 'ADDRESS_IN_USE_BY_LINK');
      assert.equal(addressOf(host), before);
    }
  });

  test('stays when the configuration is not usable', async () => {
    const host = await boot();
    const before = addressOf(host);
    const unusable: readonly unknown[] = [
      {},
      '{',
      { type: 'static', ip: 'localhost' },
      { type: 'static', ip: '1.2.3' },
      { type: 'static', ip: 7 },
      { type: 'static', ip: '192.0.2.1' },
      { type: 'elsewhere', ip: freeAddress() },
      { type: 'dhcp' },
      { type: 'static', ip: freeAddress(), mtu: -1 },
      { type: 'static', ip: freeAddress(), nameservers: 'none' },
    ];
    for (const config of unusable) {
      const answer = await change(host, config);
      assert.equal(answer.status, 400, JSON.stringify(config));
      assert.match(answer.body.message, /\S/);
    }
    assert.equal((await change(host, { type: 'static', ip: freeAddress() }, 'eth7')).status, 400);
    assert.equal(addressOf(host), before);
  });

  test('where something else holds the port comes up as soon as it is free', async () => {
    const host = await boot();
    const address = freeAddress();
    const squatter = createServer();
    closing.push(() => squatter.close());
    await new Promise<void>((resolve) => squatter.listen(Number(new URL(host.agent.url).port), address, resolve));
    assert.equal((await change(host, { type: 'static', ip: address })).status, 202);
    await eventually(() => assert.ok(host.logs.some((line) => line.includes('tries again'))));
    squatter.close();
    await eventually(async () => assert.equal((await host.raw('GET', '/v1/ping')).status, 200));
  });
});
