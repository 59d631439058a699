import type { ClauseVerdict } from './verdict';

/**
 * The clause that no scenario can judge alone: every answer of a run is held against its published shape, in whatever
 * scenario it came. Its own scenarios see to it that every operation is asked.
 */
export const shapeClause = 'X-API-1';

/** Answers that broke their published shape in the same way. */
export interface BrokenShape {
  readonly operation: string;
  readonly path: string;
  readonly expected: string;
  readonly seen: string;
  readonly count: number;
}

/** Why a clause failed over what was seen in the whole run. */
export interface RunFailure {
  readonly attribution: 'implementation';
  readonly code: 'SHAPE';
  /** One sentence. */
  readonly reason: string;
  readonly expected: string;
  readonly seen: string;
}

/** The verdict on that clause where answers broke their shape; undefined where none did. */
export function judgeShapes(
  broken: readonly BrokenShape[],
): { readonly verdict: ClauseVerdict; readonly failure: RunFailure } | undefined {
  const [first] = broken;
  if (first === undefined) return undefined;
  const times = broken.reduce((sum, { count }) => sum + count, 0);
  const ways = broken.length === 1 ? 'one way' : `${broken.length} ways`;
  const reason = `Answers of the run broke their published shape ${times === 1 ? 'once' : `${times} times`}, in ${ways}; most often ${first.operation} at ${first.path}.`;
  const { expected, seen } = first;
  return { verdict: 'fail', failure: { attribution: 'implementation', code: 'SHAPE', reason, expected, seen } };
}
