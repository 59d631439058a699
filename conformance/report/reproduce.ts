/**
 * The command that runs one scenario again, for a shell.
 *
 * @param siteOptions options and their values that choose the same site, as they are
 */
export function reproduce(
  clauses: readonly string[],
  name: string,
  seed: number,
  siteOptions: readonly string[] = [],
): string {
  const pattern = `^${name.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')}$`;
  const site = siteOptions.map((word) => ` ${/^[\w@:./-]+$/.test(word) ? word : quoted(word)}`).join('');
  const clause = clauses.length > 0 ? ` --clause ${clauses[0]}` : '';
  return `npx hostlink run${site}${clause} --seed ${seed} --name ${quoted(pattern)}`;
}

const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;
