import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Evidence, Failure } from '../evidence';
import type { ScenarioRecord, StepRecord } from './recorder';
import { judgeScenario, type RunState } from './scenario-verdict';

const step = (status: StepRecord['status'], more: Partial<StepRecord> = {}): StepRecord => ({
  text: 'beta links to alpha',
  isHook: false,
  status,
  message: status === 'FAILED' ? 'boom' : undefined,
  stack: undefined,
  ...more,
});

const proof = (more: Partial<Evidence> = {}): string =>
  JSON.stringify({ exchangeCount: 3, connectionCount: 1, exchanges: [], findings: [], logs: {}, ...more });

const failure = (attribution: Failure['attribution']): Failure => ({
  attribution,
  code: 'EXPECTATION',
  reason: 'beta was to be linked.',
  expected: 'linked',
  seen: 'not linked',
});

const scenario = (more: Partial<ScenarioRecord>): ScenarioRecord => ({
  id: 'a.feature:3',
  name: 'a scenario',
  uri: 'a.feature',
  line: 3,
  tags: [],
  clauses: ['LINK-1'],
  started: true,
  finished: true,
  milliseconds: 5,
  steps: [step('PASSED')],
  evidence: [proof()],
  files: [],
  ...more,
});

const judge = (more: Partial<ScenarioRecord>, run: Partial<RunState> = {}) =>
  judgeScenario(scenario(more), { interrupted: false, fault: undefined, ...run }).outcome;

const summary = (more: Partial<ScenarioRecord>, run: Partial<RunState> = {}) => {
  const { verdict, attribution, code } = judge(more, run);
  return [verdict, attribution, code];
};

test('steps that passed, with evidence, are a pass', () => {
  assert.deepEqual(summary({}), ['pass', undefined, undefined]);
});

test('a failure says whose fault it is', () => {
  const steps = [step('FAILED')];
  assert.deepEqual(judge({ steps, evidence: [proof({ failure: failure('implementation') })] }), {
    ...failure('implementation'),
    verdict: 'fail',
    step: 'beta links to alpha',
  });
  for (const attribution of ['environment', 'harness'] as const) {
    const evidence = [proof({ failure: failure(attribution) })];
    assert.deepEqual(summary({ steps, evidence }), ['inconclusive', attribution, 'EXPECTATION']);
  }
});

test('an error without attribution is the harness’s', () => {
  assert.deepEqual(summary({ steps: [step('FAILED')] }), ['inconclusive', 'harness', 'UNATTRIBUTED']);
  assert.deepEqual(summary({ steps: [step('FAILED')], evidence: [], files: [] }), [
    'inconclusive',
    'harness',
    'UNATTRIBUTED',
  ]);
  assert.match(judge({ steps: [step('FAILED')] }).reason ?? '', /"beta links to alpha" failed: boom/);
});

test('a failing hook is the harness’s, whatever passed before it', () => {
  const steps = [step('PASSED'), step('FAILED', { isHook: true, text: 'close the site' })];
  assert.deepEqual(summary({ steps }), ['inconclusive', 'harness', 'HOOK_FAILED']);
  const evidence = [proof({ failure: failure('implementation') })];
  assert.deepEqual(summary({ steps, evidence }), ['inconclusive', 'harness', 'HOOK_FAILED']);
});

test('a requirement that failed stays failed when cleaning up fails too', () => {
  const steps = [step('FAILED'), step('FAILED', { isHook: true })];
  assert.equal(judge({ steps, evidence: [proof({ failure: failure('implementation') })] }).verdict, 'fail');
});

for (const status of ['UNDEFINED', 'AMBIGUOUS', 'PENDING', 'UNKNOWN'] as const) {
  test(`a step that is ${status} makes the scenario inconclusive, also after a failure`, () => {
    assert.deepEqual(
      summary({ steps: [step('FAILED'), step(status)], evidence: [proof({ failure: failure('implementation') })] }),
      ['inconclusive', 'harness', `STEP_${status}`],
    );
  });
}

test('evidence that is missing, doubled, unreadable or contradictory proves nothing', () => {
  assert.deepEqual(summary({ evidence: [] }), ['inconclusive', 'harness', 'EVIDENCE_MISSING']);
  assert.deepEqual(summary({ evidence: [proof(), proof()] }), ['inconclusive', 'harness', 'EVIDENCE_TWICE']);
  assert.deepEqual(summary({ evidence: ['{'] }), ['inconclusive', 'harness', 'EVIDENCE_UNREADABLE']);
  assert.match(judge({ evidence: ['{"exchangeCount":"3"}'] }).reason ?? '', /exchangeCount/);
  const evidence = [proof({ failure: failure('implementation') })];
  assert.deepEqual(summary({ evidence }), ['inconclusive', 'harness', 'EVIDENCE_CONTRADICTS']);
});

test('what was not judged says why; a silent skip is the harness’s fault', () => {
  const steps = [step('SKIPPED')];
  const evidence = [proof({ notJudged: { verdict: 'not-claimed', reason: 'The dialect is not claimed.' } })];
  assert.deepEqual(judge({ steps, evidence }), { verdict: 'not-claimed', reason: 'The dialect is not claimed.' });
  assert.deepEqual(summary({ steps }), ['inconclusive', 'harness', 'SKIPPED_SILENTLY']);
});

test('a scenario that never finished is inconclusive, and says why', () => {
  const run = { fault: 'Error: Worker 0 exited unexpectedly\n  at somewhere' };
  assert.deepEqual(summary({ finished: false, evidence: [] }, run), ['inconclusive', 'harness', 'NEVER_FINISHED']);
  assert.match(judge({ finished: false }, run).reason ?? '', /never finished: Error: Worker 0 exited unexpectedly\.$/);
  assert.match(judge({ started: false, finished: false }, run).reason ?? '', /never began/);
});

test('an interrupted run leaves what was running inconclusive, and what had not begun skipped', () => {
  assert.deepEqual(summary({ finished: false }, { interrupted: true }), ['inconclusive', 'harness', 'INTERRUPTED']);
  assert.deepEqual(summary({ started: false, finished: true }, { interrupted: true }), [
    'skipped',
    undefined,
    'INTERRUPTED',
  ]);
});
