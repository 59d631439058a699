import type { RecordedFinding } from '../evidence';
import type { Report } from './schema';

/** One row per operation, path and rule, most frequent first. Rows of a list count as one path. */
export function distinctFindings(findings: Iterable<RecordedFinding>): Report['findings'] {
  const rows = new Map<string, Report['findings'][number]>();
  for (const { operation, path, expected, seen } of findings) {
    const anyIndex = path.replace(/\[\d+\]/g, '[]');
    const key = JSON.stringify([operation, anyIndex, expected]);
    const row = rows.get(key) ?? { operation, path: anyIndex, expected, seen, count: 0 };
    rows.set(key, { ...row, count: row.count + 1 });
  }
  return [...rows.values()].sort((a, b) => b.count - a.count);
}
