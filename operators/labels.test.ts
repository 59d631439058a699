import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sameLabel } from './labels';

test('labels are the same without regard to case, spaces, hyphens and underscores', () => {
  for (const label of ['In-Use', 'in use', 'INUSE', 'in_use', ' In - Use '])
    assert.ok(sameLabel('In-Use', label), label);
});

test('different words are different labels', () => {
  assert.ok(!sameLabel('Ready', 'In-Use'));
  assert.ok(!sameLabel('Ready', 'Not-Ready'));
  assert.ok(!sameLabel('Ready', ''));
});
