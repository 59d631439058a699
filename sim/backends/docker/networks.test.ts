import assert from 'node:assert/strict';
import { networkInterfaces } from 'node:os';
import { test } from 'node:test';
import { SiteError } from '../../errors';
import { Addresses, createSiteNetwork } from './networks';
import { runLabels } from './owned/labels';
import { FakeEngine } from './testing/fake-engine';

const labels = runLabels({ id: 'run', owner: 'pid=1', started: new Date(0), keep: false });

test('a network is a subnet of its own, out of the range that is reserved for tests', async () => {
  const engine = new FakeEngine();
  const networks = await Promise.all(['one', 'two'].map((name) => createSiteNetwork(engine, name, labels)));
  for (const { gateway, addresses } of networks) {
    assert.match(gateway, /^198\.1[89]\.\d+\.1$/);
    assert.equal(addresses.lease(), gateway.replace(/1$/, '2'));
    assert.ok(!Object.values(networkInterfaces()).some((all) => all?.some(({ address }) => address === gateway)));
  }
  assert.notEqual(networks[0]?.gateway, networks[1]?.gateway);
});

test('another subnet is tried where one is taken, until there counts to be none', async () => {
  const engine = new FakeEngine();
  engine.addForeignNetwork('half', '198.18.0.0/16');
  assert.match((await createSiteNetwork(engine, 'other', labels)).gateway, /^198\.19\./);
  engine.addForeignNetwork('all', '198.18.0.0/15');
  await assert.rejects(createSiteNetwork(engine, 'none', labels), (error) => {
    assert.ok(error instanceof SiteError);
    assert.equal(error.code, 'SITE_NO_ADDRESSES');
    assert.equal((error.cause as SiteError).code, 'SITE_SUBNET_TAKEN');
    return true;
  });
});

test('what the engine refuses for another reason is not tried again', async () => {
  const engine = new FakeEngine();
  engine.refuse('createNetwork', 'no space left on device');
  await assert.rejects(createSiteNetwork(engine, 'one', labels), {
    code: 'SITE_ENGINE_REFUSED',
    message: /no space left/,
  });
});

test('addresses that were given back are given out last', () => {
  const addresses = new Addresses('198.18.5');
  const all = Array.from({ length: 253 }, () => addresses.lease());
  assert.equal(new Set(all).size, 253);
  assert.ok(!all.includes('198.18.5.1') && !all.includes('198.18.5.255'));
  assert.throws(() => addresses.lease(), { code: 'SITE_NO_ADDRESSES', message: /198\.18\.5\.0\/24/ });
  addresses.giveBack('198.18.5.9');
  addresses.giveBack('198.18.5.3');
  assert.equal(addresses.lease(), '198.18.5.9');
});
