import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { clauses } from '../conformance';
import { breakages } from './breakages';
import { brokenFiles } from './broken-files';
import { type ReportOfRun, runBroken, runUnbroken } from './run-broken';

const covered = clauses.filter((clause) => clause.covered).map((clause) => clause.id);
const ids = breakages.map((breakage) => breakage.id);

/** Each scenario of the clause with such a name fails, blames the implementation, and says why. */
function demandNoticed(report: ReportOfRun, clause: string, name: string): void {
  assert.equal(report.clauses.find(({ id }) => id === clause)?.verdict, 'fail', `${clause} is not noticed`);
  const meant = report.scenarios.filter((one) => one.clauses.includes(clause) && new RegExp(name).test(one.name));
  assert.notEqual(meant.length, 0, `no scenario of ${clause} has a name like "${name}"`);
  for (const scenario of meant) {
    assert.equal(scenario.verdict, 'fail', `"${scenario.name}" does not notice`);
    assert.equal(scenario.attribution, 'implementation', `"${scenario.name}" blames another: ${scenario.reason}`);
    for (const said of [scenario.reason, scenario.expected, scenario.seen]) {
      assert.match(said ?? '', /\w{3}/, `"${scenario.name}" does not say enough: ${JSON.stringify(scenario)}`);
    }
  }
}

describe('the breakages', () => {
  it('break every covered clause, and no other', () => {
    const broken = new Set(breakages.flatMap((breakage) => Object.keys(breakage.caughtBy)));
    assert.deepEqual([...broken].sort(), [...covered].sort());
  });

  it('have ids of their own', () => {
    assert.equal(new Set(ids).size, ids.length);
  });

  for (const breakage of breakages) {
    it(`fit the agent as it is built: ${breakage.id}`, () => {
      assert.doesNotThrow(() => brokenFiles(breakage, join(dirname(__dirname), 'dist')));
    });
  }
});

/** Whether a breakage says that this scenario has to notice it. */
function isMeant({ clauses: judged, name }: ReportOfRun['scenarios'][number]): boolean {
  return breakages.some(({ caughtBy }) =>
    Object.entries(caughtBy).some(([clause, names]) => judged.includes(clause) && new RegExp(names).test(name)),
  );
}

// Most of a run is spent waiting for what will not happen: more of them at once than there are processors.
describe('the suite', { concurrency: 4 }, () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hostlink-broken-'));
  });
  after(() => rm(folder, { recursive: true }));

  it('passes the agent as it is, and has no scenario that never fails', async () => {
    const { exitCode, printed, report } = await runUnbroken(join(folder, 'as-it-is'));
    assert.equal(exitCode, 0, printed);
    assert(report);
    assert.deepEqual(
      report.scenarios.filter((scenario) => scenario.verdict !== 'pass').map((scenario) => scenario.name),
      [],
    );
    const passed = report.clauses.filter((clause) => clause.verdict === 'pass').map((clause) => clause.id);
    assert.deepEqual(passed.sort(), [...covered].sort());
    const idle = report.scenarios.filter((scenario) => !isMeant(scenario)).map((scenario) => scenario.name);
    assert.deepEqual(idle, [], 'write a breakage that these scenarios have to notice');
  });

  for (const breakage of breakages) {
    it(`fails ${Object.keys(breakage.caughtBy).join(', ')}: ${breakage.what}`, async () => {
      const { exitCode, printed, report } = await runBroken(breakage, join(folder, breakage.id));
      assert.equal(exitCode, 1, printed);
      assert(report);
      assert.equal(report.verdict, 'non-conformant');
      for (const [clause, name] of Object.entries(breakage.caughtBy)) demandNoticed(report, clause, name);
    });
  }
});
