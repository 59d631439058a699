import type { ClusterDetails, ClusterNode, NodePool } from '../../../operators/operator';
import type { Labels } from '../../../target';
import { sameLabel } from './label';
import { every, type Match, matched, mismatch } from './match';
import type { HostIdentity } from './view';

/** What one host shows of its cluster, at one moment. */
export interface ClusterView extends HostIdentity {
  /** What the host says of itself: Ready or In-Use. */
  readonly hostState: string;
  /** Undefined where it shows none. */
  readonly cluster: ClusterDetails | undefined;
  readonly pools: readonly NodePool[];
  readonly nodes: readonly ClusterNode[];
}

/** A state that a host can say of itself. */
export type HostState = 'ready' | 'in use';

/** The host says this of itself. */
export function isInState(view: ClusterView, state: HostState, labels: Labels): Match {
  return sameLabel(view.hostState, state === 'ready' ? labels.ready : labels.inUse)
    ? matched
    : mismatch(`"${view.name}" says that it is ${view.hostState || 'in no state'}`);
}

/**
 * The host is Ready and a node of nothing. It may show a cluster that came to nothing, or one that others of its group
 * are the nodes of.
 */
export function isInNoCluster(view: ClusterView, labels: Labels): Match {
  const { cluster, pools, nodes } = view;
  const isNode = pools.some((pool) => pool.hostIds.includes(view.id)) || nodeOf(nodes, view) !== undefined;
  const free =
    cluster === undefined || cluster.state === 'Error' || !isNode
      ? matched
      : mismatch(`"${view.name}" shows itself in a cluster that is ${cluster.state || 'in no state'}`);
  return every([free, isInState(view, 'ready', labels)]);
}

/** The host shows a running cluster: these hosts are in its pools, each once, and are its nodes, and all of them run. */
export function showsCluster(view: ClusterView, hosts: readonly HostIdentity[], labels: Labels): Match {
  const { cluster, pools, nodes } = view;
  if (cluster === undefined) return mismatch(`"${view.name}" shows no cluster`);
  const inPools = pools.flatMap((pool) => pool.hostIds);
  const right =
    cluster.state === 'Running' &&
    sameHosts(inPools, hosts) &&
    nodes.length === hosts.length &&
    hosts.every((host) => runs(nodeOf(nodes, host), labels));
  return right ? matched : mismatch(describeCluster(view, hosts));
}

/** All of them show the same pools, with the same hosts in them. */
export function agreeOnPools(views: readonly ClusterView[], known: readonly HostIdentity[]): Match {
  const [first, ...others] = views;
  if (first === undefined || others.every((view) => fingerprint(view.pools) === fingerprint(first.pools)))
    return matched;
  return mismatch(views.map((view) => describeCluster(view, known)).join('; '));
}

/** The host shows this pool with exactly these hosts in it. */
export function showsPool(view: ClusterView, poolName: string, hosts: readonly HostIdentity[]): Match {
  const pool = view.pools.find(({ name }) => name === poolName);
  return pool !== undefined && sameHosts(pool.hostIds, hosts) ? matched : mismatch(describeCluster(view, hosts));
}

/** The host shows no pool of this name. */
export function showsNoPool(view: ClusterView, poolName: string): Match {
  const found = view.pools.some(({ name }) => name === poolName);
  return found ? mismatch(`"${view.name}" shows a pool "${poolName}"`) : matched;
}

/** A host among the nodes. Implementations may leave out its id or its address, as both are optional. */
export function nodeOf(nodes: readonly ClusterNode[], host: HostIdentity): ClusterNode | undefined {
  return nodes.find((node) => (node.hostId === '' ? node.address === host.address : node.hostId === host.id));
}

/** The node does its work. */
export function runs(node: ClusterNode | undefined, labels: Labels): boolean {
  return node !== undefined && labels.running.some((word) => sameLabel(word, node.status));
}

function sameHosts(ids: readonly string[], hosts: readonly HostIdentity[]): boolean {
  return sorted(ids) === sorted(hosts.map(({ id }) => id));
}

function sorted(ids: readonly string[]): string {
  return [...ids].sort().join(' ');
}

function fingerprint(pools: readonly NodePool[]): string {
  return pools
    .map(({ name, hostIds }) => `${name}: ${sorted(hostIds)}`)
    .sort()
    .join('\n');
}

/** A cluster as a clause; hosts that are not known are named by their id. */
function describeCluster(view: ClusterView, known: readonly HostIdentity[]): string {
  const nameOf = (id: string): string => {
    const host = known.find((each) => each.id === id);
    return host === undefined ? `<${id}>` : `"${host.name}"`;
  };
  const pools = view.pools.map(({ name, hostIds }) => `pool "${name}" of ${hostIds.map(nameOf).join(', ') || 'none'}`);
  const nodes = view.nodes.map(({ hostId, address, status }) => {
    const host = known.find((each) => each.id === hostId || each.address === address);
    return `${host === undefined ? nameOf(hostId) : `"${host.name}"`} ${status || 'in no state'}`;
  });
  const { cluster } = view;
  const state = cluster === undefined ? 'no cluster' : `a cluster that is ${cluster.state || 'in no state'}`;
  const reason = cluster === undefined || cluster.reason === '' ? '' : ` (${cluster.reason})`;
  return `"${view.name}" shows ${state}${reason}, with ${pools.join(', ') || 'no pools'}, nodes ${nodes.join(', ') || 'none'}`;
}
