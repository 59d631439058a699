import type { Report, ReportedClause, ReportedScenario } from './schema';
import { escaped } from './text';

const seconds = (milliseconds: number) => (milliseconds / 1000).toFixed(3);

/** `junit.xml`: a suite per feature file; fail is a failure, inconclusive an error, the rest skipped. */
export function junitReport(report: Report): string {
  const files = Map.groupBy(report.scenarios, (scenario) => scenario.uri);
  const overall = report.clauses.filter(({ failure }) => failure !== undefined);
  const suites = [
    ...[...files].map(([uri, scenarios]) => suite(uri, totals(scenarios), report, scenarios.map(testCase))),
    ...(overall.length > 0 ? [suite('the whole run', totals([], overall.length), report, overall.map(runCase))] : []),
  ];
  const name = `${report.suite.name} ${report.suite.version}: ${report.implementation.name} ${report.implementation.version}`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="${escaped(name)}" ${totals(report.scenarios, overall.length)}>\n${suites.join('')}</testsuites>\n`;
}

/** Clauses that failed over the whole run count as failed tests of their own. */
function totals(scenarios: readonly ReportedScenario[], overall = 0): string {
  const count = (...verdicts: ReportedScenario['verdict'][]) =>
    scenarios.filter(({ verdict }) => verdicts.includes(verdict)).length;
  const time = scenarios.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
  return `tests="${scenarios.length + overall}" failures="${count('fail') + overall}" errors="${count('inconclusive')}" skipped="${count('skipped', 'not-claimed')}" time="${seconds(time)}"`;
}

function suite(name: string, counts: string, { run }: Report, cases: readonly string[]): string {
  return `  <testsuite name="${escaped(name)}" timestamp="${run.startedAt.replace(/\.\d+Z$/, '')}" ${counts}>\n${cases.join('')}  </testsuite>\n`;
}

function runCase({ id, statement, failure }: ReportedClause): string {
  const body = escaped(`Expected: ${failure?.expected}\nSeen: ${failure?.seen}`);
  const result = `<failure type="${escaped(failure?.code ?? '')}" message="${escaped(failure?.reason ?? '')}">${body}</failure>`;
  return `    <testcase name="${escaped(statement)}" classname="${escaped(id)}" time="0.000">\n      ${result}\n    </testcase>\n`;
}

function testCase(scenario: ReportedScenario): string {
  const { name, uri, line, clauses, milliseconds } = scenario;
  const head = `    <testcase name="${escaped(name)}" classname="${escaped(clauses.join(' ') || uri)}" file="${escaped(uri)}" line="${line}" time="${seconds(milliseconds)}"`;
  const result = outcome(scenario);
  return result === undefined ? `${head}/>\n` : `${head}>\n      ${result}\n    </testcase>\n`;
}

function outcome(scenario: ReportedScenario): string | undefined {
  const message = `message="${escaped(scenario.reason ?? '')}"`;
  const details = [
    scenario.step && `At: ${scenario.step}`,
    scenario.expected && `Expected: ${scenario.expected}`,
    scenario.seen && `Seen: ${scenario.seen}`,
    scenario.met && `The steps met: ${scenario.met}`,
    `Reproduce: ${scenario.reproduce}`,
  ];
  const body = escaped(details.filter(Boolean).join('\n'));
  const type = `type="${escaped(scenario.code ?? scenario.verdict)}"`;
  if (scenario.verdict === 'fail') return `<failure ${type} ${message}>${body}</failure>`;
  if (scenario.verdict === 'inconclusive') return `<error ${type} ${message}>${body}</error>`;
  if (scenario.verdict === 'pass') return undefined;
  return `<skipped message="${escaped(`${scenario.verdict}: ${scenario.reason ?? ''}`)}"/>`;
}
