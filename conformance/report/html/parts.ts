import type { ReportedClause } from '../schema';
import { escaped } from '../text';

/** How verdicts are shown: a mark and a word each, so that colour is never needed. */
const marks: Readonly<Record<ReportedClause['verdict'], string>> = {
  pass: '✓',
  fail: '✗',
  inconclusive: '?',
  skipped: '–',
  'not-claimed': '–',
  'not-run': '·',
};

export function verdictMark(verdict: ReportedClause['verdict'], word: string = verdict): string {
  return `<span class="verdict ${verdict}"><span aria-hidden="true">${marks[verdict]}</span> ${escaped(word)}</span>`;
}

/** Rows of a description list; those without a value are left out. */
export function description(rows: readonly (readonly [string, string | undefined])[]): string {
  const shown = rows.filter(([, value]) => value !== undefined && value !== '');
  return `<dl>${shown.map(([term, value]) => `<dt>${escaped(term)}</dt><dd>${escaped(value ?? '')}</dd>`).join('')}</dl>`;
}

/** A table whose cells are HTML already. Columns named in `numbers` are set right. */
export function table(
  caption: string,
  head: readonly string[],
  rows: readonly (readonly string[])[],
  numbers: readonly number[] = [],
  kind = '',
): string {
  const cell = (tag: 'td' | 'th', html: string, index: number) => {
    const number = numbers.includes(index) ? ' class="number"' : '';
    return `<${tag}${tag === 'th' ? ' scope="col"' : ''}${number}>${html}</${tag}>`;
  };
  const body = rows.map((row) => `<tr>${row.map((html, index) => cell('td', html, index)).join('')}</tr>`);
  const heads = head.map((text, index) => cell('th', escaped(text), index));
  return `<div class="scroll" tabindex="0" role="region" aria-label="${escaped(caption)}"><table class="${kind}"><thead><tr>${heads.join('')}</tr></thead><tbody>${body.join('')}</tbody></table></div>`;
}

/** Cuts what nobody reads to its end, and says how much was cut. */
export const shortened = (text: string, limit: number): string =>
  text.length <= limit ? text : `${text.slice(0, limit)}… (${text.length - limit} more characters)`;
