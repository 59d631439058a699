import type { Labels } from '../../../target';
import { sameLabel } from './label';
import { every, type Match, matched, mismatch } from './match';
import type { HostIdentity, HostView, Row } from './view';

/**
 * All these hosts name the same one leader. A host whose table has no row for itself names itself by naming nobody
 * else; every other host has to name the leader.
 */
export function soleLeader(views: readonly HostView[], leader: HostIdentity, labels: Labels): Match {
  return every(views.map((view) => namesOnly(view, leader, labels)));
}

/** All these hosts name the same one leader, and it is one of the candidates. */
export function soleLeaderAmong(
  views: readonly HostView[],
  candidates: readonly HostIdentity[],
  labels: Labels,
): Match {
  const matches = candidates.map((candidate) => soleLeader(views, candidate, labels));
  return matches.find(({ matches: right }) => right) ?? every(matches);
}

function namesOnly(view: HostView, leader: HostIdentity, labels: Labels): Match {
  const rows: readonly Row[] = view.itself === undefined ? view.others : [view.itself, ...view.others];
  const named = rows.filter((row) => sameLabel(row.role, labels.leader));
  const right = named.every((row) => row.id === leader.id);
  const enough = named.length === 1 || (view.id === leader.id && view.itself === undefined);
  if (right && enough) return matched;
  const names = named.length === 0 ? 'no leader' : `${named.map((row) => `"${row.name}"`).join(' and ')} as leader`;
  return mismatch(`"${view.name}" names ${names}`);
}
