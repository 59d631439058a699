import { join, relative } from 'node:path';
import {
  describeSubset,
  duration,
  findingsDecide,
  oneLine,
  plural,
  printable,
  type Report,
  type ReportedClause,
  type ReportedScenario,
} from '../../conformance/index';
import type { Output } from '../io';
import { clauseTable } from '../terminal/clause-table';
import { mark, painter, verdictWord } from '../terminal/style';
import { hanging } from '../terminal/wrap';
import type { RunPlan } from './judge';
import { keptHosts } from './kept';

/** What is about to be run, in one line. */
export function headline({ suite, target, selection, seed, parallel, site, browser }: RunPlan): string {
  const threads = parallel === 0 ? 'one thread' : plural(parallel, 'thread');
  const where = site.backend === 'embedded' ? '' : `${site.backend}, `;
  const time = target.clock === 'real' ? 'real time, ' : '';
  const way = browser === undefined ? '' : 'through the Local UI, ';
  return oneLine(
    `hostlink ${suite.version} judges ${target.name} ${target.version}: ${selection.profiles.join(', ')}, ${way}${where}${time}seed ${seed}, ${threads}`,
  );
}

/** Tables per section of the page, what did not pass, and the verdict. */
export function printReport(report: Report, folder: string, output: Output): void {
  const judged = report.clauses.filter(({ verdict }) => verdict !== 'not-run');
  const shown = judged.length === 0 || narrowed(report) ? judged : report.clauses;
  if (shown.length > 0) output.write(`${clauseTable(shown, output)}\n`);
  const troubled = report.scenarios.filter(({ verdict }) => verdict === 'fail' || verdict === 'inconclusive');
  if (troubled.length > 0)
    output.write(`${troubled.map((scenario) => trouble(scenario, report, folder, output)).join('\n')}\n`);
  const overall = report.clauses.filter(({ failure }) => failure !== undefined);
  for (const clause of overall) output.write(`${runTrouble(clause, folder, output)}\n`);
  output.write(keptHosts(report, output));
  output.write(conclusion(report, folder, output));
}

const narrowed = ({ run }: Report) => describeSubset(run.selection) !== undefined;

const labelWidth = 17;

const rowTo = (output: Output) => {
  const paint = painter(output);
  return (label: string, text: string | undefined): string[] =>
    text === undefined
      ? []
      : [hanging(`  ${paint('dim', label.padEnd(labelWidth - 2))}`, labelWidth, oneLine(text), output.columns)];
};

/** A clause that failed over what was seen in the whole run. */
function runTrouble({ id, statement, failure }: ReportedClause, folder: string, output: Output): string {
  const paint = painter(output);
  const row = rowTo(output);
  return [
    `${mark('fail', paint)} ${paint('bold', `${id}, in the whole run`)}`,
    ...row('requirement', `${id}: ${statement}`),
    ...row('what happened', failure?.reason),
    ...row('expected', failure?.expected),
    ...row('seen', failure?.seen),
    ...row('where to look', `Findings in ${here(folder, 'report.html')}`),
    '',
  ].join('\n');
}

function trouble(scenario: ReportedScenario, report: Report, folder: string, output: Output): string {
  const paint = painter(output);
  const row = rowTo(output);
  const required = report.clauses.filter(({ id }) => scenario.clauses.includes(id));
  const blame = scenario.verdict === 'inconclusive' ? ` (the ${scenario.attribution ?? 'harness'}'s fault)` : '';
  return [
    `${mark(scenario.verdict, paint)} ${paint('bold', oneLine(scenario.name))}${blame}`,
    ...required.flatMap(({ id, statement }) => row('requirement', `${id}: ${statement}`)),
    ...row('what happened', scenario.expected === undefined ? scenario.reason : undefined),
    ...row('expected', scenario.expected),
    ...row('seen', scenario.seen),
    ...row('the steps met', scenario.met),
    ...row('where to look', `${scenario.uri}:${scenario.line}, ${here(folder, 'report.html')}`),
    // Not wrapped: it is to be copied.
    `  ${paint('dim', 'reproduce'.padEnd(labelWidth - 2))}${printable(scenario.reproduce)}`,
    '',
  ].join('\n');
}

/** A file of the report folder, as the user would name it from here. */
const here = (folder: string, file: string) => {
  const path = relative(process.cwd(), join(folder, file));
  return path.startsWith('..') ? join(folder, file) : path;
};

function conclusion(report: Report, folder: string, output: Output): string {
  const { pass, fail, inconclusive, skipped } = report.scenarioCounts;
  const counts = [
    [pass, 'passed'],
    [fail, 'failed'],
    [inconclusive, 'inconclusive'],
    [skipped, 'skipped'],
    [report.scenarioCounts['not-claimed'], 'not claimed'],
  ] as const;
  const said = counts.filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`);
  const took = Date.parse(report.run.finishedAt) - Date.parse(report.run.startedAt);
  const findings =
    report.findings.length > 0
      ? `${plural(report.findings.length, 'kind')} of answer broke the published shape. ${findingsDecide(report)}\n`
      : '';
  const word = report.verdict;
  const verdict = hanging(
    `${verdictWord(word, painter(output))}: `,
    word.length + 2,
    oneLine(report.verdictReason),
    output.columns,
  );
  const summary = [plural(report.scenarios.length, 'scenario'), said.join(', ')]
    .filter((part) => part !== '')
    .join(': ');
  return `${verdict}\n${findings}${summary} in ${duration(took)}. Report: ${here(folder, 'report.html')}\n`;
}
