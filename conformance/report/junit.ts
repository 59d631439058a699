import type { Report, ReportedScenario } from './schema';
import { escaped } from './text';

const seconds = (milliseconds: number) => (milliseconds / 1000).toFixed(3);

/** `junit.xml`: a suite per feature file; fail is a failure, inconclusive an error, the rest skipped. */
export function junitReport(report: Report): string {
  const files = Map.groupBy(report.scenarios, (scenario) => scenario.uri);
  const suites = [...files].map(([uri, scenarios]) => suite(uri, scenarios, report.run.startedAt));
  const name = `${report.suite.name} ${report.suite.version}: ${report.implementation.name} ${report.implementation.version}`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="${escaped(name)}" ${totals(report.scenarios)}>\n${suites.join('')}</testsuites>\n`;
}

function totals(scenarios: readonly ReportedScenario[]): string {
  const count = (...verdicts: ReportedScenario['verdict'][]) =>
    scenarios.filter(({ verdict }) => verdicts.includes(verdict)).length;
  const time = scenarios.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
  return `tests="${scenarios.length}" failures="${count('fail')}" errors="${count('inconclusive')}" skipped="${count('skipped', 'not-claimed')}" time="${seconds(time)}"`;
}

function suite(uri: string, scenarios: readonly ReportedScenario[], startedAt: string): string {
  const cases = scenarios.map(testCase).join('');
  return `  <testsuite name="${escaped(uri)}" timestamp="${startedAt.replace(/\.\d+Z$/, '')}" ${totals(scenarios)}>\n${cases}  </testsuite>\n`;
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
    `Reproduce: ${scenario.reproduce}`,
  ];
  const body = escaped(details.filter(Boolean).join('\n'));
  const type = `type="${escaped(scenario.code ?? scenario.verdict)}"`;
  if (scenario.verdict === 'fail') return `<failure ${type} ${message}>${body}</failure>`;
  if (scenario.verdict === 'inconclusive') return `<error ${type} ${message}>${body}</error>`;
  if (scenario.verdict === 'pass') return undefined;
  return `<skipped message="${escaped(`${scenario.verdict}: ${scenario.reason ?? ''}`)}"/>`;
}
