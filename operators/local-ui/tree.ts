/**
 * What a page shows, as the browser's accessibility tree has it: roles, names and words, without anything that is hidden.
 * Playwright makes it; here it is read. Words are compared as people do: case and spaces do not count.
 */
import { z } from 'zod';

/** An element, or words that stand by themselves. */
export type TreeNode = TreeElement | string;

export interface TreeElement {
  readonly role: string;
  readonly name?: string | undefined;
  /** Its words, where they are all it has. */
  readonly text?: string | undefined;
  readonly children?: readonly TreeNode[] | undefined;
  readonly disabled?: boolean | undefined;
  readonly checked?: boolean | 'mixed' | undefined;
  readonly level?: number | undefined;
}

/** A whole page, or part of one. */
export type Tree = readonly TreeNode[];

const element: z.ZodType<TreeElement> = z.looseObject({
  role: z.string(),
  name: z.string().optional(),
  text: z.string().optional(),
  disabled: z.boolean().optional(),
  checked: z.union([z.boolean(), z.literal('mixed')]).optional(),
  level: z.number().optional(),
  get children() {
    return z.array(z.union([z.string(), element])).optional();
  },
});
const tree = z.array(z.union([z.string(), element]));

/** Takes what playwright made. */
export const treeOf = (snapshot: unknown): Tree => tree.parse(snapshot);

/** Whether two names are the same to a reader. */
export const sameName = (one: string | undefined, other: string): boolean => plain(one ?? '') === plain(other);

const plain = (name: string): string => name.trim().replace(/\s+/g, ' ').toLowerCase();

/** All elements of a page, each before those in it. */
export function* elements(nodes: Tree): Generator<TreeElement> {
  for (const node of nodes) {
    if (typeof node === 'string') continue;
    yield node;
    yield* elements(node.children ?? []);
  }
}

/** The elements of a role, and of a name where one is given. */
export function all(nodes: Tree, role: string, name?: string): readonly TreeElement[] {
  return [...elements(nodes)].filter((each) => each.role === role && (name === undefined || sameName(each.name, name)));
}

/** The first one of them. */
export function first(nodes: Tree, role: string, name?: string): TreeElement | undefined {
  for (const each of elements(nodes)) {
    if (each.role === role && (name === undefined || sameName(each.name, name))) return each;
  }
  return undefined;
}

/** What is in an element. */
export const inside = (element: TreeElement | undefined): Tree => element?.children ?? [];

/** The words of an element, as far as they can be read on the page. */
export function wordsOf(node: TreeNode | undefined): string {
  if (node === undefined || typeof node === 'string') return node ?? '';
  if (node.text !== undefined) return node.text;
  if (node.children !== undefined)
    return node.children
      .map(wordsOf)
      .filter((words) => words !== '')
      .join(' ');
  return node.name ?? '';
}

/** What says that something went wrong, each text once for every place where it stands. */
export function alerts(nodes: Tree): readonly string[] {
  return all(nodes, 'alert')
    .map(wordsOf)
    .filter((words) => words !== '');
}

/** Values by their terms (lower case): `Host ID` is `host id`. Of several values of one term, the first. */
export function terms(nodes: Tree): ReadonlyMap<string, TreeElement> {
  const found = new Map<string, TreeElement>();
  const walk = (siblings: Tree): void => {
    let term: string | undefined;
    for (const node of siblings) {
      if (typeof node === 'string') continue;
      if (node.role === 'term') term = plain(wordsOf(node));
      else if (node.role === 'definition' && term !== undefined && !found.has(term)) found.set(term, node);
      if (node.role !== 'term' && node.role !== 'definition') walk(node.children ?? []);
    }
  };
  walk(nodes);
  return found;
}

/** How pages say that there is nothing. */
const nothing = /^(none|not set|n\/a|[-–—])?$/i;

/** The words beside a term, empty where they say that there is nothing; undefined where the page has no such term. */
export function termValue(nodes: Tree, term: string): string | undefined {
  const value = terms(nodes).get(plain(term));
  const words = value && wordsOf(value);
  return words !== undefined && nothing.test(words.trim()) ? '' : words;
}

/** A row of a table. */
export interface TableRow {
  readonly element: TreeElement;
  /** The cell below this column's head; undefined where the table has no such column. */
  cell(column: string): TreeElement | undefined;
  /** Its words; empty where there are none. */
  words(column: string): string;
}

const tables = ['table', 'grid', 'treegrid'];
const cells = ['cell', 'gridcell', 'rowheader'];

/** The rows of the table of this name (or the first one), its head apart; undefined where the page has no such table. */
export function rowsOf(nodes: Tree, name?: string): readonly TableRow[] | undefined {
  const table = tables.map((role) => first(nodes, role, name)).find((found) => found !== undefined);
  if (table === undefined) return undefined;
  const rows = all([table], 'row');
  const columns = (rows.find(isHead)?.children ?? []).map((head) => plain(wordsOf(head)));
  return rows.filter((row) => !isHead(row)).map((row) => tableRow(row, columns));
}

function isHead(row: TreeElement): boolean {
  return first(inside(row), 'columnheader') !== undefined;
}

function tableRow(row: TreeElement, columns: readonly string[]): TableRow {
  const own = inside(row).filter((node): node is TreeElement => typeof node !== 'string' && cells.includes(node.role));
  const cell = (column: string): TreeElement | undefined => own[columns.indexOf(plain(column))];
  return { element: row, cell, words: (column) => wordsOf(cell(column)) };
}
