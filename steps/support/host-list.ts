/** The names in `"alpha"`, `"alpha" and "beta"`, `"alpha", "beta" and "gamma"`. */
export function parseHosts(text: string): readonly string[] {
  return [...text.matchAll(/"([a-z]+)"/g)].map((match) => match[1] as string);
}

/** The other way round, for messages. */
export function listHosts(names: readonly string[]): string {
  const quoted = names.map((name) => `"${name}"`);
  return quoted.length < 2 ? quoted.join('') : `${quoted.slice(0, -1).join(', ')} and ${quoted.at(-1)}`;
}
