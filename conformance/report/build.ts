import type { Level, Target } from '../../target';
import { clauses as allClauses, bySection, type Clause } from '../clauses';
import type { Evidence } from '../evidence';
import {
  type AttachedFile,
  countVerdicts,
  judgeClause,
  judgeRun,
  judgeScenario,
  judgeShapes,
  type RunState,
  type ScenarioRecord,
  shapeClause,
  type Verdict,
} from '../verdicts';
import { distinctFindings } from './findings';
import { reproduce } from './reproduce';
import type { Report, ReportedClause, ReportedScenario } from './schema';

/** What a report is made of. */
export interface ReportInput extends RunState {
  readonly suite: Report['suite'];
  readonly target: Pick<Target, 'name' | 'version' | 'claims'>;
  readonly run: Omit<Report['run'], 'exchangeCount' | 'connectionCount'>;
  /** Options of `hostlink run` that choose the same site again. Default: none. */
  readonly siteOptions?: readonly string[];
  readonly scenarios: readonly ScenarioRecord[];
  /** Default: the clauses of this suite. */
  readonly clauses?: readonly Clause[];
}

/** The report, and beside it the evidence that only its HTML shows, by `uri:line`. */
export interface BuiltReport {
  readonly report: Report;
  readonly evidence: ReadonlyMap<string, ScenarioEvidence>;
}

export interface ScenarioEvidence extends Pick<Evidence, 'exchanges' | 'logs'> {
  /** By the paths that the report gives them. */
  readonly files: ReadonlyMap<string, AttachedFile>;
  /** Of the harness's own faults. */
  readonly stack?: string;
}

/** Judges every scenario, clause, level and the run. */
export function buildReport(input: ReportInput): BuiltReport {
  const judged = inPageOrder(input).map((scenario) => ({ scenario, ...judgeScenario(scenario, input) }));
  const scenarios = judged.map(({ scenario, outcome, evidence }): ReportedScenario => {
    const { name, uri, line, clauses, milliseconds } = scenario;
    const { stack: _, ...shown } = outcome;
    const { exchangeCount, connectionCount } = evidence ?? { exchangeCount: 0, connectionCount: 0 };
    const counts = { exchangeCount, connectionCount };
    const again = reproduce(clauses, name, input.run.seed, input.siteOptions);
    const kept = evidence?.kept === undefined ? {} : { kept: evidence.kept.map((host) => ({ ...host })) };
    const attached = [...filesOf(scenario)].map(([path, { mediaType }]) => ({ path, mediaType }));
    const files = attached.length === 0 ? {} : { files: attached };
    return {
      name,
      uri,
      line,
      clauses: [...clauses],
      milliseconds,
      ...shown,
      ...kept,
      ...files,
      reproduce: again,
      ...counts,
    };
  });
  const findings = distinctFindings(
    judged.flatMap(({ scenario, evidence }) =>
      (evidence?.findings ?? []).map((finding) => ({ ...finding, scenario: scenario.id })),
    ),
  );
  const clauses = clauseResults(input, scenarios, findings);
  const subset = describeSubset(input.run.selection);
  const { interrupted, fault } = input;
  const scenarioCounts = countVerdicts(scenarios);
  const verdict = judgeRun({ clauses, scenarios: scenarioCounts, subset, interrupted, fault });
  return {
    report: {
      schemaVersion: 1,
      suite: input.suite,
      implementation: { name: input.target.name, version: input.target.version },
      run: {
        ...input.run,
        exchangeCount: sum(scenarios.map((scenario) => scenario.exchangeCount)),
        connectionCount: sum(scenarios.map((scenario) => scenario.connectionCount)),
      },
      claims: structuredClone(input.target.claims) as Report['claims'],
      interrupted,
      verdict: verdict.verdict,
      verdictReason: verdict.reason,
      scenarioCounts,
      levels: levelResults(input, clauses, scenarios, subset),
      clauses,
      scenarios,
      findings,
    },
    evidence: new Map(
      judged.map(({ scenario, outcome, evidence }) => [scenario.id, kept(scenario, evidence, outcome.stack)]),
    ),
  };
}

/** Scenarios in the order of their clauses, whatever the files are called. */
function inPageOrder({ scenarios, clauses = allClauses }: ReportInput): readonly ScenarioRecord[] {
  const places = new Map(clauses.map(({ id }, index) => [id, index]));
  const place = ({ clauses: [first = ''] }: ScenarioRecord) => places.get(first) ?? clauses.length;
  return scenarios.toSorted((a, b) => place(a) - place(b));
}

/** Where the report folder has what a scenario attached: a folder for each. */
function filesOf({ id, files }: ScenarioRecord): ReadonlyMap<string, AttachedFile> {
  const folder = `evidence/${fileNameOf(id)}`;
  return new Map(files.map((file) => [`${folder}/${fileNameOf(file.name)}`, file]));
}

const fileNameOf = (name: string): string => name.replace(/[^\w.-]+/g, '-').replace(/^\.+/, '');

const kept = (
  scenario: ScenarioRecord,
  evidence: Evidence | undefined,
  stack: string | undefined,
): ScenarioEvidence => ({
  files: filesOf(scenario),
  exchanges: evidence?.exchanges ?? [],
  logs: evidence?.logs ?? {},
  ...(stack === undefined ? {} : { stack }),
});

function clauseResults(
  input: ReportInput,
  scenarios: readonly ReportedScenario[],
  findings: Report['findings'],
): ReportedClause[] {
  const byClause = new Map<string, { verdict: Verdict }[]>();
  for (const scenario of scenarios) {
    for (const id of scenario.clauses) byClause.set(id, [...(byClause.get(id) ?? []), scenario]);
  }
  const selected = (input.clauses ?? allClauses).filter(({ level }) => input.run.selection.profiles.includes(level));
  return bySection(selected).flatMap((section) =>
    section.clauses.map((clause) => {
      const own = byClause.get(clause.id) ?? [];
      const verdict = judgeClause(own.map((scenario) => scenario.verdict));
      const overall = decidesShapes(clause, input) ? judgeShapes(findings) : undefined;
      return { ...clause, verdict, ...overall, scenarios: countVerdicts(own) };
    }),
  );
}

/**
 * Findings of the whole run decide one clause, where its level is claimed and it was not left out. In a run of other
 * levels only they are listed and decide nothing.
 */
function decidesShapes({ id, level }: Clause, { target, run }: ReportInput): boolean {
  const { clauses: chosen } = run.selection;
  return (
    id === shapeClause &&
    target.claims.profiles.includes(level) &&
    (chosen.length === 0 || chosen.includes(shapeClause))
  );
}

function levelResults(
  { run, interrupted, fault }: ReportInput,
  clauses: readonly ReportedClause[],
  scenarios: readonly ReportedScenario[],
  subset: string | undefined,
): Report['levels'] {
  const ofLevel = (level: Level) => {
    const own = clauses.filter((clause) => clause.level === level);
    const ids = new Set(own.map(({ id }) => id));
    const counts = countVerdicts(scenarios.filter((scenario) => scenario.clauses.some((id) => ids.has(id))));
    const { verdict, reason } = judgeRun({ clauses: own, scenarios: counts, subset, interrupted, fault });
    const judged = own.filter((clause) => clause.verdict !== 'not-run') as { verdict: Verdict }[];
    const clauseCounts = { ...countVerdicts(judged), 'not-run': own.length - judged.length };
    return { verdict, verdictReason: reason, clauses: clauseCounts, scenarios: counts };
  };
  return Object.fromEntries(run.selection.profiles.map((level) => [level, ofLevel(level)]));
}

/** How a run was narrowed, as options; undefined when all of its profiles was selected. */
export function describeSubset({ clauses, tags, name }: Report['run']['selection']): string | undefined {
  const parts = [
    clauses.length > 0 ? `--clause ${clauses.join(' ')}` : '',
    tags === undefined ? '' : `--tags ${JSON.stringify(tags)}`,
    name === undefined ? '' : `--name ${JSON.stringify(name)}`,
  ].filter((part) => part !== '');
  return parts.length > 0 ? parts.join(' ') : undefined;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
