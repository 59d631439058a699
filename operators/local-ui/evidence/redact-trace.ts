/**
 * A trace without secrets. It holds all that was typed and all that went over the wire: values of fields, bodies and cookies
 * are left out of it, and what is known to be secret is replaced wherever else it stands.
 */
import type { Redactor } from '../../redaction';
import { unzip, zip } from './zip';

/** Files of a trace that are lines of JSON. */
const lines = /\.(trace|network|stacks)$/;
/** Of the resources, those that only make pages look as they did. */
const looks = /\.(css|js|mjs|svg|woff2?|png|ico)$/;
/** Properties of what is recorded that hold what was typed, sent or answered. */
const bodies = ['postData', 'text', 'cookies', 'value', 'values', 'buffer', 'payloads'];
const secretHeaders = ['cookie', 'set-cookie', 'authorization'];

/** Takes an archive as playwright writes it. */
export function redactTrace(archive: Buffer, redactor: Redactor): Buffer {
  const kept = new Map<string, Buffer>();
  for (const [name, content] of unzip(archive)) {
    if (lines.test(name)) kept.set(name, Buffer.from(redactLines(content.toString('utf8'), redactor)));
    else if (looks.test(name)) kept.set(name, content);
  }
  return zip(kept);
}

function redactLines(text: string, redactor: Redactor): string {
  return text
    .split('\n')
    .map((line) => (line === '' ? '' : redactor.whole(redactLine(line))))
    .join('\n');
}

function redactLine(line: string): string {
  try {
    return JSON.stringify(JSON.parse(line), leaveOut);
  } catch {
    return '';
  }
}

/** For every property of a recorded thing. */
function leaveOut(key: string, value: unknown): unknown {
  if (key === 'html') return withoutValues(value);
  if (key === 'headers' && Array.isArray(value)) return value.filter((header) => !isSecret(header));
  if (bodies.includes(key) && value !== undefined)
    return Array.isArray(value) ? [] : typeof value === 'string' ? '' : undefined;
  return value;
}

function isSecret(header: unknown): boolean {
  const { name } = (header ?? {}) as { name?: unknown };
  return typeof name === 'string' && secretHeaders.includes(name.toLowerCase());
}

/** An element of a snapshot is `[tag, attributes, ...children]`. */
function withoutValues(node: unknown): unknown {
  if (!Array.isArray(node)) return node;
  const [tag, attributes, ...children] = node;
  if (typeof tag !== 'string') return node.map(withoutValues);
  if (tag !== 'INPUT' && tag !== 'TEXTAREA') return [tag, attributes, ...children.map(withoutValues)];
  const kept = Object.entries((attributes ?? {}) as Record<string, unknown>).filter(([name]) => !/value/i.test(name));
  return [tag, Object.fromEntries(kept)];
}
