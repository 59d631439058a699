import type { Labels } from '../../../target';
import { sameLabel } from './label';
import { every, type Match, matched, mismatch } from './match';
import { describe, type HostIdentity, type HostView, type Row, rowOf } from './view';

/** What a column of the table can be asked for. */
export type Shown = 'leader' | 'follower' | 'ready' | 'in use' | 'synced' | 'healthy' | 'unhealthy';

/** Each of these hosts, the viewing one aside, is in its table, once and with the address that the host has. */
export function shows(view: HostView, hosts: readonly HostIdentity[]): Match {
  const missing = hosts.filter((host) => host.id !== view.id && !isShown(view, host));
  return missing.length === 0 ? matched : mismatch(describe(view, (row) => ` at ${row.address}`));
}

/** As {@link shows}, and nobody else is. */
export function showsOnly(view: HostView, hosts: readonly HostIdentity[]): Match {
  const strangers = view.others.filter((row) => !hosts.some((host) => host.id === row.id));
  const match = shows(view, hosts);
  return strangers.length === 0 || !match.matches ? match : mismatch(describe(view));
}

/** In which column each of these stands, and the word for it. */
const columns: Readonly<Record<Shown, (row: Row, labels: Labels) => readonly [seen: string, wanted: string]>> = {
  leader: (row, labels) => [row.role, labels.leader],
  follower: (row, labels) => [row.role, labels.follower],
  ready: (row, labels) => [row.state, labels.ready],
  'in use': (row, labels) => [row.state, labels.inUse],
  synced: (row, labels) => [row.contentSyncStatus, labels.synced],
  healthy: (row) => [row.health?.status ?? '', 'Healthy'],
  unhealthy: (row) => [row.health?.status ?? '', 'Unhealthy'],
};

/** The table shows this host with that role, state, content or health. */
export function showsAs(view: HostView, host: HostIdentity, shown: Shown, labels: Labels): Match {
  const row = rowOf(view, host.id);
  if (row !== undefined && sameLabel(...columns[shown](row, labels))) return matched;
  return mismatch(describe(view, details));
}

function details({ role, state, contentSyncStatus, health }: Row): string {
  const trouble = health?.reason ? ` (${health.reason})` : '';
  const words = [role || 'no role', state || 'no state', contentSyncStatus || 'no content state'];
  return ` as ${[...words, health?.status ?? 'no health'].join(', ')}${trouble}`;
}

function isShown(view: HostView, host: HostIdentity): boolean {
  const rows = view.others.filter((row) => row.id === host.id);
  return rows.length === 1 && rows[0]?.address === host.address;
}

/** All of them show each other with that role, state, content or health. */
export function showEachOtherAs(views: readonly HostView[], shown: Shown, labels: Labels): Match {
  return every(
    views.flatMap((view) =>
      views.filter((host) => host.id !== view.id).map((host) => showsAs(view, host, shown, labels)),
    ),
  );
}
