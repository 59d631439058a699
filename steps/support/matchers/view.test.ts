import assert from 'node:assert/strict';
import { test } from 'node:test';
import { row, view } from '../testing/views';

test('a row without an id is that of the host which has its address', () => {
  const { itself, others } = view('alpha', [row('alpha', { id: '' }), row('beta', { id: '' })]);
  assert.equal(itself?.id, 'edge-alpha');
  assert.deepEqual(
    others.map(({ id, name }) => [id, name]),
    [['edge-beta', 'beta']],
  );
});

test('a row with an id is that of the host with the id, whatever its address', () => {
  const [other] = view('alpha', [row('beta', { address: '10.0.0.3' })]).others;
  assert.equal(other?.name, 'beta');
});

test('a host that nobody knows is called by its address where the row has no id', () => {
  const [other] = view('alpha', [row('beta', { id: '', address: '10.9.9.9' })]).others;
  assert.deepEqual([other?.id, other?.name], ['10.9.9.9', '<10.9.9.9>']);
});
