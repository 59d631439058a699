import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bySection, clauseById, clauseIdOfTag, clauses, nearest } from './index';

const ids = clauses.map((clause) => clause.id);

test('every clause has an id of its own that can be a tag, and one sentence', () => {
  assert.equal(new Set(ids).size, ids.length);
  for (const clause of clauses) {
    assert.equal(clauseIdOfTag(`@${clause.id}`), clause.id);
    assert.match(clause.statement, /^[A-Z].+\.$/, clause.id);
    assert.ok(!clause.statement.includes('…'), `${clause.id} must be readable alone`);
  }
});

test('levels hold what the specification of the suite counts', () => {
  const count = (level: string) => clauses.filter((clause) => clause.level === level).length;
  assert.deepEqual([count('core'), count('extended'), count('hardening')], [47, 23, 10]);
  assert.deepEqual(
    clauses.filter((clause) => !clause.covered && clause.level !== 'hardening').map((clause) => clause.id),
    [],
  );
});

test('tags that are no clause ids are told apart', () => {
  for (const tag of ['@core', '@LINK', '@slow-1', 'LINK-1', '@LINK-1x'])
    assert.equal(clauseIdOfTag(tag), undefined, tag);
});

test('a mistyped id finds its neighbours, nonsense finds nothing', () => {
  assert.equal(nearest('LINK-LIMIT-1', ids)[0], 'LINK-LIM-1');
  assert.equal(nearest('link-lim-1', ids)[0], 'LINK-LIM-1');
  assert.deepEqual(nearest('completely different', ids), []);
  assert.deepEqual(nearest('x'.repeat(1_000_000), ids), []);
  assert.equal(nearest('UNLK-9', ids).length, 3);
});

test('sections keep the order of the page', () => {
  const core = bySection(clauses.filter((clause) => clause.level === 'core'));
  assert.deepEqual(
    core.map((part) => part.heading),
    [
      'Introduction',
      'Leader Hosts',
      'Link Hosts',
      'Link Hosts > Limitations',
      'Link Hosts > Prerequisites',
      'Link Hosts > Procedure',
      'Link Hosts > Validate',
      'Unlink Hosts',
      'Unlink Hosts > Prerequisites',
      'Unlink Hosts > Validate',
      'Remove Leader Node Status',
      'Remove Leader Node Status > Prerequisites',
      'Remove Leader Node Status > Procedure',
      'Remove Leader Node Status > Validate',
    ],
  );
  assert.equal(clauseById('LEAD-1')?.heading, 'Leader Hosts');
});
