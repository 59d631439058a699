import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { referenceAgent } from '../../target/reference-agent';
import { installation, suiteFiles } from '../installation';
import { runPlan } from './index';
import { Lanes, type Scheduled } from './lanes';
import { fixture, testIo } from './testing';
import { secondsWaited, waitsLong } from './waiting';

const scenario = (...texts: string[]): Scheduled => ({ steps: texts.map((text) => ({ text })) });
const quick = scenario('the hosts "alpha" and "beta"', 'one second has passed');
const minute = scenario('a minute has passed');
const longest = scenario('two minutes have passed', 'the copied token', 'two minutes have passed');

const orderOf = (lanes: Lanes, ...scenarios: Scheduled[]): Scheduled[] =>
  lanes.order(scenarios.map((pickle) => ({ pickle }))).map(({ pickle }) => pickle);

test('how long a scenario waits is read off its steps', () => {
  assert.equal(secondsWaited(quick.steps), 1);
  assert.equal(secondsWaited(longest.steps), 240);
  assert.equal(secondsWaited(scenario('100 seconds have passed').steps), 100);
  assert.equal(
    secondsWaited(scenario('the operator copies the next token from "alpha" as soon as it appears').steps),
    120,
  );
  assert.equal(secondsWaited(scenario('the token of "alpha" is shown when two minutes have passed').steps), 0);
  assert.ok(waitsLong(minute.steps));
  assert.ok(!waitsLong(quick.steps));
});

test('a wait that is too long for any run is no wait, as the scenario is skipped there', () => {
  assert.equal(secondsWaited(scenario('a minute has passed', 'two hours have passed').steps), 60);
});

test('every step of the features that lets time pass is known to wait', async () => {
  const { root, features } = suiteFiles(installation());
  for (const file of features) {
    const lines = (await readFile(join(root, file), 'utf8')).split('\n').map((line) => line.trim());
    for (const line of lines.filter((text) => /^(Given|When|Then|And|But) .* (has|have) passed$/.test(text))) {
      // Of an outline only the examples tell.
      const text = line.replace(/^\w+ /, '').replace(/<.*>/, 'two minutes');
      assert.ok(secondsWaited([{ text }]) > 0, `${file}: ${line}`);
    }
  }
});

test('the longest waits come first, on threads of their own', () => {
  const lanes = new Lanes(2);
  assert.deepEqual(orderOf(lanes, quick, minute, quick, longest), [longest, minute, quick, quick]);
  assert.equal(lanes.threads, 4);
});

test('without waits there are the threads that were asked for', () => {
  for (const parallel of [0, 3]) {
    const lanes = new Lanes(parallel);
    orderOf(lanes, quick, quick);
    assert.equal(lanes.threads, parallel);
  }
});

test('where the main thread was to do, waits still get threads beside one for the others', () => {
  const lanes = new Lanes(0);
  orderOf(lanes, quick, minute);
  assert.equal(lanes.threads, 2);
});

test('many waits share a bounded number of threads', () => {
  const lanes = new Lanes(2);
  orderOf(lanes, ...Array.from({ length: 100 }, () => minute));
  assert.equal(lanes.threads, 26);
  assert.ok(
    lanes.mayBegin(
      minute,
      Array.from({ length: 23 }, () => minute),
    ),
  );
  assert.ok(
    !lanes.mayBegin(
      minute,
      Array.from({ length: 24 }, () => minute),
    ),
  );
});

test('neither kind takes the threads of the other', () => {
  const lanes = new Lanes(2);
  orderOf(lanes, minute, longest, quick);
  assert.ok(lanes.mayBegin(quick, [minute, longest, quick]));
  assert.ok(!lanes.mayBegin(quick, [minute, longest, quick, quick]));
  assert.ok(lanes.mayBegin(minute, [longest, quick, quick]));
  assert.ok(!lanes.mayBegin(minute, [longest, minute]));
});

test('a run whose time is real runs its waits beside each other, and beside the rest', async () => {
  const { plan, remove } = await fixture(
    [
      ['INTRO-1', 'it holds'],
      ['INTRO-2', 'two minutes have passed'],
      ['INTRO-3', 'a minute has passed'],
    ],
    { parallel: 1, target: { ...referenceAgent, clock: 'real' } },
  );
  const io = testIo();
  try {
    assert.equal(await runPlan(plan, 'pretty', io), 0, io.printed.out);
  } finally {
    await remove();
  }
});
