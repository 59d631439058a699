import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LogRing } from './log-ring';

test('keeps the last lines, oldest first', () => {
  const log = new LogRing();
  for (let line = 0; line < 3456; line += 1) log.add(`${line}\n`);
  const lines = log.lines();
  assert.equal(lines.length, 500);
  assert.equal(lines[0], '2956');
  assert.equal(lines.at(-1), '3455');
});

test('one endless line does not fill the memory', () => {
  const log = new LogRing();
  log.add('x'.repeat(1_000_000));
  assert.ok((log.lines()[0] ?? '').length < 10_000);
});
