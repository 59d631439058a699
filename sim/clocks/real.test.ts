import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RealClock } from './real';
import { SiteTime } from './site-time';

const clockOf = (signal = new AbortController().signal) => new RealClock({ time: new SiteTime(), signal });

test('passing time waits for it', async () => {
  const clock = clockOf();
  const began = performance.now();
  await clock.pass(0.02);
  assert.ok(performance.now() - began >= 19);
});

test('attempts end with one last attempt, at or after the end of the budget', async () => {
  const seen: boolean[] = [];
  let elapsed = 0;
  for await (const attempt of clockOf().attempts(0.1)) {
    seen.push(attempt.last);
    elapsed = attempt.elapsedSeconds;
  }
  assert.ok(elapsed >= 0.1);
  assert.equal(seen.at(-1), true);
  assert.equal(seen.filter((last) => last).length, 1);
  assert.ok(seen.length > 1);
});

test('a window covers its seconds', async () => {
  const moments: number[] = [];
  for await (const moment of clockOf().window(0.05)) moments.push(moment.elapsedSeconds);
  assert.equal(moments.length, 6);
  assert.ok((moments.at(-1) ?? 0) >= 0.05);
});

test('work is handed through, and ends with its budget', async () => {
  const clock = clockOf();
  assert.equal(await clock.during(Promise.resolve(7), 60), 7);
  await assert.rejects(clock.during(new Promise(() => undefined), 0.01), { code: 'SITE_TIMEOUT' });
});

test('a signal ends every wait', async () => {
  const site = new AbortController();
  const clock = clockOf(site.signal);
  const waits = [clock.pass(3600), clock.during(new Promise(() => undefined), 3600)];
  site.abort();
  for (const wait of waits) await assert.rejects(wait, { code: 'SITE_INTERRUPTED' });
});
