import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { describe, test } from 'node:test';
import { TestTime } from '../testing/test-time';
import { type Context, pause, within } from './context';

/** As much of a context as waiting takes. */
function waiting() {
  const time = new TestTime();
  const down = new AbortController();
  const other = new AbortController();
  const context = { clock: time.clock(), down: down.signal } as unknown as Context;
  /** Nothing is left of any wait. */
  const isClean = () => {
    assert.equal(time.waiting, 0);
    for (const { signal } of [down, other]) assert.equal(getEventListeners(signal, 'abort').length, 0);
  };
  return { time, down, other, context, isClean };
}

describe('a limit of time', () => {
  test('fires after its seconds, and leaves nothing behind', () => {
    const { time, other, context, isClean } = waiting();
    const signal = within(context, 5, other.signal);
    time.pass(4.9);
    assert.equal(signal.aborted, false);
    time.pass(0.1);
    assert.equal(signal.aborted, true);
    isClean();
  });

  test('fires when the host goes down or another signal does, and leaves nothing behind', () => {
    for (const cause of ['down', 'other'] as const) {
      const parts = waiting();
      const signal = within(parts.context, 5, parts.other.signal);
      parts[cause].abort();
      assert.equal(signal.aborted, true, cause);
      parts.isClean();
      assert.equal(within(parts.context, 5, parts.other.signal).aborted, true);
      parts.isClean();
    }
  });

  test('that is not needed any more leaves nothing behind and never fires', () => {
    const { time, down, other, context, isClean } = waiting();
    const signal = within(context, 5, other.signal);
    signal[Symbol.dispose]();
    isClean();
    time.pass(10);
    other.abort();
    down.abort();
    assert.equal(signal.aborted, false);
  });
});

test('a pause ends with its time or its signal, and leaves nothing behind', async () => {
  const { time, other, context, isClean } = waiting();
  const first = pause(context, 5, other.signal);
  time.pass(5);
  await first;
  const second = pause(context, 5, other.signal);
  other.abort();
  await second;
  await pause(context, 5, other.signal);
  isClean();
});
