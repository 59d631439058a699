import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judgeClause } from './clause-verdict';
import { judgeShapes } from './run-clauses';
import { type ClauseOutcome, judgeRun, type RunOutcome } from './run-verdict';
import type { ClauseVerdict } from './verdict';

const clause = (id: string, verdict: ClauseVerdict, covered = true): ClauseOutcome => ({
  id,
  level: 'core',
  covered,
  verdict,
});

const none = { pass: 0, fail: 0, inconclusive: 0, skipped: 0, 'not-claimed': 0 };

const judge = (more: Partial<RunOutcome>) =>
  judgeRun({
    clauses: [clause('A-1', 'pass'), clause('A-2', 'pass')],
    scenarios: { ...none, pass: 4 },
    subset: undefined,
    interrupted: false,
    fault: undefined,
    ...more,
  });

test('a clause is as bad as its worst scenario', () => {
  assert.equal(judgeClause(['pass', 'fail', 'inconclusive']), 'fail');
  assert.equal(judgeClause(['pass', 'inconclusive', 'skipped']), 'inconclusive');
  assert.equal(judgeClause(['not-claimed', 'pass']), 'pass');
  assert.equal(judgeClause(['not-claimed', 'skipped']), 'skipped');
  assert.equal(judgeClause(['not-claimed', 'not-claimed']), 'not-claimed');
  assert.equal(judgeClause([]), 'not-run');
});

test('everything passed: conformant', () => {
  assert.deepEqual(judge({}), { verdict: 'conformant', reason: 'All 2 clauses passed.' });
  const { verdict, reason } = judge({
    clauses: [clause('A-1', 'pass'), clause('A-2', 'not-claimed')],
    scenarios: { ...none, pass: 1, 'not-claimed': 1 },
  });
  assert.equal(verdict, 'conformant');
  assert.match(reason, /except A-2/);
});

test('one failure decides, whatever else is the matter', () => {
  const { verdict, reason } = judge({
    clauses: [clause('A-1', 'fail'), clause('A-2', 'inconclusive'), clause('A-3', 'pass')],
    scenarios: { ...none, pass: 1, fail: 1, inconclusive: 1 },
    subset: '--clause A-1',
    interrupted: true,
    fault: 'Error: worker',
  });
  assert.equal(verdict, 'non-conformant');
  assert.equal(reason, '1 of 2 judged clauses failed: A-1. The run was interrupted before its end.');
});

test('a clause that failed over the whole run decides, with none of its scenarios', () => {
  const { verdict, reason } = judge({ clauses: [clause('A-1', 'pass'), clause('X-API-1', 'fail')] });
  assert.equal(verdict, 'non-conformant');
  assert.equal(reason, '1 of 2 judged clauses failed: X-API-1.');
});

test('broken shapes fail one clause, with the most frequent one as its evidence', () => {
  assert.equal(judgeShapes([]), undefined);
  const broken = (path: string, count: number) => ({
    operation: 'GET /x',
    path,
    expected: 'a string',
    seen: '5',
    count,
  });
  assert.deepEqual(judgeShapes([broken('id', 3), broken('name', 1)]), {
    verdict: 'fail',
    failure: {
      attribution: 'implementation',
      code: 'SHAPE',
      reason: 'Answers of the run broke their published shape 4 times, in 2 ways; most often GET /x at id.',
      expected: 'a string',
      seen: '5',
    },
  });
  assert.match(
    judgeShapes([broken('id', 1)])?.failure.reason ?? '',
    /shape once, in one way; most often GET \/x at id\.$/,
  );
});

test('what could not be judged is never a success', () => {
  const reasonOf = (more: Partial<RunOutcome>) => {
    const { verdict, reason } = judge(more);
    assert.equal(verdict, 'inconclusive');
    return reason;
  };
  const clauses = [clause('A-1', 'inconclusive'), clause('A-2', 'pass')];
  assert.match(reasonOf({ clauses, scenarios: { ...none, pass: 3, inconclusive: 1 } }), /1 scenario could not.*A-1/);
  assert.match(reasonOf({ interrupted: true }), /interrupted/);
  assert.match(reasonOf({ fault: 'A feature cannot be read\nat' }), /^The run broke: A feature cannot be read$/);
  assert.match(reasonOf({ scenarios: none, subset: '--name nothing' }), /no scenario matches --name nothing/);
  assert.match(
    reasonOf({ scenarios: { ...none, skipped: 2, 'not-claimed': 1 } }),
    /2 of 3 selected scenarios skipped, 1 not claimed/,
  );
});

test('a run that left something out is partial, and says what', () => {
  const reasonOf = (more: Partial<RunOutcome>) => {
    const { verdict, reason } = judge(more);
    assert.equal(verdict, 'partial');
    return reason;
  };
  assert.match(reasonOf({ subset: '--clause A-1' }), /only a subset was run \(--clause A-1\)/);
  assert.match(
    reasonOf({ clauses: [clause('A-1', 'pass'), clause('A-2', 'not-run', false)] }),
    /1 of 2 clauses have no scenarios yet \(A-2\)/,
  );
  assert.match(
    reasonOf({ clauses: [clause('A-1', 'pass'), clause('A-2', 'not-run')] }),
    /1 clause did not run \(A-2\)/,
  );
  assert.match(reasonOf({ scenarios: { ...none, pass: 1, skipped: 1 } }), /could not be run on this site/);
  const lots = Array.from({ length: 14 }, (_, index) => clause(`B-${index}`, 'not-run', false));
  assert.match(reasonOf({ clauses: [clause('A-1', 'pass'), ...lots] }), /14 of 15 .*B-6 and 7 more/);
});
