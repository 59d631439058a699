import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NotSimulated } from '../../errors';
import { demandTime, toldTime } from './told-time';

const signal = new AbortController().signal;
const now = (): number => 100_000;

/** Hosts that tell these times, one after the other; the last one again and again. */
const telling = (...times: (number | undefined | Error)[]) => ({
  dateStaleness: times.length > 1 ? 60_000 : 0,
  date: async () => {
    const [time] = times.length > 1 ? times.splice(0, 1) : times;
    if (time instanceof Error) throw time;
    return time;
  },
});
const ask = (reach: ReturnType<typeof telling>) => toldTime(reach as never, ['https://host:5080'], now, signal);

test('a time in whole seconds fits, though it was worded a little ago', async () => {
  assert.equal(await ask(telling(98_000)), 'fits');
  assert.deepEqual(await ask(telling(97_000)), { told: 97_000 });
});

test('what does not fit yet is asked for again', async () => {
  assert.equal(await ask(telling(new Error('busy'), 7_000, undefined, 100_000)), 'fits');
});

test('nobody is judged by silence', async () => {
  assert.equal(await demandTime(telling(new Error('off')) as never, ['https://host:5080'], now, signal), false);
});

test('a clock that cannot be put forward cannot be simulated, with the reason', async () => {
  for (const [told, reason] of [
    [undefined, /the host tells no time in its answers; "--clock real" waits instead/],
    [7_000, /the host still tells 1970-01-01T00:00:07.000Z/],
  ] as const) {
    await assert.rejects(demandTime(telling(told) as never, ['https://host:5080'], now, signal), (error) => {
      assert.ok(error instanceof NotSimulated);
      assert.match(error.notJudged.reason, reason);
      return true;
    });
  }
});

test('a wait for a time that fits ends with its site', async () => {
  const reach = { dateStaleness: 60_000, date: async () => 7_000 };
  const site = new AbortController();
  const asked = toldTime(reach as never, ['https://host:5080'], now, site.signal);
  site.abort();
  await assert.rejects(asked, { code: 'SITE_INTERRUPTED' });
});
