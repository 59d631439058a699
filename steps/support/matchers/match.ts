/** What a matcher found. Matchers are pure: they look at what was read from hosts and never ask one. */
export interface Match {
  readonly matches: boolean;
  /** What is there instead, as a clause: `"beta" shows no linked hosts`. Meaningless where it matches. */
  readonly seen: string;
}

export const matched: Match = { matches: true, seen: '' };

export function mismatch(seen: string): Match {
  return { matches: false, seen };
}

/** Matches when all of them do; otherwise tells what each of the others saw, once. */
export function every(matches: readonly Match[]): Match {
  const seen = new Set(matches.filter((match) => !match.matches).map((match) => match.seen));
  return seen.size === 0 ? matched : mismatch([...seen].join('; '));
}
