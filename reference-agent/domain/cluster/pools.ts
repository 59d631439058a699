import type { Change, Cluster, GroupDocument, NodePool } from '../document';
import { type Refusal, refuse } from '../refusal';
import { next } from '../state';
import { changeable, changeablePool, checkControlPlane, checkFree, checkName, checkOnce, quote } from './checks';
import { nodeOfName } from './nodes';

/**
 * A leader adds a pool of workers. X-CLU-5.
 * @param busy ids of hosts that said that something of a cluster is left there
 */
export function addPool(pool: NodePool, busy: ReadonlySet<string>): Change {
  return (document) => {
    const cluster = changeable(document);
    if ('refused' in cluster) return cluster;
    const badName = checkName('POOL_NAME', 'node pool', pool.name);
    if (badName) return { refused: badName };
    if (cluster.pools.some((known) => known.name === pool.name)) {
      return refuse(
        'POOL_EXISTS',
        `Cluster "${cluster.name}" has a node pool "${pool.name}" already; change that one.`,
      );
    }
    if (pool.isControlPlane) {
      return refuse('POOL_ROLE', `Cluster "${cluster.name}" has its control plane pool; add hosts to that one.`);
    }
    const refused = checkOnce(pool.hostIds) ?? checkFree(document, pool.hostIds, busy);
    if (refused) return { refused };
    return next(document, { cluster: { ...cluster, pools: [...cluster.pools, pool] } });
  };
}

/**
 * A leader changes a pool: its hosts and its settings. Hosts that are new to it become nodes, those no longer in it begin
 * to leave the cluster. A control plane node that leaves leads no more from this decision on; one that is new leads once
 * it runs (see `nodesRun`). X-CLU-1, X-CLU-3, X-CLU-5, X-CLU-6.
 */
export function updatePool(name: string, plan: NodePool, busy: ReadonlySet<string>): Change {
  return (document) => {
    const found = changeablePool(document, name);
    if (found.refused) return found;
    const { cluster, pool } = found;
    if (plan.name !== name) {
      return refuse(
        'POOL_NAME',
        `Node pool "${name}" cannot be renamed to ${quote(plan.name)}; add another pool instead.`,
      );
    }
    if (plan.isControlPlane !== pool.isControlPlane) {
      return refuse(
        'POOL_ROLE',
        `Node pool "${name}" ${pool.isControlPlane ? 'is' : 'is not'} the control plane; that stays.`,
      );
    }
    const added = plan.hostIds.filter((id) => !pool.hostIds.includes(id));
    const removed = pool.hostIds.filter((id) => !plan.hostIds.includes(id));
    const refused = checkOnce(plan.hostIds) ?? checkFree(document, added, busy);
    if (refused) return { refused };
    if (added.length === 0 && removed.length === 0) {
      const isSame = JSON.stringify(plan.settings) === JSON.stringify(pool.settings);
      return isSame ? document : next(document, { cluster: withPool(cluster, { ...pool, settings: plan.settings }) });
    }
    return rescaled(document, cluster, plan, removed);
  };
}

/** A leader takes a host out of its pool. X-CLU-6. */
export function removeNode(poolName: string, nodeName: string): Change {
  return (document) => {
    const found = changeablePool(document, poolName);
    if (found.refused) return found;
    const { cluster, pool } = found;
    const hostId = nodeOfName(document, pool, nodeName);
    if (hostId === undefined) {
      return refuse(
        'NODE_UNKNOWN',
        `Node pool "${poolName}" has no node ${quote(nodeName)}; see the list of its nodes.`,
      );
    }
    return rescaled(document, cluster, { ...pool, hostIds: pool.hostIds.filter((id) => id !== hostId) }, [hostId]);
  };
}

/** A leader removes a pool of workers; the hosts in it leave the cluster. */
export function removePool(name: string): Change {
  return (document) => {
    const found = changeablePool(document, name);
    if (found.refused) return found;
    const { cluster, pool } = found;
    if (pool.isControlPlane) {
      return refuse('POOL_ROLE', `Node pool "${name}" is the control plane; delete the cluster to be rid of it.`);
    }
    const pools = cluster.pools.filter((known) => known !== pool);
    return next(document, { cluster: { ...cluster, pools, leaving: [...cluster.leaving, ...pool.hostIds] } });
  };
}

function withPool(cluster: Cluster, pool: NodePool): Cluster {
  return { ...cluster, pools: cluster.pools.map((known) => (known.name === pool.name ? pool : known)) };
}

/** The document with a pool that has other hosts than before. */
function rescaled(
  document: GroupDocument,
  cluster: Cluster,
  pool: NodePool,
  removed: readonly string[],
): GroupDocument | { readonly refused: Refusal } {
  const leaving = [...cluster.leaving, ...removed];
  const changed = { ...withPool(cluster, pool), leaving };
  if (!pool.isControlPlane) return next(document, { cluster: changed });
  const even = checkControlPlane(pool.hostIds);
  if (even) return { refused: even };
  const leaders = document.leaders.filter((id) => !removed.includes(id));
  if (leaders.length === 0) {
    return refuse(
      'LEADER_LEFT_OUT',
      `Nobody would be left to lead cluster "${cluster.name}"; keep a control plane node that runs until the new ones do.`,
    );
  }
  return next(document, { cluster: changed, leaders });
}
