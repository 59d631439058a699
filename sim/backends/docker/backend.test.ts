import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NotSimulated } from '../../errors';
import { addNamed, fakeFleet, specOf, until } from './testing/fake-site';

/** Whether these are so many seconds, but for what really passed meanwhile. */
const isAbout = (seen: number | undefined, seconds: number) =>
  assert.ok(seen !== undefined && seen <= seconds && seen > seconds - 20, `${seen} s`);

test('every clock of a site is put forward, and that of a host which comes later', async (t) => {
  const { hosts, site } = await fakeFleet(t);
  const one = site();
  const [alpha, beta] = await addNamed(one, 'alpha', 'beta');
  await beta.kill();
  await one.clock.pass(120);
  const [gamma] = await addNamed(one, 'gamma');
  for (const { address } of [alpha, beta, gamma]) isAbout(hosts.offsets.get(address), 120);
  assert.ok(one.clock.now() - Date.now() > 100_000);
});

test('a host that is made while time passes has the time that it is then', async (t) => {
  const { engine, hosts, site } = await fakeFleet(t);
  const one = site();
  await addNamed(one, 'alpha');
  const held = engine.hold('createContainer');
  const adding = addNamed(one, 'beta');
  await held.reached;
  await one.clock.pass(120);
  held.release();
  const [beta] = await adding;
  isAbout(hosts.offsets.get(beta.address), 120);
});

test('where no host follows its clock, time cannot be put forward, with the reason', async (t) => {
  const { hosts, site } = await fakeFleet(t);
  const one = site();
  await addNamed(one, 'alpha');
  hosts.followsClocks = false;
  for (const _ of [1, 2]) {
    await assert.rejects(one.clock.pass(120), (error) => {
      assert.ok(error instanceof NotSimulated);
      assert.match(error.notJudged.reason, /cannot put the clock of this image forward \(the host still tells \d/);
      return true;
    });
  }
});

test('a host that was seen to follow its clock is not asked again', async (t) => {
  const { hosts, site } = await fakeFleet(t);
  const one = site();
  await addNamed(one, 'alpha');
  await one.clock.pass(60);
  Object.assign(hosts.reach, { date: () => assert.fail('it was asked again') });
  await one.clock.pass(60);
});

test('clocks that are left alone are waited for', async (t) => {
  const { hosts, site } = await fakeFleet(t, { movesClocks: false });
  const one = site();
  const [alpha] = await addNamed(one, 'alpha');
  assert.equal(one.clock.strategy, 'real');
  await one.clock.pass(0.001);
  assert.equal(hosts.offsets.get(alpha.address), 0);
});

test('hosts of two sites share neither network nor address', async (t) => {
  const { site } = await fakeFleet(t);
  const [one, other] = [site(), site()];
  const [[alpha], [beta]] = await Promise.all([addNamed(one, 'alpha'), addNamed(other, 'alpha')]);
  const networkOf = (address: string) => address.replace(/\.\d+$/, '');
  assert.notEqual(networkOf(alpha.address), networkOf(beta.address));
  await assert.rejects(one.network.cut(alpha, beta), { code: 'SITE_FOREIGN_HOST' });
  const far = await one.addHosts(specOf('far', { network: 'other' }));
  assert.notEqual(networkOf(far[0]?.address ?? ''), networkOf(alpha.address));
  assert.equal(networkOf(await one.network.freeAddress()), networkOf(alpha.address));
});

test('a cut goes through the helpers of both, and covers a spare address that comes later', async (t) => {
  const { hosts, site } = await fakeFleet(t);
  const { network, hosts: all, ...one } = site();
  const [alpha, beta] = await addNamed({ network, hosts: all, ...one }, 'alpha', 'beta');
  const last = (address: string) =>
    hosts.toldTo(address).findLast((command) => command.includes('delete table inet hostlink')) ?? '';
  await network.cut(alpha, beta, 'from the first');
  assert.match(last(alpha.address), new RegExp(`ip daddr \\{ ${beta.address} \\} drop`));
  assert.match(last(beta.address), new RegExp(`ip saddr \\{ ${alpha.address} \\} drop`));
  const before = hosts.told.length;
  const spare = await beta.spareAddress();
  const [cut, added] = hosts.told.slice(before);
  assert.match(cut?.command ?? '', new RegExp(`ip daddr \\{ ${beta.address}, ${spare} \\} drop`));
  assert.match(added?.command ?? '', /address add/);
  await network.healAll();
  for (const { address } of [alpha, beta]) assert.doesNotMatch(last(address), /\{ 198/);
});

test('what waits for packets is over when its site is', async (t) => {
  const { hosts, site } = await fakeFleet(t);
  const one = site({ renew: async () => undefined });
  const [alpha, beta] = await addNamed(one, 'alpha', 'beta');
  await one.network.afterPackets(alpha, beta, 1, () => assert.fail('its site is closed'));
  await one.close();
  // Both are renewed by then.
  const again = await addNamed(site(), 'alpha', 'beta');
  assert.ok(again.some(({ address }) => address === alpha.address));
  const told = hosts.toldTo(alpha.address);
  const isOver = told.indexOf('nft delete table inet hostlink_watch_1');
  assert.ok(isOver > 0);
  assert.ok(told.findLastIndex((command) => command.startsWith('nft list counter')) < isOver);
});

test('an engine that is gone ends every wait, and refuses later sites', async (t) => {
  const { engine, hosts, site, fleet } = await fakeFleet(t);
  const one = site();
  const [alpha, beta] = await addNamed(one, 'alpha', 'beta');
  assert.equal(await one.trouble(), undefined);
  hosts.onCommand = ({ command }) => (command.startsWith('nft list counter') ? 'nothing' : undefined);
  const callOff = await one.network.afterPackets(alpha, beta, 1, async () => undefined);
  const held = engine.hold('kill');
  const waits = [alpha.kill(), one.clock.during(new Promise(() => undefined), 3600), callOff()];
  await held.reached;
  engine.lose();
  for (const wait of waits) await assert.rejects(wait, { code: 'SITE_ENGINE_GONE', attribution: 'environment' });
  assert.equal((await one.trouble())?.code, 'SITE_ENGINE_GONE');
  await assert.rejects(beta.stop(), { code: 'SITE_ENGINE_GONE' });
  await assert.rejects(one.clock.pass(1), { code: 'SITE_ENGINE_GONE' });
  await one.close();
  assert.equal((await fleet.trouble())?.code, 'SITE_ENGINE_GONE');
  await assert.rejects(site().addHosts(specOf('gamma')), { code: 'SITE_ENGINE_GONE' });
  await assert.rejects(fleet.close(), { code: 'SITE_ENGINE_GONE' });
});

test('trouble that only shows when asked for is trouble from then on', async (t) => {
  const { engine, site, fleet } = await fakeFleet(t);
  const one = site();
  engine.refuse('facts', 'it is being stopped');
  assert.match((await one.trouble())?.message ?? '', /it is being stopped/);
  assert.equal(fleet.lost.aborted, true);
});

test('hosts of a failed site stay where that is asked for, and nothing else does', async (t) => {
  const { engine, hosts, fleet, site } = await fakeFleet(t, { keep: 'on-failure' });
  const passed = site({ renew: async () => undefined });
  await passed.addHosts(specOf('idle', { deploymentMode: 'appliance' }));
  assert.deepEqual(await passed.close('passed'), []);
  const failed = site();
  const [beta, alpha] = await addNamed(failed, 'beta', 'alpha');
  const kept = await failed.close('failed');
  assert.deepEqual(
    new Map(kept.map(({ name, endpoint }) => [name, endpoint])),
    new Map([beta, alpha].map((host) => [host.name, host.endpoint])),
  );
  for (const { container, helper } of kept) {
    assert.equal(engine.container(container).state.running, true);
    assert.deepEqual(engine.container(container).spec.network, { of: engine.container(helper).id });
  }
  // Nobody writes to the helpers any more when the run is over.
  assert.ok(hosts.leftRunning.length === 2);
  await fleet.close();
  const containers = kept.flatMap(({ container, helper }) => [container, helper]);
  const volumes = kept.flatMap(({ container }) => [`${container}-disk`, `${container}-config`]);
  const [network] = engine.things.filter((thing) => thing.startsWith('network'));
  assert.deepEqual(
    engine.things.toSorted(),
    [...containers.map((name) => `container ${name}`), ...volumes.map((name) => `volume ${name}`), network].toSorted(),
  );
});

test('what failed is not kept unless that is asked for', async (t) => {
  const { engine, fleet, site } = await fakeFleet(t);
  const one = site();
  await addNamed(one, 'alpha');
  assert.deepEqual(await one.close('failed'), []);
  await fleet.close();
  assert.deepEqual(engine.things, []);
});

test('a site that is closed while hosts are made leaves none of them', async (t) => {
  const { engine, fleet, site } = await fakeFleet(t);
  const one = site();
  const held = engine.hold('createContainer');
  const adding = assert.rejects(addNamed(one, 'alpha'), { code: 'SITE_CLOSED' });
  await held.reached;
  await one.close();
  held.release();
  await adding;
  await until(() => engine.things.every((thing) => thing.startsWith('network')));
  await fleet.close();
  assert.deepEqual(engine.things, []);
});
