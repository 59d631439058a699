/**
 * What must hold, as data: every clause, in the order of the pages they come from.
 *
 * ```ts
 * clauseById('LINK-LIM-1')?.statement;
 * nearest('LINK-LIMIT-1'); // ['LINK-LIM-1', ...]
 * ```
 */
import type { Clause } from './clause';
import { introduction } from './core/introduction';
import { leaderHosts } from './core/leader-hosts';
import { linkHosts } from './core/link-hosts';
import { removeLeaderNodeStatus } from './core/remove-leader-node-status';
import { unlinkHosts } from './core/unlink-hosts';
import { extended } from './extended';
import { hardening } from './hardening';

export type { Clause } from './clause';
export { nearest } from './nearest';
export { bySection, type ClauseSection, sectionTitle } from './sections';

export const clauses: readonly Clause[] = [
  ...introduction,
  ...leaderHosts,
  ...linkHosts,
  ...unlinkHosts,
  ...removeLeaderNodeStatus,
  ...extended,
  ...hardening,
];

const byId = new Map(clauses.map((clause) => [clause.id, clause]));

export function clauseById(id: string): Clause | undefined {
  return byId.get(id);
}

/** Tells the tag of a clause (`@LINK-LIM-1`) from any other tag. Says nothing about whether the clause exists. */
export function clauseIdOfTag(tag: string): string | undefined {
  return /^@([A-Z]+(?:-[A-Z]+)*-\d+)$/.exec(tag)?.[1];
}
