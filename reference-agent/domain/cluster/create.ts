import type { Change, Cluster, GroupDocument, JsonObject, NodePool } from '../document';
import { type Refusal, refuse } from '../refusal';
import { memberOf, next } from '../state';
import { changeable, checkControlPlane, checkFree, checkName, checkOnce, quote } from './checks';
import { controlPlaneOf, nodesOf } from './nodes';

/** What an operator fills in. */
export interface ClusterPlan {
  readonly name: string;
  /** Address or name of the control plane; empty where none was given. */
  readonly virtualIp: string;
  readonly pools: readonly NodePool[];
  /** The rest of it as it was accepted. */
  readonly configuration: JsonObject;
}

/** What a new cluster begins with. */
export interface Creation {
  /** `cluster-` and 32 hex digits. */
  readonly id: string;
  /** ISO 8601. */
  readonly createdAt: string;
  /** The leader on which it is created. */
  readonly hostId: string;
  /** Ids of hosts that said that something of a cluster is left there. */
  readonly busy: ReadonlySet<string>;
}

/**
 * A leader creates a cluster. Its nodes begin to work; who leads stays as it is until all of them run. LEAD-5, X-CLU-1,
 * X-CLU-2, X-CLU-3. Deployment modes and operating systems were looked at when the hosts were linked.
 */
export function createCluster(plan: ClusterPlan, { id, createdAt, hostId, busy }: Creation): Change {
  return (document) => {
    if (document.cluster) {
      return refuse(
        'CLUSTER_EXISTS',
        `There is a cluster already, "${document.cluster.name}"; delete it before you create another one.`,
      );
    }
    const refused = checkPlan(document, plan, hostId) ?? checkFree(document, plan.pools.flatMap(hostIdsOf), busy);
    if (refused) return { refused };
    const { name, pools, configuration } = plan;
    const cluster: Cluster = {
      id,
      name,
      createdAt,
      state: 'Provisioning',
      pools,
      initNode: hostId,
      leaving: [],
      configuration,
    };
    return next(document, { cluster });
  };
}

const hostIdsOf = (pool: NodePool) => pool.hostIds;

function checkPlan(document: GroupDocument, plan: ClusterPlan, hostId: string): Refusal | undefined {
  const names = plan.pools.map((pool) => pool.name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  const nodes = plan.pools.flatMap(hostIdsOf);
  const [controlPlane, ...more] = plan.pools.filter((pool) => pool.isControlPlane);
  const badName =
    checkName('CLUSTER_NAME', 'cluster', plan.name) ??
    names.map((name) => checkName('POOL_NAME', 'node pool', name)).find((refused) => refused);
  if (badName) return badName;
  if (twice !== undefined) {
    return refuse('POOL_EXISTS', `Two node pools are called ${quote(twice)}; give each a name of its own.`).refused;
  }
  if (!controlPlane || more.length > 0) {
    return refuse(
      'POOL_ROLE',
      `The cluster has ${controlPlane ? more.length + 1 : 'no'} control plane pool${more.length > 0 ? 's' : ''}; it needs exactly one.`,
    ).refused;
  }
  if (nodes.length > 1 && plan.virtualIp === '') {
    return refuse(
      'VIRTUAL_IP_MISSING',
      `A cluster of ${nodes.length} nodes needs a virtual IP address for its control plane; give one.`,
    ).refused;
  }
  if (!controlPlane.hostIds.includes(hostId)) {
    return refuse(
      'LEADER_LEFT_OUT',
      `Leader "${memberOf(document, hostId)?.facts.name ?? hostId}" has to be a control plane node; add it to that pool.`,
    ).refused;
  }
  return checkOnce(nodes) ?? checkControlPlane(controlPlane.hostIds);
}

/**
 * Leaders see that these nodes run. Once all of a new cluster do, it is formed, and its control plane leads; once all of
 * a control plane that has grown do, its new nodes lead with the others. All at once, so that an odd number leads.
 * LEAD-6.
 */
export function nodesRun(clusterId: string, running: ReadonlySet<string>): Change {
  return (document) => {
    const { cluster, leaders } = document;
    if (!cluster || cluster.id !== clusterId || cluster.state === 'Deleting') return document;
    const controlPlane = controlPlaneOf(cluster);
    const isFormed = cluster.state === 'Running';
    if (!(isFormed ? controlPlane : nodesOf(cluster)).every((id) => running.has(id))) return document;
    const joining = controlPlane.filter((id) => !leaders.includes(id));
    if (isFormed && joining.length === 0) return document;
    return next(document, { cluster: { ...cluster, state: 'Running' }, leaders: [...leaders, ...joining] });
  };
}

/** A leader changes what a cluster is configured with, pools aside. */
export function updateConfiguration(name: string, configuration: JsonObject): Change {
  return (document) => {
    const cluster = changeable(document);
    if ('refused' in cluster) return cluster;
    if (name !== cluster.name) {
      return refuse(
        'CLUSTER_FIXED',
        `The cluster is called "${cluster.name}"; it cannot be renamed to ${quote(name)}.`,
      );
    }
    if (JSON.stringify(configuration) === JSON.stringify(cluster.configuration)) return document;
    return next(document, { cluster: { ...cluster, configuration } });
  };
}
