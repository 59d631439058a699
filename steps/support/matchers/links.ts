import { every, type Match, matched, mismatch } from './match';
import { describe, type HostIdentity, type HostView, rowOf } from './view';

/** Both sides show the other, and the follower takes its link for complete. */
export function linked(follower: HostView, leader: HostView): Match {
  const complete = follower.status === 'Completed';
  return complete && rowOf(follower, leader.id) !== undefined && rowOf(leader, follower.id) !== undefined
    ? matched
    : mismatch(`${describe(follower)} and ${describe(leader)}`);
}

/** Neither side shows the other. */
export function notLinked(one: HostView, other: HostView): Match {
  return every([doesNotShow(one, other), doesNotShow(other, one)]);
}

/** Either both sides show the link, or neither does. One that is under way is to become the one or the other. */
export function linkedOrNot(follower: HostView, leader: HostView): Match {
  const link = linked(follower, leader);
  if (follower.status === 'InProgress') return link;
  return link.matches || notLinked(follower, leader).matches ? matched : link;
}

/** The host is linked with one of these leaders, and knows nothing of the others, nor they of it. */
export function inOneGroup(follower: HostView, leaders: readonly HostView[]): Match {
  const groups = leaders.filter((leader) => linked(follower, leader).matches);
  const others = leaders.filter((leader) => !groups.includes(leader));
  if (groups.length === 1 && others.every((leader) => notLinked(follower, leader).matches)) return matched;
  return mismatch([follower, ...leaders].map((view) => describe(view)).join('; '));
}

/** No host but itself is in its table. */
export function hasNoLinks(view: HostView): Match {
  return view.others.length === 0 ? matched : mismatch(describe(view));
}

/** This host's table does not have the other in it. */
export function doesNotShow(view: HostView, other: HostIdentity): Match {
  return rowOf(view, other.id) === undefined ? matched : mismatch(describe(view));
}

/** The table has the same other hosts in it as before, at the same addresses. */
export function unchanged(before: HostView, now: HostView): Match {
  return fingerprint(before) === fingerprint(now)
    ? matched
    : mismatch(`${describe(now, at)}, where before ${describe(before, at)}`);
}

/** Hosts that show each other show the same group: what one of them was told has reached the others. */
export function agree(views: readonly HostView[]): Match {
  const groups = new Map(views.map((view) => [view.id, groupOf(view)]));
  return every(
    views.map((view) => {
      const same = view.others.every((row) => (groups.get(row.id) ?? groupOf(view)) === groupOf(view));
      return same ? matched : mismatch(describe(view));
    }),
  );
}

function groupOf(view: HostView): string {
  return [view.id, ...view.others.map((row) => row.id)].sort().join(' ');
}

function fingerprint(view: HostView): string {
  return view.others
    .map((row) => `${row.id} ${row.address}`)
    .sort()
    .join('\n');
}

function at(row: { readonly address: string }): string {
  return ` at ${row.address}`;
}
