import { type Level, levels } from '../../target';
import { usageError } from '../errors';

/** Reads a list of levels with commas between them. */
export function parseProfiles(text: string): readonly Level[] {
  const names = text.split(',').map((name) => name.trim().toLowerCase());
  for (const name of names) {
    if (!levels.includes(name as Level)) {
      throw usageError('CLI_UNKNOWN_PROFILE', `There is no profile "${name}"; there are ${levels.join(', ')}.`);
    }
  }
  return levels.filter((level) => names.includes(level));
}
