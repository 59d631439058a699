import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Evidence } from '../evidence';
import { buildReport, type ReportInput } from './build';
import { htmlReport } from './html/page';
import { jsonReport } from './json';
import { junitReport } from './junit';
import { summaryReport } from './summary';

const kept = [
  { name: 'alpha', endpoint: 'https://198.18.0.2:5080', container: 'run-alpha', helper: 'run-alpha-helper' },
];

const evidence: Evidence = {
  failure: {
    attribution: 'environment',
    code: 'SITE_ENGINE_GONE',
    reason: 'The engine is gone.',
    met: 'Host "alpha" does not answer.',
  },
  exchangeCount: 0,
  connectionCount: 0,
  exchanges: [],
  findings: [],
  kept,
  logs: {},
};

const input: ReportInput = {
  suite: { name: 'hostlink-conformance', version: '0.1.0' },
  target: {
    name: 'an image',
    version: '1',
    claims: { profiles: ['core'], dialects: ['local'], deploymentModes: ['agent'], operatingSystems: [] },
  },
  run: {
    id: 'r1',
    startedAt: '2026-01-02T03:04:05.000Z',
    finishedAt: '2026-01-02T03:04:07.500Z',
    seed: 42,
    backend: 'docker',
    image: { name: 'a/b:1', id: 'sha256:config', digest: 'sha256:manifest' },
    engine: { version: '20.10', apiVersion: '1.41' },
    interface: 'api',
    clock: 'faketime',
    parallel: 8,
    selection: { profiles: ['core'], clauses: [] },
  },
  siteOptions: ['--backend', 'docker', '--image', "a'b"],
  scenarios: [
    {
      id: 'features/a.feature:3',
      name: 'a scenario',
      uri: 'features/a.feature',
      line: 3,
      tags: ['@A-1'],
      clauses: ['A-1'],
      started: true,
      finished: true,
      milliseconds: 1,
      steps: [{ text: 'a step', isHook: false, status: 'FAILED', message: undefined, stack: undefined }],
      evidence: [JSON.stringify(evidence)],
      files: [],
    },
  ],
  clauses: [{ id: 'A-1', level: 'core', statement: 'A.', page: 'P', heading: 'H', covered: true }],
  interrupted: false,
  fault: undefined,
};
const built = buildReport(input);

test('a run whose engine went is inconclusive, and tells what the steps met', () => {
  assert.equal(built.report.verdict, 'inconclusive');
  const [scenario] = built.report.scenarios;
  assert.equal(scenario?.attribution, 'environment');
  assert.equal(scenario?.met, 'Host "alpha" does not answer.');
  for (const text of [htmlReport(built), junitReport(built.report)])
    assert.match(text, /Host &quot;alpha&quot; does not/);
  assert.match(summaryReport(built.report), /The steps met: Host "alpha" does not answer\./);
});

test('image and engine are told', () => {
  const { run } = JSON.parse(jsonReport(built.report));
  assert.deepEqual([run.image, run.engine, run.clock], [input.run.image, input.run.engine, 'faketime']);
  assert.match(htmlReport(built), /a\/b:1, sha256:manifest/);
  assert.match(htmlReport(built), /Docker 20\.10, API 1\.41/);
  assert.match(summaryReport(built.report), /docker backend, faketime clock/);
});

test('hosts that were left running are told with what it takes to get at them', () => {
  assert.deepEqual(JSON.parse(jsonReport(built.report)).scenarios[0].kept, kept);
  assert.match(
    htmlReport(built),
    /alpha at https:\/\/198\.18\.0\.2:5080, container run-alpha, helper run-alpha-helper/,
  );
});

test('the command that runs it again chooses the same site', () => {
  assert.equal(
    built.report.scenarios[0]?.reproduce,
    `npx hostlink run --backend docker --image 'a'\\''b' --clause A-1 --seed 42 --name '^a scenario$'`,
  );
});
