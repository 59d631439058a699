import { HostFault, type Outcome } from '../../operators/operator';
import { Expectation } from './errors';
import type { Match } from './matchers/match';

/** Rejects where a matcher did not match: for what is decided at once, without a wait. */
export function demand(expected: string, match: Match): void {
  if (!match.matches) throw new Expectation({ expected, seen: match.seen });
}

/** Rejects where nothing of what was asked at once was accepted. A host at fault has accepted nothing. */
export function demandOne(expected: string, answers: readonly (Outcome<unknown> | HostFault)[], seen: string): void {
  demand(expected, { matches: answers.some((answer) => !(answer instanceof HostFault) && answer.accepted), seen });
}
