import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seededRandom } from './random';

test('the same seed gives the same bytes, however they are asked for', () => {
  const whole = seededRandom(1, 'alpha', 1).bytes(100);
  const parts = seededRandom(1, 'alpha', 1);
  assert.deepEqual(Buffer.concat([parts.bytes(1), parts.bytes(0), parts.bytes(67), parts.bytes(32)]), whole);
});

test('another seed, host or boot gives other bytes, and they do not repeat', () => {
  const all = [
    seededRandom(1, 'alpha', 1),
    seededRandom(2, 'alpha', 1),
    seededRandom(1, 'beta', 1),
    seededRandom(1, 'alpha', 2),
  ];
  const texts = all.flatMap((random) => [random.bytes(16), random.bytes(16)]).map((bytes) => bytes.toString('hex'));
  assert.equal(new Set(texts).size, 8);
});
