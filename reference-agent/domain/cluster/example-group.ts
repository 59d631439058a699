/** Groups for the tests of this folder: hosts `a`, `b`, `c`… that are linked, the first of which leads. */
import type { Change, GroupDocument, Member, NodePool } from '../document';
import type { Profile } from '../facts';
import type { HostState } from '../state';
import { createCluster, nodesRun } from './create';

export const nobody: ReadonlySet<string> = new Set();

export function exampleProfile(id: string, name = `host-${id}`): Profile {
  return {
    id,
    name,
    deploymentMode: 'appliance',
    operatingSystem: { family: 'ubuntu', version: '22.04' },
    multiNode: true,
    managementMode: 'local',
  };
}

export function exampleMember(id: string, name?: string): Member {
  return {
    facts: { ...exampleProfile(id, name), address: '127.0.0.1', apiPort: 5080 },
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

/** What a change makes of a document. Throws where it is refused. */
export function after(document: GroupDocument, ...changes: readonly Change[]): GroupDocument {
  return changes.reduce((before, change) => {
    const result = change(before);
    if ('refused' in result) throw new Error(result.refused.message);
    return result;
  }, document);
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
  return { profile: exampleProfile(id), document, ownContents: [], retired: [], farewells: [], ...change };
}
