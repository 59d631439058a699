import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Tasks } from './tasks';

/** Work that is never done by itself, and what became of it. */
function work() {
  const started: AbortSignal[] = [];
  const run = async (signal: AbortSignal) => {
    started.push(signal);
  };
  return { started, run };
}

test('each piece of work is started once, and stopped when it is no longer wanted', () => {
  const tasks = new Tasks();
  const [one, two] = [work(), work()];
  tasks.keep(new Map([['one', one.run]]));
  tasks.keep(
    new Map([
      ['one', one.run],
      ['two', two.run],
    ]),
  );
  assert.equal(one.started.length, 1);
  assert.equal(two.started.length, 1);
  tasks.keep(new Map([['two', two.run]]));
  assert.equal(one.started[0]?.aborted, true);
  assert.equal(two.started[0]?.aborted, false);
});

test('what was unwanted once and is wanted again is started anew', () => {
  const tasks = new Tasks();
  const one = work();
  tasks.keep(new Map([['one', one.run]]));
  tasks.keep(new Map());
  tasks.keep(new Map([['one', one.run]]));
  assert.deepEqual(
    one.started.map((signal) => signal.aborted),
    [true, false],
  );
});

test('closing stops everything, and nothing is started afterwards', () => {
  const tasks = new Tasks();
  const one = work();
  tasks.keep(new Map([['one', one.run]]));
  tasks.close();
  tasks.keep(new Map([['two', one.run]]));
  assert.deepEqual(
    one.started.map((signal) => signal.aborted),
    [true],
  );
});
