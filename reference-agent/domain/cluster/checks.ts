/** What is asked of a cluster and its pools, whoever changes them. */
import type { Cluster, GroupDocument, NodePool } from '../document';
import { type Refusal, refuse } from '../refusal';
import { memberOf } from '../state';
import { isInUse } from '../unlinking';

/** Letters, digits, dots, dashes and underscores, at most 63: a name that also fits a path and a DNS label. */
const goodName = /^[a-z\d](?:[a-z\d._-]{0,61}[a-z\d])?$/i;

/** A value as a message shows it: whoever sent it may have sent anything. */
export function quote(text: string): string {
  return JSON.stringify(text.length > 64 ? `${text.slice(0, 64)}…` : text);
}

/** Of a cluster or a node pool. */
export function checkName(code: 'CLUSTER_NAME' | 'POOL_NAME', of: string, name: string): Refusal | undefined {
  if (goodName.test(name)) return undefined;
  return refuse(
    code,
    `${quote(name)} is no name for a ${of}; take up to 63 letters, digits, dots and dashes, with a letter or digit at both ends.`,
  ).refused;
}

/** A control plane with an even number of nodes has no more majority than one with a node less. X-CLU-1. */
export function checkControlPlane(hostIds: readonly string[]): Refusal | undefined {
  if (hostIds.length % 2 === 1) return undefined;
  return refuse(
    'CONTROL_PLANE_SIZE',
    `A control plane of ${hostIds.length} nodes is not possible; it needs an odd number of them, named in one change.`,
  ).refused;
}

/** Nobody is a node twice. */
export function checkOnce(hostIds: readonly string[]): Refusal | undefined {
  const twice = hostIds.find((id, index) => hostIds.indexOf(id) !== index);
  if (twice === undefined) return undefined;
  return refuse('NODE_TWICE', `Host ${quote(twice)} is named twice; a host is a node of one pool only.`).refused;
}

/**
 * Hosts that are to become nodes are linked, and free. X-CLU-3.
 * @param busy ids of hosts that said that something of a cluster is left there
 */
export function checkFree(
  document: GroupDocument,
  hostIds: readonly string[],
  busy: ReadonlySet<string>,
): Refusal | undefined {
  for (const hostId of hostIds) {
    const member = memberOf(document, hostId);
    if (!member) {
      return refuse('NODE_NOT_LINKED', `Host ${quote(hostId)} is not linked with this one; link it first.`).refused;
    }
    if (isInUse(document, hostId) || busy.has(hostId)) {
      return refuse(
        'IN_USE',
        `Host "${member.facts.name}" is in use by a cluster; take a host that is Ready, or wait until it is.`,
      ).refused;
    }
  }
  return undefined;
}

/** The cluster, where there is one that may still be changed. */
export function changeable(document: GroupDocument): Cluster | { readonly refused: Refusal } {
  const { cluster } = document;
  if (!cluster) return refuse('CLUSTER_UNKNOWN', 'There is no cluster here; create one first.');
  if (cluster.state === 'Deleting') {
    return refuse('CLUSTER_DELETING', `Cluster "${cluster.name}" is being deleted; wait until its hosts are Ready.`);
  }
  return cluster;
}

/** The pool of that name, where there is one in a cluster that may still be changed. */
export function changeablePool(
  document: GroupDocument,
  name: string,
):
  | { readonly refused: Refusal }
  | { readonly refused?: undefined; readonly cluster: Cluster; readonly pool: NodePool } {
  const cluster = changeable(document);
  if ('refused' in cluster) return cluster;
  const pool = cluster.pools.find((known) => known.name === name);
  if (pool) return { cluster, pool };
  return refuse(
    'POOL_UNKNOWN',
    `Cluster "${cluster.name}" has no node pool ${quote(name)}; see the list of its pools.`,
  );
}
