import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HostFault } from '../../operators/operator';
import { eventually, holds, settles } from './attempting';
import { Expectation } from './errors';
import { type Match, matched, mismatch } from './matchers/match';
import { clockOf } from './testing/clock';

const isThree = (value: number): Match => (value === 3 ? matched : mismatch(`it was ${value}`));

/** Looks that find one value after the other; an error among them is thrown. */
function looks(...values: readonly (number | Error)[]): () => Promise<number> {
  const left = [...values];
  return async () => {
    const value = left.shift();
    if (value === undefined) throw new TypeError('There was a look too many.');
    if (value instanceof Error) throw value;
    return value;
  };
}

describe('eventually', () => {
  it('resolves to the first thing that matches, without another look', async () => {
    const found = await eventually({
      clock: clockOf(0, 1, 2, 3),
      expected: 'it is three',
      within: 3,
      look: looks(1, 2, 3),
      judge: isThree,
    });
    assert.equal(found, 3);
  });

  it('tells what was seen last, and since when', async () => {
    const awaited = eventually({
      clock: clockOf(0, 5, 20, 60),
      expected: 'it is three',
      within: 60,
      look: looks(1, 2, 2, 2),
      judge: isThree,
    });
    await assert.rejects(awaited, (error) => {
      assert(error instanceof Expectation);
      assert.equal(error.attribution, 'implementation');
      assert.equal(error.code, 'EXPECTATION');
      assert.equal(error.expected, 'it is three');
      assert.equal(error.seen, 'it was 2');
      assert.equal(error.seenForSeconds, 55);
      assert.equal(error.message, 'Expected that it is three, but it was 2 (so for the last 55 s).');
      return true;
    });
  });

  it('asks a host again that failed to answer', async () => {
    const found = await eventually({
      clock: clockOf(0, 1),
      expected: 'it is three',
      within: 1,
      look: looks(new HostFault('HOST_NO_ANSWER', 'The host did not answer.'), 3),
      judge: isThree,
    });
    assert.equal(found, 3);
  });

  it('tells of a host that never answered, with its fault as the cause', async () => {
    const fault = new HostFault('HOST_NO_ANSWER', '"beta" did not answer.');
    const awaited = eventually({
      clock: clockOf(0, 10),
      expected: 'it is three',
      within: 10,
      look: looks(fault, fault),
      judge: isThree,
    });
    await assert.rejects(awaited, (error) => {
      assert(error instanceof Expectation);
      assert.equal(error.seen, '"beta" did not answer');
      assert.equal(error.cause, fault);
      return true;
    });
  });

  it('passes on at once what is not the fault of a host', async () => {
    const awaited = eventually({
      clock: clockOf(0, 1),
      expected: 'it is three',
      within: 1,
      look: looks(new RangeError('a bug'), 3),
      judge: isThree,
    });
    await assert.rejects(awaited, RangeError);
  });
});

describe('holds', () => {
  it('looks at every moment of the window', async () => {
    let count = 0;
    await holds({
      clock: clockOf(0, 1, 5),
      expected: 'it is three',
      within: 5,
      look: async () => {
        count += 1;
        return 3;
      },
      judge: isThree,
    });
    assert.equal(count, 3);
  });

  it('rejects when it does not last, and tells when that was', async () => {
    const held = holds({
      clock: clockOf(0, 2, 5),
      expected: 'it stays three',
      within: 5,
      look: looks(3, 4),
      judge: isThree,
    });
    await assert.rejects(held, { name: 'Expectation', seen: 'it was 4 after 2 s' });
  });

  it('does not take a host that no longer answers for one that stayed the same', async () => {
    const held = holds({
      clock: clockOf(0, 5),
      expected: 'it stays three',
      within: 5,
      look: looks(3, new HostFault('HOST_NO_ANSWER', 'The host did not answer.')),
      judge: isThree,
    });
    await assert.rejects(held, (error: Expectation) => {
      assert.equal(error.message, 'Expected that it stays three, but The host did not answer after 5 s.');
      assert.equal((error.cause as HostFault).code, 'HOST_NO_ANSWER');
      assert.equal(error.attribution, 'implementation');
      return true;
    });
  });
});

describe('settles', () => {
  it('lets things waver at first, and resolves once they have stayed for the window', async () => {
    let count = 0;
    const values = [1, 3, 3, 2, 3, 3, 3, 3];
    const look = async () => values[count++] as number;
    await settles({ clock: clockOf(0, 1, 2), expected: 'it is three', within: 2, look, judge: isThree }, 5);
    assert.equal(count, values.length);
  });

  it('rejects where the budget ends before, with what was seen in the window', async () => {
    const look = looks(3, 3, 4, 3, 5);
    const settled = settles({ clock: clockOf(0, 1), expected: 'it is three', within: 1, look, judge: isThree }, 5);
    await assert.rejects(settled, { name: 'Expectation', seen: 'it was 5' });
  });

  it('asks a host again that fails to answer within the window', async () => {
    const look = looks(3, new HostFault('HOST_NO_ANSWER', 'No answer.'), 3, 3, 3);
    await settles({ clock: clockOf(0, 1), expected: 'it is three', within: 1, look, judge: isThree }, 5);
  });
});
