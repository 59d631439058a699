// biome-ignore-all lint/a11y/noRedundantRoles: browsers forget what a table is once it is shown as something else
import type { Child } from 'hono/jsx';

export interface Column<T> {
  readonly name: string;
  cell(row: T): Child;
  /** Its heading is for those who hear it only. */
  readonly isUnnamed?: true;
}

interface TableProps<T> {
  readonly name: string;
  readonly columns: readonly Column<T>[];
  readonly rows: readonly T[];
  /** Unique on the page, and the same for the same row whenever it is shown. */
  rowId(row: T): string;
  /** The caption is for those who hear it only: there is a heading that says the same. */
  readonly isCaptionHidden?: true;
}

/**
 * A table; where there is no room for one, a card a row. The first column names its row. Roles are spelled out, since
 * browsers forget them of tables that are shown as something else.
 */
export function Table<T>({ name, columns, rows, rowId, isCaptionHidden }: TableProps<T>) {
  return (
    <div class="table-place">
      <table role="table">
        <caption class={isCaptionHidden && 'heard'}>{name}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map((column) => (
              <th scope="col" role="columnheader">
                {column.isUnnamed ? <span class="heard">{column.name}</span> : column.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row) => (
            <tr role="row" id={rowId(row)}>
              {columns.map((column, index) => (
                <Cell name={column.isUnnamed ? '' : column.name} isFirst={index === 0}>
                  {column.cell(row)}
                </Cell>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cell({
  name,
  isFirst,
  children,
}: {
  readonly name: string;
  readonly isFirst: boolean;
  readonly children: Child;
}) {
  const inside = <div class="cell">{children}</div>;
  return isFirst ? (
    <th scope="row" role="rowheader" data-column={name}>
      {inside}
    </th>
  ) : (
    <td role="cell" data-column={name} class={name === '' ? 'row-actions' : undefined}>
      {inside}
    </td>
  );
}
