import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Host } from '../../host';
import { turn } from '../../wait/sleep';
import { addNamed, fakeFleet, specOf, until } from './testing/fake-site';

const renew = async (): Promise<void> => undefined;
const created = (calls: readonly string[]): readonly string[] =>
  calls.filter((call) => call.startsWith('createContainer'));

test('a host that was renewed is used again where one of its make is wanted', async (t) => {
  const { engine, site } = await fakeFleet(t);
  const renewed: string[] = [];
  const one = site({ renew: async ({ name }) => void renewed.push(name) });
  const [alpha, beta] = await addNamed(one, 'alpha', 'beta');
  await one.close();
  engine.calls.length = 0;
  const other = site({ renew });
  const again = await addNamed(other, 'gamma', 'delta');
  assert.deepEqual(renewed, ['alpha', 'beta']);
  assert.deepEqual(created(engine.calls), []);
  assert.deepEqual(new Set(again.map(({ address }) => address)), new Set([alpha, beta].map(({ address }) => address)));
  // It is on, and nobody starts it.
  assert.ok(again.every(({ power }) => power === 'on'));
});

test('a host of another make is another one', async (t) => {
  const { engine, site } = await fakeFleet(t);
  const one = site({ renew });
  await addNamed(one, 'alpha');
  await one.close();
  const other = site({ renew });
  const wanted = specOf('alpha', { deploymentMode: 'appliance' });
  await other.addHosts(wanted);
  assert.equal(created(engine.calls).length, 4);
  await other.close();
  // Both wait now.
  engine.calls.length = 0;
  await site().addHosts(wanted, specOf('beta'));
  assert.deepEqual(created(engine.calls), []);
});

test('where enough hosts wait, the one that waited longest is made into what is wanted', async (t) => {
  const { engine, site } = await fakeFleet(t);
  const one = site({ renew });
  const [longest] = await addNamed(one, 'a', 'b', 'c', 'd');
  await one.close();
  await turn();
  engine.calls.length = 0;
  const [host] = await site().addHosts(specOf('e', { deploymentMode: 'appliance' }));
  assert.equal(host?.address, longest.address);
  assert.equal(created(engine.calls).length, 1);
  assert.equal(engine.things.filter((thing) => thing.startsWith('container')).length, 8);
});

for (const [what, harm] of [
  ['crashed', async (host, stand) => stand.hosts.hostAt(host.address).end(1)],
  ['is off', (host) => host.kill()],
  ['is paused', (host) => host.pause()],
  ['had its disk filled', (host) => host.fillDisk(0)],
  ['had its network limited', (host, { one }) => one.network.limit(host, { bitsPerSecond: 1000 })],
  ['was given another address', async (host) => void (await host.spareAddress())],
] as [
  string,
  (
    host: Host,
    stand: Awaited<ReturnType<typeof fakeFleet>> & { one: ReturnType<Awaited<ReturnType<typeof fakeFleet>>['site']> },
  ) => Promise<void>,
][]) {
  test(`a host that ${what} is taken away, and another one stands in its place`, async (t) => {
    const stand = await fakeFleet(t);
    const one = stand.site({ renew: () => assert.fail('it is not to be renewed') });
    const [alpha] = await addNamed(one, 'alpha');
    const first = stand.hosts.hostAt(alpha.address).spec.name;
    const { address } = alpha;
    await harm(alpha, { ...stand, one });
    await one.close();
    const other = stand.site();
    const [again] = await addNamed(other, 'alpha');
    assert.equal(again.address, address);
    assert.equal(stand.hosts.hostAt(address).spec.name, `${first}-2`);
    assert.ok(!stand.engine.things.includes(`container ${first}`));
    assert.equal(again.power, 'on');
    // Its spare address is free again.
    const leased = await Promise.all(Array.from({ length: 252 }, () => other.network.freeAddress()));
    assert.equal(new Set([...leased, address]).size, 253);
  });
}

test('a host of a failed scenario, or whose renewal failed, is not used again', async (t) => {
  for (const [ended, renewal] of [
    ['failed', renew],
    ['passed', () => Promise.reject(new Error('still linked'))],
  ] as const) {
    const { hosts, site } = await fakeFleet(t);
    const one = site({ renew: renewal });
    const [alpha] = await addNamed(one, 'alpha');
    const first = hosts.hostAt(alpha.address).spec.name;
    await one.close(ended);
    const [again] = await addNamed(site(), 'alpha');
    assert.equal(hosts.hostAt(again.address).spec.name, `${first}-2`);
  }
});

test('a host that leaves something on its disk, or whose clock is elsewhere, is not used again', async (t) => {
  for (const leaves of ['bytes', 'time', 'nothing'] as const) {
    const { hosts, site } = await fakeFleet(t);
    hosts.onStart = (host, address) => {
      hosts.bytes.set(address, 100 * 1024);
      hosts.listenAt(host, address);
    };
    const one = site({
      renew: async ({ address }) => {
        hosts.bytes.set(address, leaves === 'bytes' ? 400 * 1024 : 300 * 1024);
        hosts.followsClocks = leaves !== 'time';
      },
    });
    const [alpha] = await addNamed(one, 'alpha');
    await one.clock.pass(60);
    const first = hosts.hostAt(alpha.address).spec.name;
    await one.close();
    const [again] = await addNamed(site(), 'alpha');
    const isSame = hosts.hostAt(again.address).spec.name === first;
    assert.equal(isSame, leaves === 'nothing', leaves);
  }
});

test('each host that stands on a machine is measured for itself', async (t) => {
  const { hosts, site } = await fakeFleet(t);
  let bytes = 0;
  hosts.onStart = (host, address) => {
    hosts.bytes.set(address, bytes);
    hosts.listenAt(host, address);
  };
  const one = site();
  await addNamed(one, 'alpha');
  await one.close();
  // The next one has more from the start, and leaves that.
  bytes = 2 ** 20;
  const other = site({ renew });
  const [second] = await addNamed(other, 'alpha');
  const { name } = hosts.hostAt(second.address).spec;
  await other.close();
  const [third] = await addNamed(site(), 'alpha');
  assert.equal(hosts.hostAt(third.address).spec.name, name);
});

test('a renewal that takes long is not waited for, and its host is used once it is over', async (t) => {
  const { site } = await fakeFleet(t);
  const over = Promise.withResolvers<void>();
  const one = site({ renew: () => over.promise });
  const [alpha] = await addNamed(one, 'alpha');
  await one.close();
  const other = site({ renew });
  const [beta] = await addNamed(other, 'alpha');
  assert.notEqual(beta.address, alpha.address);
  over.resolve();
  const [gamma] = await addNamed(other, 'gamma');
  assert.equal(gamma.address, alpha.address);
});

test('a renewal that is about to be over is waited for', async (t) => {
  const { engine, site } = await fakeFleet(t);
  const over = Promise.withResolvers<void>();
  const one = site({ renew: () => over.promise });
  const [alpha] = await addNamed(one, 'alpha');
  await one.close();
  engine.calls.length = 0;
  const adding = addNamed(site(), 'alpha');
  await turn();
  over.resolve();
  assert.equal((await adding)[0].address, alpha.address);
  assert.deepEqual(created(engine.calls), []);
});

test('where hosts are to be fresh, none is used again', async (t) => {
  const { engine, site } = await fakeFleet(t, { fresh: true });
  const one = site({ renew: () => assert.fail('it is not to be renewed') });
  await addNamed(one, 'alpha');
  await one.close();
  await until(() => engine.things.every((thing) => thing.startsWith('network')));
});

test('closing removes all that stands, also what is in use, idle, without a host or being renewed', async (t) => {
  const { engine, fleet, site } = await fakeFleet(t);
  const over = Promise.withResolvers<void>();
  const one = site({ renew: ({ name }) => (name === 'slow' ? over.promise : Promise.resolve()) });
  await addNamed(one, 'idle', 'slow', 'blank');
  await one.hosts.get('blank')?.kill();
  await one.close();
  await addNamed(site(), 'used');
  const closing = fleet.close();
  over.resolve();
  await closing;
  assert.deepEqual(engine.things, []);
});

test('what cannot be removed is told, and keeps nothing else from being removed', async (t) => {
  const { engine, fleet, site } = await fakeFleet(t);
  await addNamed(site(), 'alpha', 'beta');
  engine.refuse('remove', 'device is busy');
  await assert.rejects(fleet.close(), { code: 'SITE_ENGINE_REFUSED', message: /device is busy/ });
  const left = engine.things.filter((thing) => thing.startsWith('container'));
  assert.equal(left.length, 1);
});

test('a machine that cannot be made what is wanted is removed, and the next one is made', async (t) => {
  const { engine, hosts, site } = await fakeFleet(t);
  const one = site();
  const [alpha] = await addNamed(one, 'alpha');
  await one.close();
  hosts.onCommand = ({ command }) => (command.includes('rm -rf') ? { status: 1, output: 'busy' } : undefined);
  const other = site();
  await assert.rejects(other.addHosts(specOf('beta')), { code: 'SITE_ENGINE_REFUSED' });
  hosts.onCommand = () => undefined;
  const [gamma] = await addNamed(other, 'gamma');
  assert.notEqual(gamma.address, alpha.address);
  await until(() => engine.things.filter((thing) => thing.startsWith('container')).length === 2);
});
