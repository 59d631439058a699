import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  type ContentView,
  hasNoneOf,
  hasWhole,
  haveSameLast,
  lists,
  listsOnce,
  listTheSame,
  tellsPlainNames,
  tellsReason,
  unchangedContent,
} from './content';

const bundle = { fileName: 'images.zst', sha256: 'ab'.repeat(32), bytes: 4096 };
const other = { fileName: 'charts.zst', sha256: 'cd'.repeat(32), bytes: 4096 };

const content = (change: Partial<ContentView> = {}): ContentView => {
  return { name: 'alpha', last: bundle, entries: ['images.zst 1'], reasons: [], ...change };
};
const empty = content({ last: undefined, entries: [] });

describe('content', () => {
  it('is whole where name, size and hash are those of the upload', () => {
    assert(hasWhole(content(), bundle).matches);
    for (const change of [{ bytes: 4095 }, { sha256: other.sha256 }, { fileName: 'other.zst' }]) {
      const seen = hasWhole(content({ last: { ...bundle, ...change } }), bundle);
      assert(!seen.matches);
      assert.match(seen.seen, /^"alpha" has "(images|other)\.zst" of 409\d bytes/);
    }
    assert.deepEqual(hasWhole(empty, bundle), { matches: false, seen: '"alpha" tells of no bundle' });
  });

  it('has none of what was uploaded where neither the last bundle nor the page tells of it', () => {
    assert(hasNoneOf(empty, [bundle, other]).matches);
    assert(hasNoneOf(content(), [other]).matches);
    assert(!hasNoneOf(content(), [bundle]).matches);
    assert(!hasNoneOf(content({ last: undefined }), [bundle]).matches);
  });

  it('is listed by its file name, with or without the ending, and not by another that begins alike', () => {
    assert(lists(content(), 'images.zst').matches);
    assert(lists(content({ entries: ['images 1.2'] }), 'images.zst').matches);
    assert(!lists(content({ entries: ['images-of-others.zst 1'] }), 'images.zst').matches);
    assert.equal(lists(empty, 'images.zst').seen, '"alpha" lists nothing');
  });

  it('is listed once where there is one row of its name', () => {
    assert(listsOnce(content(), 'images.zst').matches);
    assert(!listsOnce(content({ entries: ['images.zst 1', 'images.zst 2'] }), 'images.zst').matches);
    assert(!listsOnce(empty, 'images.zst').matches);
  });

  it('is the same last one where all have that bundle whole', () => {
    assert(haveSameLast([content(), content({ name: 'beta' })], [other, bundle]).matches);
    assert(!haveSameLast([content(), content({ last: other })], [other, bundle]).matches);
    assert(!haveSameLast([content(), content()], [other]).matches);
  });

  it('is the same where all list the same, and something', () => {
    assert(listTheSame([content(), content({ name: 'beta' })]).matches);
    assert(!listTheSame([content(), content({ entries: [] })]).matches);
    assert(!listTheSame([empty, empty]).matches);
  });

  it('is unchanged where last bundle and page are', () => {
    assert(unchangedContent(content(), content({ reasons: ['new'] })).matches);
    assert(unchangedContent(empty, empty).matches);
    assert(!unchangedContent(content(), content({ last: other })).matches);
    assert(!unchangedContent(content(), content({ entries: [] })).matches);
    assert(!unchangedContent(empty, content()).matches);
  });

  it('has a plain name or none', () => {
    assert(tellsPlainNames(content()).matches);
    assert(tellsPlainNames(empty).matches);
    for (const fileName of ['../images.zst', 'a\\b', 'a\u0007b', '..', '', 'x'.repeat(300)]) {
      assert(!tellsPlainNames(content({ last: { ...bundle, fileName } })).matches, fileName);
    }
  });

  it('is missing for a reason where somebody tells one', () => {
    assert(tellsReason([content(), content({ reasons: ['The disk is full.'] })]).matches);
    assert(!tellsReason([content({ reasons: [' '] })]).matches);
  });
});
