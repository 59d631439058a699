/** Cuts a text to at most this many characters, and shows that it did. */
export function shorten(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}

/** A value of an answer as a message quotes it. Answers are untrusted: nothing in one may make this throw. */
export function quote(value: unknown): string {
  if (value === undefined) return 'nothing';
  try {
    return JSON.stringify(value);
  } catch {
    return 'a value nested too deeply to print';
  }
}

/** Where in an answer: `peers[0].health.status`; `body` for the whole of it. */
export function pathOf(keys: readonly PropertyKey[]): string {
  if (keys.length === 0) return 'body';
  return keys.map((key, at) => (typeof key === 'number' ? `[${key}]` : `${at > 0 ? '.' : ''}${String(key)}`)).join('');
}

/** The value at such a path. */
export function valueAt(root: unknown, keys: readonly PropertyKey[]): unknown {
  return keys.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown> | null | undefined)?.[key], root);
}
