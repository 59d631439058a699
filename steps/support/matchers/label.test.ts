import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sameLabel } from './label';

test('labels are the same without regard to case, spaces, hyphens and underscores', () => {
  assert(sameLabel('In-Use', 'in use'));
  assert(sameLabel('INUSE', 'In-Use'));
  assert(sameLabel('in_use', 'In-Use'));
  assert(!sameLabel('Ready', 'In-Use'));
  assert(!sameLabel('', 'leader'));
});
