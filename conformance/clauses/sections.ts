import type { Clause } from './clause';

/** The clauses under one heading of one page. */
export interface ClauseSection<C> {
  readonly page: string;
  readonly heading: string;
  readonly clauses: readonly C[];
}

/** Groups clauses, or rows about clauses, by page and heading, in the order in which they first appear. */
export function bySection<C extends Pick<Clause, 'page' | 'heading'>>(rows: readonly C[]): readonly ClauseSection<C>[] {
  const sections = new Map<string, { page: string; heading: string; clauses: C[] }>();
  for (const row of rows) {
    const key = JSON.stringify([row.page, row.heading]);
    const found = sections.get(key) ?? { page: row.page, heading: row.heading, clauses: [] };
    found.clauses.push(row);
    sections.set(key, found);
  }
  return [...sections.values()];
}

/** A section's name for people: a heading of the page's own name needs no page before it. */
export const sectionTitle = ({ page, heading }: Pick<Clause, 'page' | 'heading'>): string =>
  heading === page || heading.startsWith(`${page} > `) ? heading : `${page}: ${heading}`;
