import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FaketimeClock } from './faketime';

function clockOf(signal = new AbortController().signal) {
  const offsets: number[] = [];
  let offset = 0;
  const clock = new FaketimeClock({
    offset: () => offset,
    setOffset: async (seconds) => {
      await Promise.resolve();
      offset = seconds;
      offsets.push(seconds);
    },
    signal,
  });
  return { clock, offsets };
}

/** Whether these are so many seconds, but for what really passed meanwhile. */
const isAbout = (seen: number | undefined, seconds: number) =>
  assert.ok(seen !== undefined && seen <= seconds && seen > seconds - 10, `${seen} s`);

test('time that passes puts clocks forward, and is not waited for', async () => {
  const { clock, offsets } = clockOf();
  assert.equal(clock.strategy, 'faketime');
  const began = clock.now();
  await clock.pass(120);
  await clock.pass(3600);
  isAbout(offsets[0], 120);
  isAbout(offsets[1], 3720);
  assert.ok(clock.now() - began >= 3_720_000);
});

test('clocks are never put back', async () => {
  const { clock, offsets } = clockOf();
  await clock.pass(-60);
  await clock.pass(0);
  isAbout(offsets.at(-1) ?? 0, 0);
  assert.ok(offsets.every((offset) => offset >= 0));
});

test('time that several wait for at once passes once', async () => {
  const { clock, offsets } = clockOf();
  await Promise.all([clock.pass(60), clock.pass(60), clock.pass(90), clock.pass(30)]);
  isAbout(offsets.at(-1), 90);
  assert.ok(offsets.every((offset, at) => offset >= (offsets[at - 1] ?? 0)));
});

test('a pass that failed does not stand in the way of the next', async () => {
  let refused = true;
  const clock = new FaketimeClock({
    offset: () => 0,
    setOffset: async () => {
      if (refused) throw new Error('no');
    },
    signal: new AbortController().signal,
  });
  await assert.rejects(clock.pass(60), /^Error: no$/);
  refused = false;
  await clock.pass(60);
});

test('no time passes on a site that is closed, nor for somebody who gave up', async () => {
  const { clock, offsets } = clockOf();
  await assert.rejects(clock.pass(60, AbortSignal.abort()), { code: 'SITE_INTERRUPTED' });
  const closed = clockOf(AbortSignal.abort());
  await assert.rejects(closed.clock.pass(60), { code: 'SITE_INTERRUPTED' });
  assert.deepEqual([...offsets, ...closed.offsets], []);
});
