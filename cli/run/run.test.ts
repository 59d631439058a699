import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { BroadcastChannel } from 'node:worker_threads';
import { type Report, reportSchema } from '../../conformance/index';
import { referenceAgent } from '../../target/reference-agent';
import { borrowed } from './ground';
import { runPlan } from './index';
import type { RunPlan } from './judge';
import { fixture, testIo } from './testing';

type Scenarios = Parameters<typeof fixture>[0];

/** Runs a suite and reads its report back. */
async function run(scenarios: Scenarios, more: Partial<RunPlan> = {}, io = testIo()) {
  const { plan, folder, remove } = await fixture(scenarios, more);
  try {
    const code = await runPlan(plan, 'pretty', io);
    const report = reportSchema.parse(JSON.parse(await readFile(join(folder, 'conformance.json'), 'utf8')));
    const messages = await readFile(join(folder, 'messages.ndjson'), 'utf8');
    return { code, report, messages, ...io.printed };
  } finally {
    await remove();
  }
}

const verdictsOf = ({ scenarios }: Report) =>
  scenarios.map(({ clauses, verdict, attribution }) => [clauses[0], verdict, attribution]);

/** Calls back when a scenario of the fixture says that it is waiting. */
function whenWaiting(t: TestContext, callback: () => void): void {
  const channel = new BroadcastChannel('fixture');
  channel.onmessage = callback;
  t.after(() => channel.close());
}

test('every way in which a scenario can end', async () => {
  const { code, report, out, err, messages } = await run([
    ['INTRO-1', 'it holds'],
    ['INTRO-2', 'the implementation is wrong'],
    ['INTRO-3', 'the engine is gone'],
    ['LEAD-1', 'the harness is wrong'],
    ['LEAD-4', 'it is not claimed'],
    ['LINK-1', 'nobody defined this'],
    ['UNLK-1', 'the seed is 7'],
  ]);
  assert.deepEqual(verdictsOf(report), [
    ['INTRO-1', 'pass', undefined],
    ['INTRO-2', 'fail', 'implementation'],
    ['INTRO-3', 'inconclusive', 'environment'],
    ['LEAD-1', 'inconclusive', 'harness'],
    ['LEAD-4', 'not-claimed', undefined],
    ['LINK-1', 'inconclusive', 'harness'],
    ['UNLK-1', 'pass', undefined],
  ]);
  assert.equal(code, 1);
  assert.equal(report.verdict, 'non-conformant');
  assert.deepEqual([report.scenarios[0]?.uri, report.scenarios[0]?.line], ['a.feature', 3]);
  assert.match(out, /✗ INTRO-2 +0\/1 /);
  assert.match(out, /expected +linked\n +seen +not linked/);
  assert.match(out, /npx hostlink run --clause INTRO-2 --seed 7 --name '\^INTRO-2 when the implementation is wrong\$'/);
  assert.match(out, /\nnon-conformant: 1 of 3 judged clauses failed: INTRO-2\./);
  assert.match(err, /✗ INTRO-2 .*It was to hold\.\n/);
  assert.match(err, /Introduction: 1 of 3 passed/);
  assert.match(messages, /^\{"meta".*\n/);
  assert.match(messages, /\n\{"testRunFinished".*\n$/);
});

test('worker threads judge as the main thread does', async () => {
  const { code, report } = await run(
    [
      ['INTRO-1', 'it holds'],
      ['INTRO-2', 'the seed is 7'],
    ],
    { parallel: 2 },
  );
  assert.equal(code, 0);
  assert.equal(report.verdict, 'partial');
  assert.equal(report.scenarioCounts.pass, 2);
});

test('a worker that dies leaves an inconclusive run, and says so', async () => {
  const { code, report } = await run(
    [
      ['INTRO-1', 'the worker dies'],
      ['INTRO-2', 'it never ends'],
      ['INTRO-3', 'it holds'],
    ],
    { parallel: 2 },
  );
  assert.equal(code, 3);
  assert.equal(report.verdict, 'inconclusive');
  assert.match(report.verdictReason, /The run broke: .*Worker 0 exited unexpectedly with code 1/);
  assert.deepEqual(verdictsOf(report)[0], ['INTRO-1', 'inconclusive', 'harness']);
  assert.match(report.scenarios[0]?.reason ?? '', /never finished/);
});

for (const parallel of [0, 1]) {
  test(`Ctrl-C lets the scenario under way end and begins no others (${parallel} threads)`, async (t) => {
    const io = testIo();
    whenWaiting(t, () => io.interrupt());
    const rest = Array.from({ length: 5 }, () => ['INTRO-2', 'it never ends'] as const);
    const { code, report } = await run([['INTRO-1', 'it ends when asked to stop'], ...rest], { parallel }, io);
    assert.equal(code, 130);
    assert.equal(report.interrupted, true);
    assert.equal(report.verdict, 'inconclusive');
    assert.equal(report.scenarios[0]?.verdict, 'pass');
    assert.equal(report.scenarioCounts.skipped, 5);
    assert.match(io.printed.err, /Ctrl-C again ends at once/);
  });
}

test('a scenario that does not end after Ctrl-C is given up, and the report still written', async (t) => {
  const io = testIo();
  whenWaiting(t, () => io.interrupt());
  const { code, report } = await run([['INTRO-1', 'it never ends']], { grace: 0 }, io);
  assert.equal(code, 130);
  assert.match(report.scenarios[0]?.reason ?? '', /interrupted while this scenario was running/);
});

test('a second Ctrl-C ends the process at once', async (t) => {
  const io = testIo();
  whenWaiting(t, () => {
    io.interrupt();
    io.interrupt();
  });
  await run([['INTRO-1', 'it never ends']], { grace: 0 }, io);
  assert.deepEqual(io.exits, [130]);
});

test('a selection that matches nothing is no success', async () => {
  const { code, report, out } = await run([['INTRO-1', 'it holds']], {
    selection: { profiles: ['core'], clauses: [], name: 'nothing' },
  });
  assert.equal(code, 3);
  assert.equal(report.verdict, 'inconclusive');
  assert.match(out, /no scenario matches --name "nothing"/);
});

test('a feature that cannot be read is no success', async () => {
  const { plan, remove } = await fixture([['INTRO-1', 'it holds']]);
  await writeFile(join(plan.files.root, 'a.feature'), 'Feature: a\nScenario: b\nGiven c\nnonsense');
  const io = testIo();
  assert.equal(await runPlan(plan, 'pretty', io), 3);
  assert.match(io.printed.out.replace(/\s+/g, ' '), /A feature cannot be read: a.feature/);
  await remove();
});

test('steps that cannot be loaded are the harness’s trouble, and told', async () => {
  const { plan, remove } = await fixture([['INTRO-1', 'it holds']]);
  await writeFile(join(plan.files.root, 'steps.js'), "throw new Error('half a step')");
  const io = testIo();
  assert.equal(await runPlan(plan, 'pretty', io), 3);
  assert.match(io.printed.out, /inconclusive: The run broke: Error: half a step/);
  await remove();
});

test('a folder that cannot be written is found before anything runs', async () => {
  const { plan, remove } = await fixture([['INTRO-1', 'it never ends']]);
  await writeFile(plan.folder, '');
  await assert.rejects(runPlan(plan, 'quiet', testIo()), { code: 'REPORT_UNWRITABLE' });
  await remove();
});

test('a run tells what its hosts stand on, and how to get at hosts that were kept', async () => {
  const image = { name: 'a/b:1', id: 'sha256:1' };
  const { report, out } = await run([['INTRO-2', 'the host is kept']], {
    runId: 'a-run',
    site: { backend: 'docker' },
    siteOptions: ['--backend', 'docker'],
    ground: { facts: { image, engine: { version: '20.10', apiVersion: '1.41' } }, close: async () => [] },
  });
  assert.deepEqual([report.run.id, report.run.backend, report.run.image], ['a-run', 'docker', image]);
  assert.match(out, /npx hostlink run --backend docker --clause INTRO-2 /);
  assert.match(out, /1 host left running\n/);
  assert.match(out, /docker exec -it the-container sh\n/);
});

test('a second Ctrl-C gives back what the run holds, and a third waits for nothing', async (t) => {
  for (const presses of [2, 3]) {
    const io = testIo();
    const closing = Promise.withResolvers<readonly string[]>();
    let asked = 0;
    const close = () => {
      asked += 1;
      return closing.promise;
    };
    const given = Promise.withResolvers<void>();
    io.exit = (code) => {
      io.exits.push(code);
      given.resolve();
    };
    const channel = new BroadcastChannel('fixture');
    channel.onmessage = async () => {
      for (let press = 0; press < presses; press += 1) io.interrupt();
      if (presses === 2) closing.resolve([]);
      await given.promise;
      channel.close();
    };
    t.after(() => channel.close());
    await run([['INTRO-1', 'it never ends']], { grace: 0, ground: borrowed({ facts: {}, close }, io) }, io);
    await given.promise;
    assert.equal(asked, 1);
    assert.deepEqual(io.exits, [130]);
    closing.resolve([]);
  }
});

test('json prints the report and nothing else', async () => {
  const { plan, remove } = await fixture([['INTRO-1', 'it holds']]);
  const io = testIo();
  await runPlan(plan, 'json', io);
  assert.equal(reportSchema.parse(JSON.parse(io.printed.out)).run.seed, 7);
  assert.equal(io.printed.err, '');
  await remove();
});

test('answers of another shape fail their clause where it is claimed and selected, and otherwise nothing', async () => {
  const scenarios = [['INTRO-1', 'an answer has another shape']] as const;
  const core = await run(scenarios);
  assert.equal(core.code, 0);
  assert.match(core.out, /1 kind of answer broke the published shape\. They decide nothing in this run\./);
  const claims = { ...referenceAgent.claims, profiles: ['core', 'extended'] as const };
  const both = await run(scenarios, {
    target: { ...referenceAgent, claims },
    selection: { profiles: ['core', 'extended'], clauses: [] },
  });
  assert.equal(both.code, 1);
  assert.match(both.out, /✗ X-API-1, in the whole run\n/);
  assert.match(both.out, /expected +a string\n +seen +5\n/);
  assert.match(both.out, /They fail X-API-1, and decide nothing in the core level\./);
});
