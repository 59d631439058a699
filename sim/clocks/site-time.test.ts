import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SiteTime } from './site-time';

const unexpected = (error: unknown): void => assert.fail(String(error));

test('site time starts at the real date and flows', async () => {
  const time = new SiteTime();
  assert.ok(Math.abs(time.now() - Date.now()) < 60_000);
  const began = time.now();
  await new Promise<void>((resolve) => time.timers(unexpected).after(5, resolve));
  assert.ok(time.now() >= began + 5);
});

test('moving time never moves it back', () => {
  const time = new SiteTime();
  const before = time.now();
  time.advanceTo(before - 10_000);
  assert.ok(time.now() >= before);
  time.advanceTo(before + 10_000);
  assert.ok(time.now() >= before + 10_000);
});

test('timers fire in order of due time, and in order of setting when due together', () => {
  const time = new SiteTime();
  const { after } = time.timers(unexpected);
  const fired: string[] = [];
  after(30_000, () => fired.push('third'));
  after(10_000, () => fired.push('first'));
  after(20_000, () => fired.push('second'));
  time.fireDue();
  assert.deepEqual(fired, []);
  time.advanceTo(time.now() + 60_000);
  time.fireDue();
  assert.deepEqual(fired, ['first', 'second', 'third']);
});

test('a timer cancelled by one that fires before it does not fire', () => {
  const time = new SiteTime();
  const { after } = time.timers(unexpected);
  const second = after(20_000, () => assert.fail('fired'));
  after(10_000, () => second.cancel());
  time.advanceTo(time.now() + 60_000);
  time.fireDue();
});

test('held timers wait, and fire when released', async () => {
  const time = new SiteTime();
  const held = time.timers(unexpected);
  let fired = false;
  const firing = new Promise<void>((resolve) =>
    held.after(10_000, () => {
      fired = true;
      resolve();
    }),
  );
  held.hold();
  time.advanceTo(time.now() + 60_000);
  time.fireDue();
  assert.equal(fired, false);
  assert.equal(time.nextDue(), undefined);
  const keepsAlive = setInterval(() => undefined, 1000);
  held.release();
  await firing;
  clearInterval(keepsAlive);
});

test('dropping a group forgets its timers, later ones too, and no others', () => {
  const time = new SiteTime();
  const dropped = time.timers(unexpected);
  const kept = time.timers(unexpected);
  let fired = 0;
  dropped.after(10_000, () => assert.fail('fired'));
  kept.after(10_000, () => {
    fired += 1;
  });
  dropped.drop();
  dropped.after(10_000, () => assert.fail('fired'));
  time.advanceTo(time.now() + 60_000);
  time.fireDue();
  assert.equal(fired, 1);
});

test('what a callback throws goes to its own group, and the others still fire', () => {
  const time = new SiteTime();
  const faults: unknown[] = [];
  const fault = new Error('of a host');
  let fired = false;
  time
    .timers((error) => faults.push(error))
    .after(10_000, () => {
      throw fault;
    });
  time.timers(unexpected).after(20_000, () => {
    fired = true;
  });
  time.advanceTo(time.now() + 60_000);
  time.fireDue();
  assert.deepEqual(faults, [fault]);
  assert.equal(fired, true);
});

test('a closed time has no timers', () => {
  const time = new SiteTime();
  const { after } = time.timers(unexpected);
  after(10_000, () => assert.fail('fired'));
  time.close();
  after(10_000, () => assert.fail('fired'));
  assert.equal(time.nextDue(), undefined);
});
