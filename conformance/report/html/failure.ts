import type { RecordedExchange } from '../../evidence';
import type { ScenarioEvidence } from '../build';
import type { Report, ReportedClause, ReportedKeptHost, ReportedScenario } from '../schema';
import { duration, escaped, plural } from '../text';
import { description, shortened, verdictMark } from './parts';

/** What is shown per scenario: a report that is too large to open helps nobody, and messages.ndjson holds the rest. */
const maximum = { exchanges: 60, lines: 100, characters: 2000, lineCharacters: 500 } as const;

/** One scenario that did not pass, as a bug report. */
export function failure(scenario: ReportedScenario, evidence: ScenarioEvidence | undefined, report: Report): string {
  const required = report.clauses.filter(({ id }) => scenario.clauses.includes(id));
  const held =
    scenario.seenForSeconds === undefined
      ? ''
      : ` (for ${Math.round(scenario.seenForSeconds * 10) / 10} s before the check gave up)`;
  const blame =
    scenario.verdict === 'fail'
      ? 'the implementation'
      : `the ${scenario.attribution ?? 'harness'}, not the implementation`;
  return `<article id="${escaped(anchor(scenario))}">
<h3>${verdictMark(scenario.verdict)} ${escaped(scenario.name)}</h3>
${description([
  ...required.map(({ id, statement }) => ['Requirement', `${id}: ${statement}`] as const),
  ['What happened', scenario.reason],
  ['Expected', scenario.expected],
  ['Seen', scenario.seen === undefined ? undefined : `${scenario.seen}${held}`],
  ['The steps met', scenario.met],
  ['At the step', scenario.step],
  ['Fault of', blame],
  ['Where to look', `${scenario.uri}:${scenario.line}`],
  ['Reproduce', scenario.reproduce],
  ['Left running', scenario.kept?.map(leftRunning).join('\n')],
])}
${evidence === undefined ? '' : pictures(evidence.files) + exchanges(evidence.exchanges) + logs(evidence.logs) + stack(evidence.stack)}</article>`;
}

const leftRunning = ({ name, endpoint, container, helper }: ReportedKeptHost): string =>
  `${name} at ${endpoint}, container ${container}, helper ${helper}`;

/** A clause that failed over what was seen in the whole run. */
export const runFailure = ({ id, statement, failure: why }: ReportedClause): string => `<article>
<h3>${verdictMark('fail')} ${escaped(id)}, in the whole run</h3>
${description([
  ['Requirement', `${id}: ${statement}`],
  ['What happened', why?.reason],
  ['Expected', why?.expected],
  ['Seen', why?.seen],
  ['Fault of', 'the implementation'],
])}
<p><a href="#findings">All findings</a></p></article>`;

export const anchor = ({ uri, line }: ReportedScenario): string => `${uri}:${line}`.replace(/[^A-Za-z0-9]+/g, '-');

/** Pictures as they are, other files by their names. */
function pictures(files: ScenarioEvidence['files']): string {
  if (files.size === 0) return '';
  const items = [...files].map(([path, { name, mediaType, content }]) => {
    const link = `<a href="${escaped(path)}">${escaped(name)}</a>`;
    if (mediaType !== 'image/png') return `<p>${link}</p>`;
    const data = Buffer.from(content).toString('base64');
    return `<figure><figcaption>${link}</figcaption><img alt="${escaped(`What ${name} shows`)}" src="data:image/png;base64,${data}"></figure>`;
  });
  return `<details open><summary>What was to be seen (${files.size})</summary>${items.join('')}</details>\n`;
}

function exchanges(all: readonly RecordedExchange[]): string {
  if (all.length === 0) return '';
  // The last ones led to the failure.
  const shown = all.slice(-maximum.exchanges);
  const skipped = all.length - shown.length;
  const note = skipped > 0 ? `<p class="soft">${plural(skipped, 'earlier request')} left out.</p>` : '';
  const start = shown[0]?.startedAt ?? 0;
  const items = shown.map((exchange) => `<li>${one(exchange, start)}</li>`).join('\n');
  return `<details open><summary>Requests to hosts, in order (${all.length})</summary>${note}<ol class="exchanges" start="${skipped + 1}">${items}</ol></details>\n`;
}

function one(exchange: RecordedExchange, start: number): string {
  const answer = exchange.status === undefined ? `no answer: ${exchange.fault ?? 'unknown'}` : String(exchange.status);
  const fault = exchange.status !== undefined && exchange.fault !== undefined ? `, ${exchange.fault}` : '';
  const after = `+${duration(Math.max(0, exchange.startedAt - start))}, took ${duration(exchange.milliseconds)}`;
  const body = (label: string, text: string | undefined) =>
    text ? `<div class="soft">${label}</div><pre>${escaped(shortened(text, maximum.characters))}</pre>` : '';
  return `<strong>${escaped(exchange.host)}</strong> <code>${escaped(`${exchange.method} ${exchange.path}`)}</code> → ${escaped(answer + fault)} <span class="soft">${after}</span>${body('sent', exchange.requestBody)}${body('answered', exchange.responseBody)}`;
}

function logs(hosts: ScenarioEvidence['logs']): string {
  return Object.entries(hosts)
    .filter(([, lines]) => lines.length > 0)
    .map(([host, lines]) => {
      const shown = lines.slice(-maximum.lines).map((line) => shortened(line, maximum.lineCharacters));
      const count =
        shown.length < lines.length ? `last ${shown.length} of ${lines.length} lines` : plural(lines.length, 'line');
      return `<details><summary>Log of ${escaped(host)} (${count})</summary><pre>${escaped(shown.join('\n'))}</pre></details>\n`;
    })
    .join('');
}

const stack = (text: string | undefined): string =>
  text === undefined
    ? ''
    : `<details><summary>Stack trace of the harness</summary><pre>${escaped(shortened(text, maximum.characters))}</pre></details>\n`;
