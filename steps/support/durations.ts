import { ScenarioMistake } from './errors';

const numbers: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  ten: 10,
  twenty: 20,
};

const units: Readonly<Record<string, number>> = { second: 1, minute: 60, hour: 3600 };

/** Matches what {@link parseDuration} reads, e.g. `two minutes`, `an hour`, `100 seconds`. */
export const durationPattern = new RegExp(`(?:${Object.keys(numbers).join('|')}|\\d+) (?:second|minute|hour)s?`);

/** Seconds of real time that a scenario may wait at once, where time has to be waited for. Nobody waits two hours for a run. */
export const longestRealWait = 15 * 60;

/** A span of time as features write it, in seconds. */
export function parseDuration(text: string): number {
  const [count = '', unit = ''] = text.split(' ');
  const number = numbers[count] ?? Number(count);
  const seconds = units[unit.replace(/s$/, '')];
  if (!Number.isInteger(number) || seconds === undefined) {
    throw new ScenarioMistake(`"${text}" is no duration; write one like "two minutes" or "100 seconds".`);
  }
  return number * seconds;
}
