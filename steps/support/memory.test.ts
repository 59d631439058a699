import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Memory } from './memory';
import { row, view } from './testing/views';

const token = (text: string) => ({ text, remainingSeconds: 120, intervalSeconds: 120 });

test('the last copied token is the copied one, and earlier ones are kept by host', () => {
  const memory = new Memory();
  memory.copied({ from: 'alpha', token: token('one'), goodUntil: 0 });
  memory.copied({ from: 'beta', token: token('two'), goodUntil: 0 });
  memory.copied({ from: 'alpha', token: token('three'), goodUntil: 0 });
  assert.equal(memory.copiedToken.token.text, 'three');
  assert.deepEqual(
    memory.copiesFrom('alpha').map((copy) => copy.token.text),
    ['one', 'three'],
  );
});

test('what a host showed before is what it showed before the last attempt', () => {
  const memory = new Memory();
  memory.remember([view('alpha', [row('beta')])]);
  memory.remember([view('alpha', [])]);
  assert.deepEqual(memory.before('alpha').others, []);
});

test('what no step has said yet is a mistake of the scenario', () => {
  const memory = new Memory();
  const asked = [
    () => memory.copiedToken,
    () => memory.leaderOf('beta'),
    () => memory.moveOf('alpha'),
    () => memory.lastAnswer,
    () => memory.before('alpha'),
  ];
  for (const ask of asked) assert.throws(ask, { code: 'SCENARIO_MISTAKE' });
});
