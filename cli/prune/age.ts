import { usageError } from '../errors';

/** Seconds of each unit, the largest first. */
const units = { d: 86_400, h: 3_600, m: 60, s: 1 } as const;

/** Reads an age like `30s`, `10m`, `2h` or `7d`, in seconds. Throws a `CliError` for anything else. */
export function secondsOf(option: string, text: string): number {
  const [, count, unit] = /^(\d{1,6})([smhd])$/.exec(text) ?? [];
  if (count !== undefined) return Number(count) * units[unit as keyof typeof units];
  throw usageError('CLI_BAD_AGE', `${option} takes an age like 30s, 10m, 2h or 7d, not "${text}".`);
}

/** An age in the largest unit of which there is a whole one: `90 s` are `1m`. */
export function ageText(seconds: number | undefined): string {
  if (seconds === undefined) return 'unknown';
  const [unit, size] = Object.entries(units).find(([, each]) => seconds >= each) ?? ['s', 1];
  return `${Math.floor(seconds / size)}${unit}`;
}
