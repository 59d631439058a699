/**
 * Holds an answer against its published status and shape. A violation is a finding, and never an error.
 *
 * The API publishes hardly any of the ways to say no, and any 4xx is a refusal: one that is not published for an
 * operation is no violation either, as long as it says no in the published shape of errors.
 */
import type { Finding } from '../operator';
import { pathOf, quote, shorten, valueAt } from '../quote';
import { type Redactor, secretName } from '../redaction';
import type { Operation } from './operations';
import { error } from './wire/common';
import { anything } from './wire/shapes';

/** The body of an answer: JSON, or whatever else it was. */
export type Body = { readonly json: unknown } | { readonly notJson: string; readonly cause: unknown };

const seenLength = 80;
/** A long list in which every item is wrong in the same way says no more than its beginning. */
const findingLimit = 20;

export function findingsOf(
  host: string,
  operation: Operation,
  status: number,
  body: Body,
  redactor: Redactor,
): Finding[] {
  const { answers, secured, method, path } = operation;
  if (!answers || (secured && status === 401)) return [];
  const finding = (at: string, expected: string, seen: string): Finding => {
    return { host, operation: `${method} ${path}`, path: at, expected, seen };
  };
  const show = (text: string): string => redactor.text(text, seenLength, operation.handsOutSecrets);

  const shape = answers[status] ?? answers.default;
  if (!shape) {
    if (status >= 400 && status < 500 && isError(body)) return [];
    return [finding('status code', `${Object.keys(answers).join(' or ')}, or a 4xx with an error`, String(status))];
  }
  if (shape === anything) return [];
  if ('notJson' in body) return [finding('body', 'JSON', show(body.notJson === '' ? 'nothing' : quote(body.notJson)))];

  const issues = shape.safeParse(body.json).error?.issues ?? [];
  const findings = issues.slice(0, findingLimit).map((issue) => {
    const value = valueAt(body.json, issue.path);
    const secret = typeof value === 'string' ? secretName(issue.path.at(-1)) : undefined;
    const seen = secret ? `"<${secret}>"` : show(shorten(quote(value), 64 * 1024));
    return finding(pathOf(issue.path), issue.message, seen);
  });
  const left = issues.length - findings.length;
  return left > 0 ? [...findings, finding('body', 'the published shape', `${left} more violations`)] : findings;
}

/** All parts of an error may be left out, but what has none of them says nothing. */
function isError(body: Body): boolean {
  if (!('json' in body) || !error.safeParse(body.json).success) return false;
  return ['code', 'message', 'details', 'ref'].some((part) => Object.hasOwn(body.json as object, part));
}
