/** The whole suite on containers of the reference image: the verdicts are those of hosts in the harness's own process. */
import assert from 'node:assert/strict';
import { describe, type TestContext, test } from 'node:test';
import { Hostlink, newFolder, type Report } from './testing/hostlink';

/** Some of each kind: links, time, power, networks, addresses, content, clusters, resets. */
const representative = [
  'LINK-1',
  'LINK-LIM-3',
  'LINK-PRE-1',
  'LINK-PROC-4',
  'LEAD-2',
  'LEAD-11',
  'UNLK-PRE-3',
  'X-RST-1',
];

async function judged(context: TestContext, ...args: string[]): Promise<Report> {
  const run = await Hostlink.run({ folder: await newFolder(context) }, '--format', 'quiet', ...args);
  const { code, stderr } = await run.ended;
  const report = await run.report().catch(() => assert.fail(`It ended with ${code}, and no report: ${stderr}`));
  assert.equal(code, 0, `${report.verdictReason}\n${troubles(report).join('\n')}`);
  return report;
}

/** What did not pass, and why, a line each. */
const troubles = ({ scenarios }: Report): readonly string[] =>
  scenarios
    .filter(({ verdict }) => verdict !== 'pass')
    .map(({ clauses, name, verdict, reason }) => `${verdict} ${clauses} ${name}: ${reason}`);

const clausesOf = ({ clauses }: Report) => clauses.map(({ id, verdict }) => `${id} ${verdict}`);
const scenariosOf = ({ scenarios }: Report) =>
  scenarios.map(({ uri, line, name, verdict }) => `${uri}:${line} ${name}: ${verdict}`);

describe('the suite on containers', { concurrency: false }, () => {
  const everything = ['--profile', 'core,extended'];
  let pooled: Report;

  test('judges each clause, and each scenario, as it does without them', async (context) => {
    pooled = await judged(context, ...everything);
    const embedded = await judged(context, ...everything, '--backend', 'embedded');
    assert.deepEqual([embedded.run.backend, pooled.run.backend], ['embedded', 'docker']);
    assert.deepEqual(clausesOf(pooled), clausesOf(embedded));
    for (const each of troubles(pooled)) context.diagnostic(each);
    assert.deepEqual(scenariosOf(pooled), scenariosOf(embedded));
    assert.equal(pooled.verdict, 'conformant');
  });

  test('judges hosts that are used again as it judges new ones', async (context) => {
    const fresh = await judged(context, '--fresh', '--clause', ...representative);
    const names = new Set(scenariosOf(fresh));
    assert.ok(names.size >= representative.length);
    assert.deepEqual(
      scenariosOf(fresh),
      scenariosOf(pooled).filter((each) => names.has(each)),
    );
  });
});
