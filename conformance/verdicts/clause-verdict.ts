import type { ClauseVerdict, Verdict } from './verdict';

/** Which verdict speaks for several: what is wrong first, then what was judged, then what was not. */
const precedence: readonly Verdict[] = ['fail', 'inconclusive', 'pass', 'skipped', 'not-claimed'];

/** The verdict on a clause, from those on its scenarios. Scenarios that were skipped beside others that passed show in the run's verdict. */
export function judgeClause(scenarios: readonly Verdict[]): ClauseVerdict {
  return precedence.find((verdict) => scenarios.includes(verdict)) ?? 'not-run';
}
