import { usageError } from './errors';

/** Reads a whole number, digits only. Throws a `CliError` otherwise. */
export function wholeNumber(option: string, text: string, least: number, most: number): number {
  const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= least && value <= most) return value;
  throw usageError('CLI_BAD_NUMBER', `${option} takes a whole number from ${least} to ${most}, not "${text}".`);
}
