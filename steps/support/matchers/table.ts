import type { Labels } from '../../../target';
import { sameLabel } from './label';
import { every, type Match, matched, mismatch } from './match';
import { describe, type HostView, type Row, rowOf } from './view';

/** What a column of the table can be asked for. */
export type Shown = 'leader' | 'follower' | 'ready';

/** Each of these hosts, the viewing one aside, is in its table, once and with the address that the host has. */
export function shows(view: HostView, hosts: readonly HostView[]): Match {
  const missing = hosts.filter((host) => host.id !== view.id && !isShown(view, host));
  return missing.length === 0 ? matched : mismatch(describe(view, (row) => ` at ${row.address}`));
}

/** As {@link shows}, and nobody else is. */
export function showsOnly(view: HostView, hosts: readonly HostView[]): Match {
  const strangers = view.others.filter((row) => !hosts.some((host) => host.id === row.id));
  const match = shows(view, hosts);
  return strangers.length === 0 || !match.matches ? match : mismatch(describe(view));
}

/** The table shows this host with that role or state. */
export function showsAs(view: HostView, host: HostView, shown: Shown, labels: Labels): Match {
  const row = rowOf(view, host.id);
  const has = row !== undefined && sameLabel(shown === 'ready' ? row.state : row.role, labels[shown]);
  const detail = (each: Row): string => ` as ${each.role || 'no role'}, ${each.state || 'no state'}`;
  return has ? matched : mismatch(describe(view, detail));
}

function isShown(view: HostView, host: HostView): boolean {
  const rows = view.others.filter((row) => row.id === host.id);
  return rows.length === 1 && rows[0]?.address === host.address;
}

/** All of them show each other with that role or state. */
export function showEachOtherAs(views: readonly HostView[], shown: Shown, labels: Labels): Match {
  return every(
    views.flatMap((view) =>
      views.filter((host) => host.id !== view.id).map((host) => showsAs(view, host, shown, labels)),
    ),
  );
}
