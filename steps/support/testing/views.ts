import type { LinkedHost, LinkStatus } from '../../../operators/operator';
import type { Labels } from '../../../target';
import { type HostView, viewOf } from '../matchers/view';

/** Words that differ in case and hyphens from what the rows below say. */
export const labels: Labels = {
  leader: 'leader',
  follower: 'follower',
  ready: 'Ready',
  inUse: 'In-Use',
  synced: 'Synced',
  running: ['Running'],
};

const hosts = ['alpha', 'beta', 'gamma'];
const known = hosts.map((name) => ({ name, id: idOf(name), address: addressOf(name) }));

/** A row of a table about a host of this name. */
export function row(name: string, change: Partial<LinkedHost> = {}): LinkedHost {
  return {
    id: idOf(name),
    address: addressOf(name),
    role: name === 'alpha' ? 'LEADER' : 'Follower',
    state: 'READY',
    nodeRole: 'unknown',
    contentSyncStatus: 'SYNCED',
    health: undefined,
    ...change,
  };
}

/** What a host of this name shows, with these rows in its table. */
export function view(name: string, rows: readonly LinkedHost[], status: LinkStatus['status'] = 'Completed'): HostView {
  const host = { name, id: idOf(name), address: addressOf(name) };
  return viewOf(host, { status, errorMessage: status === 'Failed' ? 'no route' : '', hosts: rows }, known);
}

function idOf(name: string): string {
  return `edge-${name}`;
}

function addressOf(name: string): string {
  return `10.0.0.${hosts.indexOf(name) + 1}`;
}
