import type { RecordedFinding } from '../evidence';
import type { Report } from './schema';

/** A broken shape, and the scenario it was seen in, as `uri:line`. */
export type FoundIn = RecordedFinding & { readonly scenario: string };

/** One row per operation, path and rule, most frequent first. Rows of a list count as one path. */
export function distinctFindings(findings: Iterable<FoundIn>): Report['findings'] {
  const rows = new Map<string, Report['findings'][number]>();
  for (const { operation, path, expected, seen, scenario } of findings) {
    const anyIndex = path.replace(/\[\d+\]/g, '[]');
    const key = JSON.stringify([operation, anyIndex, expected]);
    const row = rows.get(key) ?? { operation, path: anyIndex, expected, seen, scenario, count: 0 };
    rows.set(key, { ...row, count: row.count + 1 });
  }
  return [...rows.values()].sort((a, b) => b.count - a.count);
}

export const brokenShapes = 'Answers that broke their published shape.';

/** What they decided in this run, in one sentence. */
export function findingsDecide({ clauses }: Pick<Report, 'clauses'>): string {
  const failed = clauses.filter(({ failure }) => failure !== undefined).map(({ id }) => id);
  return failed.length > 0
    ? `They fail ${failed.join(', ')}, and decide nothing in the core level.`
    : 'They decide nothing in this run.';
}
