import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { isKept, labelNames, lifeOf, ownerText, partLabels, runLabels } from './labels';
import { type ThisMachine, thisMachine } from './machine';

const machine = (more: Partial<ThisMachine> = {}): ThisMachine => ({
  host: 'one',
  boot: 'b1',
  pidNamespace: 'pid:[1]',
  startOf: (pid) => (pid === 7 ? '100' : undefined),
  ...more,
});
const owner = ownerText(7, machine());

test('a run lives as long as its process', () => {
  assert.equal(lifeOf(owner, machine()), 'living');
  assert.equal(lifeOf(owner, machine({ startOf: () => undefined })), 'dead');
});

test('another process with the same id is another one', () => {
  assert.equal(lifeOf(owner, machine({ startOf: () => '101' })), 'dead');
});

test('after a boot of the same machine no process of before runs', () => {
  assert.equal(lifeOf(owner, machine({ boot: 'b2' })), 'dead');
});

test('what cannot be seen from here is not taken for dead', () => {
  assert.equal(lifeOf(owner, machine({ boot: 'b2', host: 'two' })), 'unknown');
  assert.equal(lifeOf(owner, machine({ pidNamespace: 'pid:[2]', startOf: () => undefined })), 'unknown');
  assert.equal(lifeOf(owner, machine({ startOf: () => 'hidden' })), 'unknown');
  for (const strange of [undefined, '', 'pid=0&boot=b1', 'pid=x', 'nonsense', '{"pid":7}']) {
    assert.equal(lifeOf(strange, machine()), 'unknown', strange);
  }
});

test('where boots have no ids the name of the machine decides', () => {
  const elsewhere = { boot: '', pidNamespace: '', startOf: (pid: number) => (pid === 7 ? '' : undefined) };
  const text = ownerText(7, machine(elsewhere));
  assert.equal(lifeOf(text, machine(elsewhere)), 'living');
  assert.equal(lifeOf(text, machine({ ...elsewhere, startOf: () => undefined })), 'dead');
  assert.equal(lifeOf(text, machine({ ...elsewhere, host: 'two' })), 'unknown');
});

test('this process lives, and a child does until it is killed, though nobody has taken note of that', async () => {
  const here = thisMachine();
  assert.equal(lifeOf(ownerText(process.pid, here), here), 'living');
  const child = spawn(process.execPath, ['-e', 'process.stdin.resume()'], { stdio: ['pipe', 'ignore', 'ignore'] });
  await once(child, 'spawn');
  const text = ownerText(child.pid ?? 0, here);
  assert.equal(lifeOf(text, here), 'living');
  child.kill('SIGKILL');
  await once(child, 'exit');
  assert.equal(lifeOf(text, here), 'dead');
});

test('everything of a run says which, whose, since when and whether it may stay', () => {
  const mark = { id: 'r', owner, started: new Date(0), keep: false };
  const labels = runLabels(mark);
  assert.deepEqual(labels, {
    'hostlink.run': 'r',
    'hostlink.owner': owner,
    'hostlink.started': '1970-01-01T00:00:00.000Z',
    'hostlink.keep': 'never',
  });
  assert.deepEqual([isKept(labels), isKept(runLabels({ ...mark, keep: true })), isKept({})], [false, true, false]);
  const part = partLabels(labels, 'alpha', 'helper');
  assert.deepEqual([part[labelNames.run], part[labelNames.host], part[labelNames.part]], ['r', 'alpha', 'helper']);
});
