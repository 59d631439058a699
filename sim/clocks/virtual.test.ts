import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Attempt } from '../clock';
import { SiteError } from '../errors';
import { turn } from '../wait/sleep';
import { SiteTime } from './site-time';
import { VirtualClock } from './virtual';

function clockOf(options: { patience?: number; settle?: () => Promise<void>; signal?: AbortSignal } = {}) {
  const time = new SiteTime();
  const { patience = 20, settle = async () => undefined, signal = new AbortController().signal } = options;
  const host = time.timers((error) => assert.fail(String(error)));
  return { time, host, clock: new VirtualClock({ time, settle, signal, patience }) };
}

async function all(attempts: AsyncIterable<Attempt>): Promise<Attempt[]> {
  const seen: Attempt[] = [];
  for await (const attempt of attempts) seen.push(attempt);
  return seen;
}

test('passing time walks from one due timer to the next and lets each have its effect before the next', async () => {
  const happened: string[] = [];
  const { clock, host } = clockOf({
    settle: async () => {
      happened.push('settled');
    },
  });
  const began = clock.now();
  host.after(20_000, () => happened.push(`late ${Math.round((host.now() - began) / 1000)}`));
  host.after(10_000, () => {
    happened.push(`early ${Math.round((host.now() - began) / 1000)}`);
    host.after(5_000, () => happened.push(`nested ${Math.round((host.now() - began) / 1000)}`));
  });
  host.after(40_000, () => assert.fail('not due yet'));
  await clock.pass(30);
  assert.deepEqual(happened, ['early 10', 'settled', 'nested 15', 'settled', 'late 20', 'settled']);
  assert.ok(clock.now() - began >= 30_000);
});

test('a timer set while its effects settle still fires when it is due in the time that passes', async () => {
  let set = false;
  let fired = false;
  const { clock, host } = clockOf({
    settle: async () => {
      if (set) return;
      set = true;
      host.after(10_000, () => {
        fired = true;
      });
    },
  });
  host.after(1_000, () => undefined);
  await clock.pass(30);
  assert.equal(fired, true);
});

test('two who wait side by side wait for the same time', async () => {
  const { clock } = clockOf();
  const began = clock.now();
  await Promise.all([clock.pass(1000), clock.pass(1000)]);
  assert.ok(clock.now() - began < 2_000_000);
});

test('an attempt that succeeds at once moves no time', async () => {
  const { clock } = clockOf();
  const before = clock.now();
  for await (const attempt of clock.attempts(3600)) {
    assert.equal(attempt.last, false);
    break;
  }
  assert.ok(clock.now() - before < 3_000_000);
});

test('attempts see what happens late in the budget', async () => {
  const { clock, host } = clockOf();
  let happened = false;
  host.after(3_000_000, () => {
    happened = true;
  });
  for await (const attempt of clock.attempts(3600)) {
    if (happened) return assert.ok(attempt.elapsedSeconds < 3600);
  }
  assert.fail('never seen');
});

test('attempts end with one last attempt, at or after the end of the budget', async () => {
  const { clock } = clockOf();
  const seen = await all(clock.attempts(30));
  assert.deepEqual(
    seen.map((attempt) => attempt.last),
    seen.map((_, at) => at === seen.length - 1),
  );
  assert.ok((seen.at(-1)?.elapsedSeconds ?? 0) >= 30);
  assert.ok(seen.length > 15, 'looks often');
});

test('attempts go on in real time after the budget of site time is used up', async () => {
  const patience = 150;
  const { clock } = clockOf({ patience });
  const began = performance.now();
  await all(clock.attempts(0.001));
  assert.ok(performance.now() - began >= patience);
});

test('a window has its first moment at once, its last at its end, and lets things happen in between', async () => {
  const { clock, host } = clockOf();
  const happened: number[] = [];
  for (const at of [1, 11, 21]) host.after(at * 1000, () => happened.push(at));
  const counts: number[] = [];
  const moments: Attempt[] = [];
  for await (const moment of clock.window(25)) {
    counts.push(happened.length);
    moments.push(moment);
  }
  assert.deepEqual(counts, [0, 1, 2, 3]);
  assert.deepEqual(
    moments.map((moment) => moment.last),
    [false, false, false, true],
  );
  assert.ok((moments.at(-1)?.elapsedSeconds ?? 0) >= 25);
});

test('work that settles by itself is handed through, and no time is moved for it', async () => {
  const { clock } = clockOf();
  const before = clock.now();
  assert.equal(await clock.during(Promise.resolve(7), 3600), 7);
  await assert.rejects(clock.during(Promise.reject(new Error('of the work')), 3600), /of the work/);
  assert.ok(clock.now() - before < 3_000_000);
});

test('time is moved for work that waits for it', async () => {
  const { clock, host } = clockOf();
  const work = new Promise<string>((resolve) => host.after(30_000, () => resolve('done')));
  assert.equal(await clock.during(work, 60), 'done');
});

test('no time is moved for work that is itself at work, until it waits for a host', async () => {
  const { clock, host } = clockOf();
  const answered = new Promise<string>((resolve) => host.after(30_000, () => resolve('done')));
  let asked = 0;
  const before = clock.now();
  let movedWhileAtWork = 0;
  const owedFor = (): number => {
    asked += 1;
    if (asked > 3) return 150;
    movedWhileAtWork = clock.now() - before;
    return 0;
  };
  assert.equal(await clock.during(answered, 60, owedFor), 'done');
  assert.ok(asked > 3 && movedWhileAtWork < 30_000);
});

test('work that never settles ends when its budget is used up, as the fault of the implementation', async () => {
  const { clock } = clockOf();
  const began = clock.now();
  await assert.rejects(clock.during(new Promise(() => undefined), 3), (error) => {
    assert.ok(error instanceof SiteError);
    assert.equal(error.code, 'SITE_TIMEOUT');
    assert.equal(error.attribution, 'implementation');
    return true;
  });
  assert.ok(clock.now() - began >= 3000);
});

test('a signal ends every wait', async () => {
  const site = new AbortController();
  const { clock, host } = clockOf({ signal: site.signal, patience: 60_000, settle: turn });
  const again = (): void => {
    host.after(1000, again);
  };
  again();
  const waits = [
    clock.during(new Promise(() => undefined), 3600),
    all(clock.attempts(0)),
    all(clock.window(1_000_000)),
    clock.pass(1_000_000),
  ];
  const ended = Promise.allSettled(waits);
  setTimeout(() => site.abort(), 5);
  await ended;
  for (const wait of waits) await assert.rejects(wait, { code: 'SITE_INTERRUPTED', attribution: 'environment' });
});

test('a signal of the caller ends its own wait only', async () => {
  const { clock } = clockOf();
  await assert.rejects(clock.pass(10, AbortSignal.abort()), { code: 'SITE_INTERRUPTED' });
  await clock.pass(10);
});
