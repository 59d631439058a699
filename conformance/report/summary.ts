import { bySection, type ClauseSection, sectionTitle } from '../clauses';
import { brokenShapes, findingsDecide } from './findings';
import type { Report, ReportedClause, ReportedScenario } from './schema';
import { duration, oneLine, plural } from './text';

/** For Markdown, also inside tables: nothing becomes markup. */
const plain = (text: string) => oneLine(text).replace(/[\\`*_{}[\]<>()#+!|~&@-]/g, (character) => `\\${character}`);

/** For a code span: a fence longer than any run of backticks inside. */
function code(text: string): string {
  const clean = oneLine(text);
  const fence = '`'.repeat(Math.max(0, ...(clean.match(/`+/g) ?? []).map((run) => run.length)) + 1);
  const pad = clean.startsWith('`') || clean.endsWith('`') ? ' ' : '';
  return `${fence}${pad}${clean}${pad}${fence}`;
}

const marks = {
  pass: '✅',
  fail: '❌',
  inconclusive: '❔',
  skipped: '➖',
  'not-claimed': '➖',
  'not-run': '·',
} as const;

/** `summary.md`: the verdict, a table per level and per section of the page, and every scenario that did not pass. */
export function summaryReport(report: Report): string {
  const { implementation, suite, run } = report;
  const troubled = report.scenarios.filter(({ verdict }) => verdict === 'fail' || verdict === 'inconclusive');
  const overall = report.clauses.filter(({ failure }) => failure !== undefined);
  const took = Date.parse(run.finishedAt) - Date.parse(run.startedAt);
  return [
    `# ${plain(implementation.name)} ${plain(implementation.version)}: ${report.verdict}`,
    plain(report.verdictReason),
    `${plain(suite.name)} ${plain(suite.version)}, ${plain(run.backend)} backend, ${plain(run.clock)} clock, seed ${run.seed}, ${plural(report.scenarios.length, 'scenario')} in ${duration(took)}.`,
    levelTable(report),
    ...(troubled.length + overall.length > 0 ? ['## What did not pass'] : []),
    ...overall.map(runTrouble),
    ...troubled.map((scenario) => trouble(scenario, report)),
    '## Clauses',
    ...bySection(report.clauses).map(sectionTable),
    ...findings(report),
    '',
  ].join('\n\n');
}

function levelTable({ levels }: Report): string {
  const rows = Object.entries(levels).map(
    ([level, { verdict, clauses }]) =>
      `| ${level} | ${verdict} | ${clauses.pass} | ${clauses.fail} | ${clauses.inconclusive} | ${clauses.skipped + clauses['not-claimed']} | ${clauses['not-run']} |`,
  );
  const head = '| level | verdict | pass | fail | inconclusive | skipped or not claimed | not run |';
  return [head, '| --- | --- | ---: | ---: | ---: | ---: | ---: |', ...rows].join('\n');
}

function sectionTable(section: ClauseSection<ReportedClause>): string {
  const rows = section.clauses.map(({ id, verdict, covered, scenarios, statement }) => {
    const total = Object.values(scenarios).reduce((sum, count) => sum + count, 0);
    const said = covered || verdict !== 'not-run' ? verdict : 'not covered yet';
    return `| ${id} | ${marks[verdict]} ${said} | ${total} | ${plain(statement)} |`;
  });
  return [
    `### ${plain(sectionTitle(section))}\n`,
    '| clause | verdict | scenarios | statement |',
    '| --- | --- | ---: | --- |',
    ...rows,
  ].join('\n');
}

function trouble(scenario: ReportedScenario, { clauses }: Report): string {
  const required = clauses.filter(({ id }) => scenario.clauses.includes(id));
  return [
    `### ${marks[scenario.verdict]} ${plain(scenario.name)}\n`,
    ...required.map(({ id, statement }) => `- Requirement: ${id}, ${plain(statement)}`),
    `- ${scenario.verdict === 'fail' ? 'Failed' : `Inconclusive (${scenario.attribution})`}: ${plain(scenario.reason ?? '')}`,
    ...(scenario.expected === undefined ? [] : [`- Expected: ${plain(scenario.expected)}`]),
    ...(scenario.seen === undefined ? [] : [`- Seen: ${plain(scenario.seen)}`]),
    ...(scenario.met === undefined ? [] : [`- The steps met: ${plain(scenario.met)}`]),
    `- Where: ${code(`${scenario.uri}:${scenario.line}`)}`,
    `- Reproduce: ${code(scenario.reproduce)}`,
  ].join('\n');
}

function runTrouble({ id, statement, failure }: ReportedClause): string {
  return [
    `### ${marks.fail} ${id}, in the whole run\n`,
    `- Requirement: ${id}, ${plain(statement)}`,
    `- Failed: ${plain(failure?.reason ?? '')}`,
    `- Expected: ${plain(failure?.expected ?? '')}`,
    `- Seen: ${plain(failure?.seen ?? '')}`,
    '- Where: below, under Findings',
  ].join('\n');
}

function findings(report: Report): string[] {
  if (report.findings.length === 0) return [];
  const rows = report.findings
    .slice(0, 50)
    .map(
      ({ operation, path, expected, seen, scenario, count }) =>
        `| ${[operation, path, expected, seen, scenario].map(plain).join(' | ')} | ${count} |`,
    );
  return [
    '## Findings',
    `${brokenShapes} ${findingsDecide(report)}`,
    [
      '| operation | where | published | seen | first seen in | times |',
      '| --- | --- | --- | --- | --- | ---: |',
      ...rows,
    ].join('\n'),
  ];
}
