import assert from 'node:assert/strict';
import { test } from 'node:test';
import { alerts, rowsOf, sameName, type Tree, terms, termValue, treeOf, wordsOf } from './tree';

const page: Tree = treeOf([
  { role: 'heading', name: 'Edge Host', level: 1, cursor: 'pointer' },
  { role: 'alert' },
  { role: 'alert', text: 'It is not there.' },
  { role: 'term', text: 'Host ID' },
  { role: 'definition', text: 'edge-1' },
  { role: 'term', text: 'No proxy' },
  { role: 'definition', text: 'None' },
  {
    role: 'region',
    name: 'Token',
    children: [
      { role: 'term', text: 'Expires in' },
      { role: 'definition', children: [{ role: 'time', text: '1:37' }] },
    ],
  },
  {
    role: 'table',
    name: 'Linked  edge hosts',
    children: [
      {
        role: 'row',
        children: [
          { role: 'columnheader', name: 'IP address' },
          { role: 'columnheader', name: 'Health' },
        ],
      },
      {
        role: 'row',
        children: [
          { role: 'rowheader', name: '10.0.0.2' },
          {
            role: 'cell',
            name: 'Unhealthy no answer',
            children: ['Unhealthy', { role: 'paragraph', text: 'no answer' }],
          },
        ],
      },
      { role: 'row', children: [{ role: 'cell', name: '10.0.0.3' }, { role: 'cell' }] },
    ],
  },
]);

test('names are the same whatever their case and spaces', () => {
  assert.ok(sameName(' Linked  Edge\nHosts', 'linked edge hosts'));
  assert.ok(!sameName('Unlink host', 'Unlink'));
  assert.ok(!sameName(undefined, 'Unlink'));
});

test('a term has the words beside it, wherever it stands, and none where they say that there is nothing', () => {
  assert.equal(termValue(page, 'host id'), 'edge-1');
  assert.equal(termValue(page, 'Expires in'), '1:37');
  assert.equal(termValue(page, 'No proxy'), '');
  assert.equal(termValue(page, 'State'), undefined);
  assert.equal(terms(page).size, 3);
});

test('a table is read by the heads of its columns', () => {
  const rows = rowsOf(page, 'Linked Edge Hosts');
  assert.deepEqual(
    rows?.map((row) => [row.words('IP address'), row.words('health'), row.words('Role')]),
    [
      ['10.0.0.2', 'Unhealthy no answer', ''],
      ['10.0.0.3', '', ''],
    ],
  );
  assert.equal(wordsOf(rows?.[0]?.cell('Health')?.children?.[0]), 'Unhealthy');
  assert.equal(rowsOf(page, 'Content'), undefined);
});

test('an alert that says nothing is none', () => {
  assert.deepEqual(alerts(page), ['It is not there.']);
});
