/** Groups and clusters that tests begin with: hosts `a`, `b`, `c`… that are linked, the first of which leads. */

import { createCluster, nodesRun } from '../cluster/create';
import type { Change, GroupDocument, Member, NodePool } from '../document';
import type { HostState } from '../state';
import { changed, facts, profile } from './hosts';

export const nobody: ReadonlySet<string> = new Set();

export function exampleMember(id: string, name = `host-${id}`): Member {
  return {
    facts: facts(name, { id }),
    peerPort: 5081,
    joinId: `join of ${id}`,
    fingerprint: `print of ${id}`,
    apiFingerprint: `api print of ${id}`,
    since: 1,
  };
}

/** @param ids one letter each */
export function exampleGroup(ids: string): GroupDocument {
  const members = [...ids].map((id) => exampleMember(id));
  return { id: 'group', version: 1, leaders: [ids.slice(0, 1)], members, departed: [], contents: [] };
}

/** A control plane of these hosts. */
export function controlPlane(ids: string): NodePool {
  return { name: 'control', isControlPlane: true, hostIds: [...ids], settings: {} };
}

/** A pool of these workers. */
export function workers(ids: string, name = 'workers'): NodePool {
  return { name, isControlPlane: false, hostIds: [...ids], settings: {} };
}

/** What changes make of a document, one after the other. Fails where one is refused. */
export function after(document: GroupDocument, ...changes: readonly Change[]): GroupDocument {
  return changes.reduce(changed, document);
}

export function create(
  pools: readonly NodePool[],
  change: { name?: string; virtualIp?: string; hostId?: string } = {},
) {
  const { name = 'north', virtualIp = '10.0.0.9', hostId = 'a' } = change;
  const creation = { id: 'cluster-1', createdAt: '2026-01-31T09:30:00Z', hostId, busy: nobody };
  return createCluster({ name, virtualIp, pools, configuration: {} }, creation);
}

/** The hosts of `ids`, with a cluster that was created on the first of them and runs. */
export function running(ids: string, ...pools: readonly NodePool[]): GroupDocument {
  return after(exampleGroup(ids), create(pools), nodesRun('cluster-1', new Set(ids)));
}

export function exampleState(id: string, document: GroupDocument, change: Partial<HostState> = {}): HostState {
  return { profile: profile(`host-${id}`, { id }), document, ownContents: [], retired: [], farewells: [], ...change };
}
