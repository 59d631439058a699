/**
 * What is said of one scenario. `skipped` means that this site cannot do it, `inconclusive` that the harness or its
 * environment broke; neither is ever the implementation's fault.
 */
export type Verdict = 'pass' | 'fail' | 'not-claimed' | 'skipped' | 'inconclusive';

export const verdicts = [
  'pass',
  'fail',
  'inconclusive',
  'skipped',
  'not-claimed',
] as const satisfies readonly Verdict[];

/** `not-run`: no scenario of the clause was selected, or none exists yet. */
export type ClauseVerdict = Verdict | 'not-run';

/** What is said of a whole run, or of one level of it. */
export type RunVerdict = 'conformant' | 'non-conformant' | 'partial' | 'inconclusive';

/** How many scenarios got which verdict. */
export type Counts = Readonly<Record<Verdict, number>>;

export function countVerdicts(judged: readonly { readonly verdict: Verdict }[]): Counts {
  const counts: Record<Verdict, number> = { pass: 0, fail: 0, inconclusive: 0, skipped: 0, 'not-claimed': 0 };
  for (const { verdict } of judged) counts[verdict]++;
  return counts;
}
