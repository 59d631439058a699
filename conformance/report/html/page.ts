import { bySection, type ClauseSection, sectionTitle } from '../../clauses';
import type { BuiltReport, ScenarioEvidence } from '../build';
import { brokenShapes, findingsDecide } from '../findings';
import type { Report, ReportedClause, ReportedScenario } from '../schema';
import { duration, escaped, plural } from '../text';
import { anchor, failure, runFailure } from './failure';
import { description, shortened, table, verdictMark } from './parts';
import { style } from './style';

const maximumFailures = 50;

/** `report.html`: one file that loads nothing and runs nothing, whatever an implementation put into its answers. */
export function htmlReport({ report, evidence }: BuiltReport): string {
  const title = `${report.implementation.name} ${report.implementation.version}: ${report.verdict}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<title>${escaped(title)}</title>
<style>${style}</style>
</head>
<body>
<header>
<h1>${escaped(report.implementation.name)} <span class="soft">${escaped(report.implementation.version)}</span></h1>
<p class="soft">Conformance of linked edge hosts, judged by ${escaped(`${report.suite.name} ${report.suite.version}`)}</p>
</header>
<main>
${banner(report)}
${levels(report)}
${failures(report, evidence)}
<h2>Clauses</h2>
${bySection(report.clauses)
  .map((section) => clauseTable(section, report.scenarios))
  .join('\n')}
${findings(report)}
${run(report)}
</main>
</body>
</html>
`;
}

const tone = { conformant: 'pass', 'non-conformant': 'fail', partial: 'pass', inconclusive: 'inconclusive' } as const;

function banner(report: Report): string {
  const { pass, fail, inconclusive, skipped } = report.scenarioCounts;
  const counts = `${pass} passed, ${fail} failed, ${inconclusive} inconclusive, ${skipped} skipped, ${report.scenarioCounts['not-claimed']} not claimed`;
  const interrupted = report.interrupted ? '<p>The run was interrupted; this is what it had found until then.</p>' : '';
  return `<section class="banner ${tone[report.verdict]}" aria-label="Verdict"><p class="verdict">${report.verdict}</p><p>${escaped(report.verdictReason)}</p><p class="soft">${plural(report.scenarios.length, 'scenario')}: ${counts}.</p>${interrupted}</section>`;
}

function levels(report: Report): string {
  const rows = Object.entries(report.levels).map(([level, { verdict, verdictReason, clauses }]) => [
    `<strong>${level}</strong>`,
    `<span class="verdict ${tone[verdict]}">${verdict}</span><br><span class="soft">${escaped(verdictReason)}</span>`,
    ...[
      clauses.pass,
      clauses.fail,
      clauses.inconclusive,
      clauses.skipped + clauses['not-claimed'],
      clauses['not-run'],
    ].map(String),
  ]);
  const head = ['Level', 'Verdict', 'Pass', 'Fail', 'Inconclusive', 'Skipped or not claimed', 'Not run'];
  return `<h2>Levels</h2>${table('Clauses by level', head, rows, [2, 3, 4, 5, 6])}`;
}

function failures(report: Report, evidence: ReadonlyMap<string, ScenarioEvidence>): string {
  const order = ['fail', 'inconclusive'];
  const all = report.scenarios
    .filter(({ verdict }) => order.includes(verdict))
    .sort((a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict));
  const overall = report.clauses.filter((clause) => clause.failure !== undefined).map(runFailure);
  if (all.length + overall.length === 0) return '';
  const left = all.length - maximumFailures;
  const note = left > 0 ? `<p class="soft">${left} more are in conformance.json.</p>` : '';
  const articles = all
    .slice(0, maximumFailures)
    .map((scenario) => failure(scenario, evidence.get(`${scenario.uri}:${scenario.line}`), report));
  return `<h2>What did not pass</h2>${note}${[...overall, ...articles].join('\n')}`;
}

function clauseTable(section: ClauseSection<ReportedClause>, scenarios: readonly ReportedScenario[]): string {
  const rows = section.clauses.map(({ id, statement, verdict, covered }) => {
    const own = scenarios.filter((scenario) => scenario.clauses.includes(id));
    const said = covered || verdict !== 'not-run' ? verdict : 'not covered yet';
    return [
      `<span id="${id}"><strong>${id}</strong></span>`,
      verdictMark(verdict, said),
      String(own.length),
      escaped(statement) + scenarioList(own),
    ];
  });
  const title = sectionTitle(section);
  return `<h3>${escaped(title)}</h3>${table(title, ['Clause', 'Verdict', 'Scenarios', 'Statement'], rows, [2], 'clauses')}`;
}

function scenarioList(scenarios: readonly ReportedScenario[]): string {
  if (scenarios.length === 0) return '';
  const items = scenarios.map((scenario) => {
    const troubled = scenario.verdict === 'fail' || scenario.verdict === 'inconclusive';
    const name = troubled
      ? `<a href="#${escaped(anchor(scenario))}">${escaped(scenario.name)}</a>`
      : escaped(scenario.name);
    const why = !troubled && scenario.reason !== undefined ? `: ${escaped(scenario.reason)}` : '';
    return `<li>${verdictMark(scenario.verdict)} ${name}${why} <span class="soft">${duration(scenario.milliseconds)}</span></li>`;
  });
  return `<details><summary class="soft">${plural(scenarios.length, 'scenario')}</summary><ul>${items.join('')}</ul></details>`;
}

function findings(report: Report): string {
  const { findings: all } = report;
  if (all.length === 0) return '';
  const rows = all
    .slice(0, 200)
    .map(({ operation, path, expected, seen, scenario, count }) => [
      `<code>${escaped(operation)}</code>`,
      ...[path, expected, seen, scenario].map((text) => escaped(shortened(text, 300))),
      String(count),
    ]);
  return `<h2 id="findings">Findings</h2><p class="soft">${brokenShapes} ${escaped(findingsDecide(report))}</p>${table('Findings', ['Operation', 'Where', 'Published', 'Seen', 'First seen in', 'Times'], rows, [5])}`;
}

function run({ run: facts, claims, scenarios }: Report): string {
  const took = Date.parse(facts.finishedAt) - Date.parse(facts.startedAt);
  return `<h2>The run</h2>${description([
    ['Id', facts.id],
    ['Started', facts.startedAt],
    [
      'Took',
      `${duration(took)} for ${plural(scenarios.length, 'scenario')} and ${plural(facts.exchangeCount, 'request')} to hosts`,
    ],
    ['Seed', String(facts.seed)],
    ['Image', facts.image && `${facts.image.name}, ${facts.image.digest ?? facts.image.id}`],
    ['Engine', facts.engine && `Docker ${facts.engine.version}, API ${facts.engine.apiVersion}`],
    ['Backend', `${facts.backend}, ${facts.clock} clock, ${facts.interface} interface`],
    [
      'Claims',
      `${claims.profiles.join(', ')}; dialects ${claims.dialects.join(', ')}; ${claims.deploymentModes.join(' and ')} mode; ${claims.operatingSystems.map(({ family, version }) => `${family} ${version}`).join(', ')}`,
    ],
  ])}`;
}
