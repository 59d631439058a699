import { bySection, type ReportedClause, sectionTitle } from '../../conformance/index';
import type { Output } from '../io';
import { mark, painter } from './style';
import { hanging } from './wrap';

/** A clause to show; without counts where nothing ran. */
export type ClauseRow = Pick<ReportedClause, 'id' | 'page' | 'heading' | 'statement' | 'covered' | 'verdict'> &
  Partial<Pick<ReportedClause, 'scenarios'>>;

/** A table per section of the page: mark, clause, scenarios that passed of those that ran, statement. */
export function clauseTable(rows: readonly ClauseRow[], output: Pick<Output, 'columns' | 'colours'>): string {
  const paint = painter(output);
  const idWidth = Math.max(...rows.map(({ id }) => id.length));
  const counts = new Map(rows.map((row) => [row, count(row)]));
  const countWidth = Math.max(...[...counts.values()].map((text) => text.length));
  const labelWidth = 2 + 2 + idWidth + 2 + (countWidth > 0 ? countWidth + 2 : 0);
  const line = (row: ClauseRow) => {
    const counted = countWidth > 0 ? `${(counts.get(row) ?? '').padStart(countWidth)}  ` : '';
    const label = `  ${mark(row.verdict, paint)} ${row.id.padEnd(idWidth)}  ${counted}`;
    const text = hanging(label, labelWidth, row.statement + note(row), output.columns);
    return row.verdict === 'not-run' ? paint('dim', text) : text;
  };
  return bySection(rows)
    .map((section) => `${paint('bold', sectionTitle(section))}\n${section.clauses.map(line).join('\n')}\n`)
    .join('\n');
}

function count({ scenarios, verdict }: ClauseRow): string {
  if (scenarios === undefined) return '';
  if (verdict === 'not-run') return '–';
  const all = Object.values(scenarios).reduce((sum, number) => sum + number, 0);
  return scenarios.pass === all ? String(all) : `${scenarios.pass}/${all}`;
}

function note({ covered, verdict }: ClauseRow): string {
  if (!covered && verdict !== 'fail') return ' (not covered yet)';
  return verdict === 'skipped' || verdict === 'not-claimed' ? ` (${verdict.replace('-', ' ')})` : '';
}
