import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Activity } from './activity';

test('goes on waiting while things happen', async () => {
  const activity = new Activity();
  let left = 20;
  const more = (): void => {
    activity.touch();
    left -= 1;
    if (left > 0) setImmediate(more);
  };
  more();
  await activity.settle();
  assert.equal(left, 0);
});

test('waits for an answer under way', async () => {
  const activity = new Activity();
  const exchange = activity.begin();
  let answered = false;
  setTimeout(() => {
    answered = true;
    exchange.end();
  }, 5);
  await activity.settle();
  assert.equal(answered, true);
});

test('does not wait for ever for an answer that does not come, and says afterwards that it did not', async () => {
  const activity = new Activity();
  const held = activity.begin();
  await activity.settle();
  assert.equal(held.end(), true);
  assert.equal(activity.begin().end(), false);
});

test('does not wait for ever for hosts that never come to rest', { timeout: 60_000 }, async () => {
  const activity = new Activity();
  const restless = setInterval(() => activity.touch(), 0);
  await activity.settle();
  clearInterval(restless);
});
