import type { Level } from '../../target';
import type { Clause } from './clause';

/** Id, statement, and `open` as long as no scenario covers the clause. */
type Entry = readonly [id: string, statement: string, open?: 'open'];

/** The clauses under one heading of a page. */
export function section(level: Level, page: string, heading: string, entries: readonly Entry[]): readonly Clause[] {
  return entries.map(([id, statement, open]) => ({ id, level, statement, page, heading, covered: open === undefined }));
}
