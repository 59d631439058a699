import assert from 'node:assert/strict';
import { hash } from 'node:crypto';
import { test } from 'node:test';
import { Bundles } from './bundles';

test('a bundle has as many bytes as it was to have, which the seed, its name and its turn decide', () => {
  const bytesOf = (seed: number, ...names: string[]) => {
    const bundles = new Bundles(seed);
    return names.map((name) => hash('sha256', bundles.make(name, 1000).content));
  };
  const made = bytesOf(1, 'a.zst', 'a.zst', 'b.zst');
  assert.equal(new Set(made).size, 3);
  assert.deepEqual(bytesOf(1, 'a.zst', 'a.zst', 'b.zst'), made);
  assert.notDeepEqual(bytesOf(2, 'a.zst', 'a.zst', 'b.zst'), made);
  assert.equal(new Bundles(1).make('a.zst', 77).content.length, 77);
});

test('the bundle of a name is the one that was uploaded last', () => {
  const bundles = new Bundles(1);
  for (const bytes of [10, 20]) bundles.uploaded(bundles.make('a.zst', bytes));
  assert.equal(bundles.named('a.zst').bytes, 20);
  assert.deepEqual(
    bundles.all.map(({ bytes }) => bytes),
    [10, 20],
  );
});

test('what no step has said yet is a mistake of the scenario', () => {
  const bundles = new Bundles(1);
  assert.throws(() => bundles.named('a.zst'), { code: 'SCENARIO_MISTAKE' });
  assert.throws(() => bundles.before('alpha'), { code: 'SCENARIO_MISTAKE' });
});
