import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Turns } from './turns';

test('so much is done at a time, in order, whatever becomes of it', async () => {
  const turns = new Turns(2);
  let under = 0;
  let most = 0;
  const begun: number[] = [];
  const work = (at: number) =>
    turns.turn(async () => {
      begun.push(at);
      under += 1;
      most = Math.max(most, under);
      await new Promise((resolve) => setImmediate(resolve));
      under -= 1;
      if (at === 1) throw new Error('this one fails');
      return at;
    });
  const ended = await Promise.allSettled([0, 1, 2, 3, 4].map(work));
  assert.deepEqual(begun, [0, 1, 2, 3, 4]);
  assert.equal(most, 2);
  assert.deepEqual(
    ended.map(({ status }) => status),
    ['fulfilled', 'rejected', 'fulfilled', 'fulfilled', 'fulfilled'],
  );
});
