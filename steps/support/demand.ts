import { Expectation } from './errors';
import type { Match } from './matchers/match';

/** Rejects where a matcher did not match: for what is decided at once, without a wait. */
export function demand(expected: string, match: Match): void {
  if (!match.matches) throw new Expectation({ expected, seen: match.seen });
}
