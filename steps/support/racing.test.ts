import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { headStarts, race } from './racing';

describe('a race', () => {
  it('begins in the same instant in the first draw, and in another order with other draws and seeds', () => {
    assert.deepEqual(headStarts(3, { seed: 7, draw: 1 }, 'virtual'), [0, 0, 0]);
    const draws = [2, 3, 4].flatMap((draw) => [7, 8].map((seed) => headStarts(3, { seed, draw }, 'virtual').join()));
    assert.equal(new Set(draws).size, 6);
  });

  it('has the same order again with the same draw of the same seed, and somebody first', () => {
    const drawn = headStarts(4, { seed: 7, draw: 2 }, 'virtual');
    assert.deepEqual(drawn, headStarts(4, { seed: 7, draw: 2 }, 'virtual'));
    assert.equal(Math.min(...drawn), 0);
    assert(Math.max(...drawn) > 0);
  });

  it('takes longer where time is real', () => {
    const [virtual, real] = (['virtual', 'real'] as const).map((clock) => headStarts(2, { seed: 7, draw: 2 }, clock));
    assert(Math.max(...(real as number[])) > Math.max(...(virtual as number[])));
  });

  it('has every action settle, in the order given, whichever began first', async () => {
    const failure = new Error('refused');
    const actions = [async () => 'one', () => Promise.reject(failure), async () => 'three'];
    for (const draw of [1, 2, 3]) {
      assert.deepEqual(await race(actions, { seed: 7, draw }, 'virtual'), [
        { status: 'fulfilled', value: 'one' },
        { status: 'rejected', reason: failure },
        { status: 'fulfilled', value: 'three' },
      ]);
    }
  });
});
