import { type Clause, clauseById, clauses, nearest, type Selection } from '../../conformance/index';
import type { Level } from '../../target';
import { usageError } from '../errors';
import { parseProfiles } from './profiles';

/** The options of `hostlink run` that select scenarios, as given. */
export interface SelectionOptions {
  readonly profile?: string;
  readonly clause?: readonly string[];
  readonly tags?: string;
  readonly name?: string;
}

/**
 * What to run: the profiles asked for, or those of the clauses asked for, or those that the implementation claims. Throws
 * a `CliError` for what does not exist.
 */
export function select({ profile, clause, tags, name }: SelectionOptions, claimed: readonly Level[]): Selection {
  const asked = profile === undefined ? undefined : parseProfiles(profile);
  const chosen = (clause ?? []).flatMap((ids) => ids.split(',')).map(findClause);
  for (const { id, level } of chosen) {
    if (asked === undefined || asked.includes(level)) continue;
    throw usageError(
      'CLI_CLAUSE_OUTSIDE_PROFILE',
      `The clause ${id} is of the level ${level}, which --profile ${profile} leaves out.`,
    );
  }
  if (name !== undefined) checkName(name);
  const profiles = asked ?? (chosen.length > 0 ? [...new Set(chosen.map(({ level }) => level))] : claimed);
  return {
    profiles: [...profiles],
    clauses: [...new Set(chosen.map(({ id }) => id))],
    ...(tags === undefined ? {} : { tags }),
    ...(name === undefined ? {} : { name }),
  };
}

/** The selection as an expression over tags; `--name` is apart. */
export function tagExpression({ profiles, clauses: ids, tags }: Selection): string {
  const any = (names: readonly string[]) => `(${names.map((name) => `@${name}`).join(' or ')})`;
  const parts = [ids.length > 0 ? any(ids) : any(profiles)];
  if (tags !== undefined && tags.trim() !== '') parts.push(`(${tags})`);
  return parts.join(' and ');
}

function findClause(text: string): Clause {
  const id = text.trim().replace(/^@/, '');
  const found = clauseById(id.toUpperCase());
  if (found !== undefined) return found;
  const similar = nearest(
    id,
    clauses.map((clause) => clause.id),
  );
  const hint =
    similar.length > 0
      ? `the nearest ${similar.length === 1 ? 'is' : 'are'} ${similar.join(', ')}`
      : '"hostlink clauses" shows all';
  throw usageError('CLI_UNKNOWN_CLAUSE', `There is no clause "${id}"; ${hint}.`);
}

function checkName(name: string): void {
  try {
    new RegExp(name);
  } catch (cause) {
    throw usageError(
      'CLI_BAD_NAME',
      `--name takes a regular expression, and "${name}" is none: ${(cause as Error).message}.`,
      { cause },
    );
  }
}
