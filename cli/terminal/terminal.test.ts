import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stripVTControlCharacters } from 'node:util';
import { type ClauseRow, clauseTable } from './clause-table';
import { cut, hanging, wrap } from './wrap';

test('text is broken between words, and longer words are left whole', () => {
  assert.deepEqual(wrap('one two three', 7), ['one two', 'three']);
  assert.deepEqual(wrap('a verylongword b', 5), ['a', 'verylongword', 'b']);
  assert.equal(hanging('> ', 2, 'aaaa bbbb cccc dddd eeee', 22), '> aaaa bbbb cccc dddd\n  eeee');
  assert.equal(cut('abcdef', 4), 'abc…');
  assert.equal(cut('abc', 4), 'abc');
});

const row = (id: string, more: Partial<ClauseRow> = {}): ClauseRow => ({
  id,
  page: 'A page',
  heading: 'A heading',
  statement: 'It holds.',
  covered: true,
  verdict: 'pass',
  scenarios: { pass: 12, fail: 0, inconclusive: 0, skipped: 0, 'not-claimed': 0 },
  ...more,
});

test('a table lines up, and says what is not covered', () => {
  const rows = [
    row('A-1'),
    row('A-LONG-2', {
      verdict: 'fail',
      scenarios: { pass: 1, fail: 1, inconclusive: 0, skipped: 0, 'not-claimed': 0 },
    }),
    row('A-3', { verdict: 'not-run', covered: false }),
  ];
  const plain = clauseTable(rows, { columns: 80, colours: false });
  assert.equal(
    plain,
    'A page: A heading\n  ✓ A-1        12  It holds.\n  ✗ A-LONG-2  1/2  It holds.\n  · A-3         –  It holds. (not covered yet)\n',
  );
  const coloured = clauseTable(rows, { columns: 80, colours: true });
  assert.notEqual(coloured, plain);
  assert.equal(stripVTControlCharacters(coloured), plain);
});
