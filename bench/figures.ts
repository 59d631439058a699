/** How figures of several rounds are summed up and worded. */

/** Characters for what a figure is of. */
export const nameWidth = 58;

export function least(values: readonly number[]): number {
  return Math.min(...values);
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const [low = Number.NaN, high = low] = sorted.length % 2 ? [sorted[middle]] : sorted.slice(middle - 1, middle + 1);
  return (low + high) / 2;
}

/** As text, of a number of seconds. */
export function seconds(value: number): string {
  return `${value.toFixed(2)} s`;
}

/** As text, of a number of seconds. */
export function milliseconds(value: number): string {
  return `${(value * 1000).toFixed(0)} ms`;
}

/** The name of a figure, its best round and its median. */
export function row(name: string, values: readonly number[], word = seconds): string {
  return `${name.padEnd(nameWidth)}${word(least(values)).padStart(10)}${word(median(values)).padStart(10)}`;
}

/** The line above such rows. */
export function heading(title: string): string {
  return `\n${title.padEnd(nameWidth)}${'best'.padStart(10)}${'median'.padStart(10)}`;
}
