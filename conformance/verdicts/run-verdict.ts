import type { Level } from '../../target';
import type { ClauseVerdict, Counts, RunVerdict } from './verdict';

/** A clause within a run. */
export interface ClauseOutcome {
  readonly id: string;
  readonly level: Level;
  readonly covered: boolean;
  readonly verdict: ClauseVerdict;
}

/** Everything that decides about a run, or about one level of it. */
export interface RunOutcome {
  /** All clauses of the levels in question, run or not. */
  readonly clauses: readonly ClauseOutcome[];
  readonly scenarios: Counts;
  /** How a subset was selected, e.g. `--clause LINK-1`; undefined when everything was. */
  readonly subset: string | undefined;
  readonly interrupted: boolean;
  readonly fault: string | undefined;
}

export interface RunJudgement {
  readonly verdict: RunVerdict;
  /** One or two sentences. */
  readonly reason: string;
}

/** Judges a run. Success takes something that passed, nothing that failed, and nothing that could not be judged. */
export function judgeRun(run: RunOutcome): RunJudgement {
  return failed(run) ?? broken(run) ?? nothingJudged(run) ?? incomplete(run) ?? complete(run);
}

const many = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** Ids, shortened where there are too many to read. */
const list = (clauses: readonly ClauseOutcome[]) => {
  const ids = clauses.map((clause) => clause.id);
  return ids.length > 8 ? `${ids.slice(0, 7).join(', ')} and ${ids.length - 7} more` : ids.join(', ');
};

function failed({ clauses, scenarios, interrupted }: RunOutcome): RunJudgement | undefined {
  const broken = clauses.filter((clause) => clause.verdict === 'fail');
  // A clause can fail over the run as a whole, with none of its scenarios.
  if (scenarios.fail === 0 && broken.length === 0) return undefined;
  const judged = clauses.filter((clause) => clause.verdict === 'fail' || clause.verdict === 'pass');
  const until = interrupted ? ' The run was interrupted before its end.' : '';
  return {
    verdict: 'non-conformant',
    reason: `${broken.length} of ${many(judged.length, 'judged clause')} failed: ${list(broken)}.${until}`,
  };
}

function broken({ clauses, scenarios, interrupted, fault }: RunOutcome): RunJudgement | undefined {
  const inconclusive = (reason: string) => ({ verdict: 'inconclusive', reason }) as const;
  if (interrupted) return inconclusive('The run was interrupted before its end.');
  if (fault !== undefined) return inconclusive(`The run broke: ${fault.split('\n')[0]}`);
  if (scenarios.inconclusive === 0) return undefined;
  const unknown = clauses.filter((clause) => clause.verdict === 'inconclusive');
  return inconclusive(
    `${many(scenarios.inconclusive, 'scenario')} could not be judged, so that nothing is known of ${list(unknown)}. This is not the implementation's fault.`,
  );
}

function nothingJudged({ scenarios, subset }: RunOutcome): RunJudgement | undefined {
  if (scenarios.pass > 0) return undefined;
  const idle = scenarios.skipped + scenarios['not-claimed'];
  const reason =
    idle > 0
      ? `Nothing was judged: ${scenarios.skipped} of ${many(idle, 'selected scenario')} skipped, ${scenarios['not-claimed']} not claimed.`
      : `Nothing was judged: no scenario matches ${subset ?? 'the chosen profiles'}.`;
  return { verdict: 'inconclusive', reason };
}

function incomplete({ clauses, scenarios, subset }: RunOutcome): RunJudgement | undefined {
  const uncovered = clauses.filter((clause) => !clause.covered);
  const missing = clauses.filter((clause) => clause.covered && clause.verdict === 'not-run');
  const reasons: string[] = [];
  if (subset !== undefined) reasons.push(`only a subset was run (${subset})`);
  else if (missing.length > 0) reasons.push(`${many(missing.length, 'clause')} did not run (${list(missing)})`);
  if (scenarios.skipped > 0) reasons.push(`${many(scenarios.skipped, 'scenario')} could not be run on this site`);
  if (uncovered.length > 0) {
    reasons.push(`${uncovered.length} of ${many(clauses.length, 'clause')} have no scenarios yet (${list(uncovered)})`);
  }
  if (reasons.length === 0) return undefined;
  return { verdict: 'partial', reason: `Nothing that was judged failed, but ${reasons.join(', and ')}.` };
}

function complete({ clauses }: RunOutcome): RunJudgement {
  const unclaimed = clauses.filter((clause) => clause.verdict === 'not-claimed');
  const but = unclaimed.length > 0 ? `, except ${list(unclaimed)}, which the implementation does not claim` : '';
  return { verdict: 'conformant', reason: `All ${many(clauses.length, 'clause')} passed${but}.` };
}
