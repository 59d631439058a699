import type { Cluster, GroupDocument, NodePool, Workload } from '../document';
import { memberOf } from '../state';
import { isInUse } from '../unlinking';

/** As published. */
export type NodeRole = 'init' | 'controlplane' | 'worker' | 'unknown';

/** What a host says it does for a cluster. */
interface Working {
  readonly workload?: Workload;
}

/** Ids of all nodes, pool by pool. */
export function nodesOf(cluster: Cluster): readonly string[] {
  return cluster.pools.flatMap((pool) => pool.hostIds);
}

/** Ids of the control plane nodes. */
export function controlPlaneOf(cluster: Cluster): readonly string[] {
  return cluster.pools.find((pool) => pool.isControlPlane)?.hostIds ?? [];
}

/** The first control plane node. Where the one that created the cluster has left it, the next one took its place. */
export function initNodeOf(cluster: Cluster): string | undefined {
  const controlPlane = controlPlaneOf(cluster);
  return controlPlane.includes(cluster.initNode) ? cluster.initNode : controlPlane[0];
}

export function poolOf(cluster: Cluster, hostId: string): NodePool | undefined {
  return cluster.pools.find((pool) => pool.hostIds.includes(hostId));
}

export function nodeRoleOf(document: GroupDocument, hostId: string): NodeRole {
  const { cluster } = document;
  const pool = cluster && poolOf(cluster, hostId);
  if (!pool) return 'unknown';
  if (!pool.isControlPlane) return 'worker';
  return initNodeOf(cluster) === hostId ? 'init' : 'controlplane';
}

/**
 * Whether a host is free: it is in use as long as a cluster counts on it, and as long as it says itself that something of
 * one is left there. X-CLU-4, X-CLU-6, LEAD-9.
 * @param working its announcement, or its own state; undefined where nothing was heard of it
 */
export function stateOf(document: GroupDocument, working: Working | undefined, hostId: string): 'Ready' | 'In-Use' {
  return isInUse(document, hostId) || working?.workload ? 'In-Use' : 'Ready';
}

/**
 * What a node of the cluster is at. A control plane node of a cluster that is formed runs once it leads, since each of these
 * generates tokens (LEAD-6); any other that has not been heard of, or has not begun, is being provisioned.
 */
export function nodeStateOf(
  { cluster, leaders }: GroupDocument,
  working: Working | undefined,
  hostId: string,
): 'Provisioning' | 'Running' | 'Deleting' {
  if (cluster === undefined) return 'Provisioning';
  if (cluster.state === 'Deleting') return 'Deleting';
  if (cluster.state === 'Running' && controlPlaneOf(cluster).includes(hostId)) {
    return leaders.includes(hostId) ? 'Running' : 'Provisioning';
  }
  const workload = working?.workload;
  return workload?.clusterId === cluster.id ? workload.phase : 'Provisioning';
}

/** A node is called like its host; where two hosts of the cluster share a name, by its id. */
export function nodeNameOf(document: GroupDocument, hostId: string): string {
  const name = memberOf(document, hostId)?.facts.name ?? hostId;
  const { cluster } = document;
  if (!cluster) return name;
  const sharing = nodesOf(cluster).filter((id) => id === name || memberOf(document, id)?.facts.name === name);
  return sharing.every((id) => id === hostId) ? name : hostId;
}

/** Id of the node of a pool that has this name, or this id. */
export function nodeOfName(document: GroupDocument, pool: NodePool, name: string): string | undefined {
  return pool.hostIds.find((id) => id === name || nodeNameOf(document, id) === name);
}
