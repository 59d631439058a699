import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Block } from './block';
import { BlockPool } from './pool';
import { SiteAddresses } from './site-addresses';

const prefixOf = (address: string): string => address.slice(0, address.lastIndexOf('.'));

test('hosts of one network share a block, hosts of another have another', async () => {
  const addresses = new SiteAddresses(new BlockPool('shared'));
  const [a, b, other] = await Promise.all([addresses.lease('x'), addresses.lease('x'), addresses.lease('y')]);
  assert.notEqual(a.address, b.address);
  assert.equal(prefixOf(a.address), prefixOf(b.address));
  assert.notEqual(prefixOf(a.address), prefixOf(other.address));
  assert.equal(a.gateway, `${prefixOf(a.address)}.1`);
});

test('a network with more hosts than a block has addresses gets a further block', async () => {
  const addresses = new SiteAddresses(new BlockPool('shared'));
  const leases = await Promise.all(Array.from({ length: 600 }, () => addresses.lease('x')));
  assert.equal(new Set(leases.map((lease) => lease.address)).size, 600);
  assert.equal(new Set(leases.map((lease) => prefixOf(lease.address))).size, 3);
});

test('addresses that belong to a network are told from those that do not', async () => {
  const addresses = new SiteAddresses(new BlockPool('shared'));
  const { address, gateway } = await addresses.lease('x');
  const { address: other } = await addresses.lease('y');
  assert.equal(await addresses.gatewayOf('x', address), gateway);
  for (const wrong of [other, gateway, '10.0.0.1', `${address}.5`, `${prefixOf(address)}.254`, 'nonsense', '']) {
    assert.equal(await addresses.gatewayOf('x', wrong), undefined, wrong);
  }
});

test('a closed site gives its blocks back', async () => {
  const pool = new BlockPool('shared');
  const site = new SiteAddresses(pool);
  const { address } = await site.lease('x');
  await site.close();
  const next = await new SiteAddresses(pool).lease('x');
  assert.equal(prefixOf(next.address), prefixOf(address));
});

test('a block hands each of its addresses out once', () => {
  const block = new Block('127.1.2');
  const taken = Array.from({ length: 252 }, () => block.take());
  assert.equal(new Set(taken).size, 252);
  assert.ok(!taken.includes(block.guard) && !taken.includes(block.gateway));
  assert.equal(block.take(), undefined);
  block.clear();
  assert.notEqual(block.take(), undefined);
});
