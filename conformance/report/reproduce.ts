/** The command that runs one scenario again, for a shell. */
export function reproduce(clauses: readonly string[], name: string, seed: number): string {
  const pattern = `^${name.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')}$`;
  const clause = clauses.length > 0 ? ` --clause ${clauses[0]}` : '';
  return `npx hostlink run${clause} --seed ${seed} --name ${quoted(pattern)}`;
}

const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;
