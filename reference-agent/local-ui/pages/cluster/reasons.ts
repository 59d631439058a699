/** Why something would be refused now, in the words of the refusal; undefined where it would not. Nothing is changed. */
import { busyHosts } from '../../../api/cluster/known';
import {
  type Change,
  type ClusterPlan,
  createCluster,
  deleteCluster,
  mayLead,
  type NodePool,
  type Refusal,
  removeNode,
  removePool,
  updatePool,
} from '../../../domain';
import type { Visit } from '../../page';

/** Why this cluster would not be created. */
export function refusalOf(visit: Visit, plan: ClusterPlan): Refusal | undefined {
  const creation = { id: '', createdAt: '', hostId: visit.state.profile.id, busy: busyIn(visit) };
  return tried(visit, createCluster(plan, creation));
}

/** Create cluster: of this host alone, which is the least that every cluster has. */
export function mayCreate(visit: Visit): string | undefined {
  const pool: NodePool = { name: 'pool', isControlPlane: true, hostIds: [visit.state.profile.id], settings: {} };
  return refusalOf(visit, { name: 'cluster', virtualIp: '', pools: [pool], configuration: {} })?.message;
}

export function mayDelete(visit: Visit): string | undefined {
  return tried(visit, deleteCluster(visit.state.profile.id))?.message;
}

/** Any change of pools: one that changes nothing. */
export function mayScale(visit: Visit): string | undefined {
  const [pool] = visit.state.document.cluster?.pools ?? [];
  return pool && tried(visit, updatePool(pool.name, pool, new Set()))?.message;
}

export function mayRemovePool(visit: Visit, pool: string): string | undefined {
  return tried(visit, removePool(pool))?.message;
}

export function mayRemoveNode(visit: Visit, pool: string, node: string): string | undefined {
  return tried(visit, removeNode(pool, node))?.message;
}

/** Ids of hosts that said that something of a cluster is left there. */
export function busyIn({ host }: Visit): ReadonlySet<string> {
  return busyHosts(host.context, host.group);
}

function tried({ state }: Visit, change: Change): Refusal | undefined {
  const changed = change(state.document);
  return mayLead(state) ?? ('refused' in changed ? changed.refused : undefined);
}
