import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import type { Level } from '../../target';
import type { Clause } from '../clauses';
import type { Evidence, Failure } from '../evidence';
import type { ScenarioRecord, StepRecord } from '../verdicts';
import { htmlReport } from './html/page';
import { buildReport, openReportFolder, type ReportInput, reportSchema, writeReport } from './index';
import { jsonReport } from './json';
import { junitReport } from './junit';
import { summaryReport } from './summary';

const hostile = `</title><script>alert(1)</script>]]>&"'\`|<img src=x onerror=x>\u0000\u001b[31m\u009b\u202e\ud800`;

const clause = (id: string, covered = true): Clause => ({
  id,
  level: 'core',
  statement: `What ${id} says.`,
  page: 'A page',
  heading: 'A heading',
  covered,
});

const proof = (more: Partial<Evidence> = {}): Evidence => ({
  exchangeCount: 2,
  connectionCount: 1,
  exchanges: [],
  findings: [],
  logs: {},
  ...more,
});

function scenario(clauseId: string, line: number, status: StepRecord['status'], evidence: Evidence): ScenarioRecord {
  const step = { text: 'a step', isHook: false, status, message: undefined, stack: undefined };
  return {
    id: `features/a.feature:${line}`,
    name: `scenario of ${clauseId}`,
    uri: 'features/a.feature',
    line,
    tags: [`@${clauseId}`],
    clauses: [clauseId],
    started: true,
    finished: true,
    milliseconds: 12.5,
    steps: [step],
    evidence: [JSON.stringify(evidence)],
    files: [],
  };
}

const finding = (path: string, seen: string) => ({
  host: 'alpha',
  operation: 'GET /v1/x',
  path,
  expected: 'a string',
  seen,
});

const failing = proof({
  failure: {
    attribution: 'implementation',
    code: 'EXPECTATION',
    reason: hostile,
    expected: 'linked',
    seen: hostile,
    seenForSeconds: 60,
  },
  exchanges: [
    {
      host: hostile,
      startedAt: 1000,
      milliseconds: 3,
      method: 'POST',
      path: `/v1/${hostile}`,
      status: 200,
      responseBody: hostile,
    },
    { host: 'beta', startedAt: 1005, milliseconds: 3, method: 'GET', path: '/v1/y', fault: 'connection refused' },
  ],
  findings: [finding('peers[0].id', '1'), finding('peers[3].id', '2'), finding('token', hostile)],
  logs: { alpha: [hostile] },
});

const input = (scenarios: readonly ScenarioRecord[], more: Partial<ReportInput> = {}): ReportInput => ({
  suite: { name: 'hostlink-conformance', version: '0.1.0' },
  target: {
    name: hostile,
    version: '1',
    claims: { profiles: ['core'], dialects: ['local'], deploymentModes: ['agent'], operatingSystems: [] },
  },
  run: {
    id: 'r1',
    startedAt: '2026-01-02T03:04:05.000Z',
    finishedAt: '2026-01-02T03:04:07.500Z',
    seed: 42,
    backend: 'embedded',
    interface: 'api',
    clock: 'virtual',
    parallel: 2,
    selection: { profiles: ['core'], clauses: [] },
  },
  scenarios,
  clauses: [clause('A-1'), clause('A-2'), clause('A-3', false)],
  interrupted: false,
  fault: undefined,
  ...more,
});

const passing = scenario('A-1', 3, 'PASSED', proof());
const built = buildReport(input([passing, scenario('A-2', 7, 'FAILED', failing)]));

test('a report holds verdict, levels, clauses, scenarios and findings', () => {
  const { report } = built;
  assert.equal(report.verdict, 'non-conformant');
  assert.equal(report.verdictReason, '1 of 2 judged clauses failed: A-2.');
  assert.deepEqual(report.levels.core?.clauses, {
    pass: 1,
    fail: 1,
    inconclusive: 0,
    skipped: 0,
    'not-claimed': 0,
    'not-run': 1,
  });
  assert.deepEqual(
    report.clauses.map(({ id, verdict }) => [id, verdict]),
    [
      ['A-1', 'pass'],
      ['A-2', 'fail'],
      ['A-3', 'not-run'],
    ],
  );
  assert.equal(report.run.exchangeCount, 4);
  assert.equal(report.run.connectionCount, 2);
  assert.deepEqual(
    report.findings.map(({ path, seen, count }) => [path, seen, count]),
    [
      ['peers[].id', '1', 2],
      ['token', hostile, 1],
    ],
  );
  assert.equal(report.scenarios[1]?.reproduce, "npx hostlink run --clause A-2 --seed 42 --name '^scenario of A-2$'");
});

test('what passed is conformant only when every clause of the level is covered', () => {
  const both = [passing, scenario('A-2', 7, 'PASSED', proof())];
  assert.equal(buildReport(input(both)).report.verdict, 'partial');
  const clauses = [clause('A-1'), clause('A-2')];
  assert.equal(buildReport(input(both, { clauses })).report.verdict, 'conformant');
  const run = { ...input([]).run, selection: { profiles: ['core' as const], clauses: ['A-1'] } };
  assert.match(
    buildReport(input([passing], { clauses, run })).report.verdictReason,
    /only a subset was run \(--clause A-1\)/,
  );
});

describe('answers that broke their published shape', () => {
  const shapes: Clause = { ...clause('X-API-1'), level: 'extended' };
  const seen = scenario('A-1', 3, 'PASSED', proof({ findings: [finding('peers[0].id', hostile)] }));
  const both = ['core' as const, 'extended' as const];
  const build = (
    scenarios: readonly ScenarioRecord[],
    {
      claimed = both,
      selected = both,
      ...narrowed
    }: { claimed?: Level[]; selected?: Level[]; clauses?: string[]; name?: string } = {},
  ) => {
    const { target, run } = input([]);
    const claims = { ...target.claims, profiles: claimed };
    const selection = { profiles: selected, clauses: [], ...narrowed };
    return buildReport(
      input(scenarios, {
        clauses: [clause('A-1'), shapes],
        target: { ...target, claims },
        run: { ...run, selection },
      }),
    );
  };
  const verdictOf = ({ report }: ReturnType<typeof build>) =>
    report.clauses.find(({ id }) => id === 'X-API-1')?.verdict;
  const asked = scenario('X-API-1', 9, 'PASSED', proof());

  test('fail X-API-1, in whatever scenario they came, and nothing of the core', () => {
    const { report } = build([seen, asked]);
    assert.equal(report.verdict, 'non-conformant');
    assert.equal(report.levels.core?.verdict, 'conformant');
    assert.equal(report.levels.extended?.verdict, 'non-conformant');
    const [core, extended] = report.clauses;
    assert.deepEqual([core?.verdict, extended?.verdict], ['pass', 'fail']);
    assert.equal(core?.failure, undefined);
    assert.equal(extended?.failure?.attribution, 'implementation');
    assert.deepEqual(extended?.scenarios.pass, 1);
    assert.equal(report.findings[0]?.scenario, 'features/a.feature:3');
  });

  test('are needed for it to fail: without any it is as its scenarios say', () => {
    const clean = scenario('A-1', 3, 'PASSED', proof());
    assert.equal(verdictOf(build([clean, asked])), 'pass');
    assert.equal(build([clean, asked]).report.verdict, 'conformant');
    assert.equal(verdictOf(build([clean])), 'not-run');
    assert.equal(
      verdictOf(build([clean, scenario('X-API-1', 9, 'FAILED', proof({ failure: failing.failure as Failure }))])),
      'fail',
    );
  });

  test('fail it also where none of its scenarios ran, or they passed by a name', () => {
    assert.equal(verdictOf(build([seen])), 'fail');
    assert.equal(verdictOf(build([seen], { name: 'x' })), 'fail');
    assert.equal(verdictOf(build([seen], { clauses: ['X-API-1'] })), 'fail');
  });

  test('decide nothing where its level is not claimed, not selected, or other clauses were asked for', () => {
    assert.equal(verdictOf(build([seen, asked], { claimed: ['core'] })), 'pass');
    assert.equal(verdictOf(build([seen], { clauses: ['A-1'] })), 'not-run');
    const { report } = build([seen], { selected: ['core'] });
    assert.equal(report.verdict, 'conformant');
    assert.equal(report.findings.length, 1);
    assert.match(summaryReport(report), /They decide nothing in this run\./);
  });

  test('show in every format, as text', () => {
    const built = build([seen, asked]);
    assert.equal(reportSchema.parse(JSON.parse(jsonReport(built.report))).clauses[1]?.failure?.code, 'SHAPE');
    const summary = summaryReport(built.report);
    assert.match(summary, /### ❌ X-API-1, in the whole run\n\n- Requirement: X-API-1, What X\\-API\\-1 says\./);
    assert.match(summary, /They fail X-API-1, and decide nothing in the core level\./);
    assert.doesNotMatch(summary, /[^\\]<(script|img)/);
    const html = htmlReport(built);
    assert.match(html, /<h3>.*X-API-1, in the whole run<\/h3>/);
    assert.doesNotMatch(html, /<script|<img/);
    const xml = junitReport(built.report);
    assert.match(xml, /<testsuites [^>]* tests="3" failures="1" /);
    assert.match(xml, /<testsuite name="the whole run" [^>]*tests="1" failures="1" .*>\n.*classname="X-API-1"/);
    assert.doesNotMatch(xml, /<script|<img/);
  });
});

test('conformance.json can be read back, and commands no terminal', () => {
  const json = jsonReport(built.report);
  assert.deepEqual(reportSchema.parse(JSON.parse(json)).scenarios.length, 2);
  assert.doesNotMatch(json, /[^\P{Cc}\n]/u);
});

test('report.html holds nothing that an implementation could have put there to run', () => {
  const html = htmlReport(built);
  assert.doesNotMatch(html, /<script|<img|onerror=x>|[^\P{Cc}\n]|\u202e/u);
  assert.match(html, /Content-Security-Policy" content="default-src 'none'/);
  assert.match(html, /&lt;script&gt;alert\(1\)/);
  for (const part of [
    'Requirement',
    'A-2: What A-2 says.',
    'linked',
    'connection refused',
    'features/a.feature:7',
    'Log of alpha',
  ]) {
    assert.ok(html.includes(part), part);
  }
});

test('junit.xml is well-formed, whatever the texts hold', () => {
  const xml = junitReport(built.report);
  assert.doesNotMatch(xml, /[^\P{Cc}\n\t]|[\ud800-\udfff\ufffe\uffff]/u);
  // Every element is closed in order, and no bare ampersand or quote is left.
  const open: string[] = [];
  const rest = xml.replace(/<\?xml[^>]*\?>|<(\/?)(\w+)((?: \w+="[^"<]*")*)(\/?)>/g, (_, close, name, __, empty) => {
    if (close) assert.equal(open.pop(), name);
    else if (name && !empty) open.push(name);
    return '';
  });
  assert.deepEqual(open, []);
  assert.doesNotMatch(rest, /[<>]/);
  assert.doesNotMatch(xml, /&(?!amp;|lt;|gt;|quot;|#39;)/);
  assert.match(xml, /tests="2" failures="1" errors="0" skipped="0" time="0.025"/);
});

test('junit.xml tells failures, errors and skipped apart', () => {
  const skipped = proof({ notJudged: { verdict: 'skipped', reason: 'No such network here.' } });
  const xml = junitReport(
    buildReport(input([scenario('A-1', 3, 'UNDEFINED', proof()), scenario('A-2', 4, 'SKIPPED', skipped)])).report,
  );
  assert.match(xml, /<error type="STEP_UNDEFINED"/);
  assert.match(xml, /<skipped message="skipped: No such network here."\/>/);
});

test('summary.md shows hostile text as text', () => {
  const summary = summaryReport(built.report);
  assert.doesNotMatch(summary, /[^\\]<(script|img)/);
  assert.match(summary, /\| A-1 \| ✅ pass \| 1 \|/);
  assert.match(summary, /Reproduce: `npx hostlink run --clause A-2/);
});

test('the folder is written whole, and nothing else is left in it', async () => {
  const folder = join(await mkdtemp(join(tmpdir(), 'hostlink-')), 'deep', 'report');
  const messages = await openReportFolder(folder);
  messages.stream.write('{}\n');
  await messages.close();
  const target = { ...input([]).target, credentials: { username: 'operator', password: 'correct-horse' } };
  await writeReport(buildReport(input([passing], { target })), folder);
  for (const name of await readdir(folder))
    assert.doesNotMatch(await readFile(join(folder, name), 'utf8'), /correct-horse/);
  assert.deepEqual((await readdir(folder)).sort(), [
    'conformance.json',
    'junit.xml',
    'messages.ndjson',
    'report.html',
    'summary.md',
  ]);
  assert.equal(await readFile(join(folder, 'messages.ndjson'), 'utf8'), '{}\n');
  await rm(join(folder, '..', '..'), { recursive: true });
});

test('a folder that cannot be written is a coded error of the environment', async () => {
  const base = await mkdtemp(join(tmpdir(), 'hostlink-'));
  const file = join(base, 'file');
  await writeFile(file, '');
  const expected = { code: 'REPORT_UNWRITABLE', attribution: 'environment', message: /--report-dir/ };
  await assert.rejects(openReportFolder(file), expected);
  await assert.rejects(writeReport(built, join(file, 'below')), expected);
  if (process.platform === 'linux') await assert.rejects(openReportFolder('/proc/hostlink/report'), expected);
  await rm(base, { recursive: true });
});

test('a disk that is full during the run is told when the run is over', {
  skip: !existsSync('/dev/full'),
}, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'hostlink-'));
  await symlink('/dev/full', join(folder, 'messages.ndjson'));
  const messages = await openReportFolder(folder);
  messages.stream.write('{}\n');
  await assert.rejects(messages.close(), { code: 'REPORT_UNWRITABLE', message: /messages\.ndjson" \(ENOSPC\)/ });
  await rm(folder, { recursive: true });
});

test('a file that cannot be put in place leaves no draft behind', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'hostlink-'));
  await mkdir(join(folder, 'junit.xml'));
  await assert.rejects(writeReport(built, folder), { code: 'REPORT_UNWRITABLE' });
  assert.deepEqual(
    (await readdir(folder)).filter((name) => name.endsWith('.new')),
    [],
  );
  await rm(folder, { recursive: true });
});
