import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { after, test } from 'node:test';
import { current, eventually, freeAddress, TestHost } from '../test-hosts';
import { FaultyMachine, FaultySite } from '../testing/faulty-site';

const closing: (() => unknown)[] = [];
after(() => Promise.all(closing.map((close) => close())));

test('following for long gathers no timers, and a host that was closed waits for nothing', async () => {
  const site = new FaultySite();
  const places = ['leader', 'follower'].map((name) => new FaultyMachine(name, freeAddress(), site).powerOn());
  const [leader, follower] = (await Promise.all(places.map((place) => TestHost.boot(place)))) as [TestHost, TestHost];
  closing.push(
    () => leader.close(),
    () => follower.close(),
  );
  await site.during(follower.link(await leader.token()));
  site.hurry();

  /** Lets the follower ask its leader so many times, who has no news. */
  const live = async (times: number) => {
    for (let asked = 0; asked < times; asked += 1) {
      const seen = site.steps.length;
      await site.until(async () => assert.ok(site.steps.length >= seen + 2));
    }
  };
  const listeners = () => places.map(({ power }) => getEventListeners(power as AbortSignal, 'abort').length);
  // Longer than a join may stay unconfirmed.
  await live(13);
  const before = { timers: site.time.waiting, listeners: listeners() };
  const steps = site.steps.length;
  await live(20);
  assert.ok(site.steps.length - steps >= 2 * 20, 'the follower asked its leader again and again');
  assert.ok(site.time.waiting <= before.timers + 1, `${site.time.waiting} timers after ${before.timers}`);
  assert.deepEqual(listeners(), before.listeners);

  assert.equal((await follower.call('POST', `${current}/actions/reboot`)).status, 202);
  await site.until(async () => assert.deepEqual(await follower.peers(), [leader.id]));
  assert.deepEqual(listeners(), before.listeners);

  await Promise.all([leader.close(), follower.close()]);
  await eventually(() => assert.equal(site.time.waiting, 0));
  assert.deepEqual(listeners(), [0, 0]);
});
