import type { ClusterNode, NodePool, Outcome } from '../../operators/operator';
import { becomes, clusterRuns, hostsForPool, lookAtClusters, membersOf } from './clustering';
import { Expectation } from './errors';
import { listHosts } from './host-list';
import { accepted } from './linking';
import { nodeOf } from './matchers/cluster';
import { matched, mismatch } from './matchers/match';
import type { SuiteWorld } from './world';

/** Adds hosts to a pool of the cluster, and waits until the host that was asked shows that they run. */
export async function addToPool(world: SuiteWorld, hosts: readonly string[], poolName: string, on: string) {
  await grow(world, hosts, on, () => askToAdd(world, hosts, poolName, on), `to the pool "${poolName}"`);
}

/** Makes a worker pool of hosts, and waits until the host that was asked shows that they run. */
export async function addPool(world: SuiteWorld, hosts: readonly string[], poolName: string, on: string) {
  await grow(world, hosts, on, () => askForPool(world, hosts, poolName, on), `as the pool "${poolName}"`);
}

async function grow(
  world: SuiteWorld,
  hosts: readonly string[],
  on: string,
  ask: () => Promise<Outcome>,
  where: string,
): Promise<void> {
  const before = await membersOf(world, on);
  accepted(await ask(), `"${on}" adds ${listHosts(hosts)} ${where}`);
  await clusterRuns(world, [on], [...before, ...hosts]);
}

export async function askToAdd(
  world: SuiteWorld,
  hosts: readonly string[],
  poolName: string,
  on: string,
): Promise<Outcome> {
  const picked = await hostsForPool(world, hosts);
  return world.ask(on, (operator) => operator.addToNodePool(poolName, picked));
}

export async function askForPool(
  world: SuiteWorld,
  hosts: readonly string[],
  poolName: string,
  on: string,
): Promise<Outcome> {
  const picked = await hostsForPool(world, hosts);
  return world.ask(on, (operator) => operator.addNodePool({ name: poolName, isControlPlane: false, hosts: picked }));
}

/** Where a host stands in the cluster, as another shows it. */
export interface Place {
  readonly poolName: string;
  readonly nodeName: string;
}

/** Finds the pool and the node of a host in what another host shows. */
export async function placeOf(world: SuiteWorld, host: string, on: string): Promise<Place> {
  const [identity] = await world.identify([host]);
  const [pools, nodes] = await world.ask(
    on,
    async (operator): Promise<[readonly NodePool[], readonly ClusterNode[]]> => [
      await operator.nodePools(),
      await operator.clusterNodes(),
    ],
  );
  const pool = identity && pools.find(({ hostIds }) => hostIds.includes(identity.id));
  const node = identity && nodeOf(nodes, identity);
  if (pool !== undefined && node !== undefined) return { poolName: pool.name, nodeName: node.name };
  throw new Expectation({
    expected: `"${on}" shows "${host}" as a node in a pool`,
    seen: `it shows ${pool === undefined ? 'no pool' : 'no node'} for it`,
  });
}

/** Removes a node of the cluster, and waits until it is Ready and no longer shown as a node. */
export async function removeFromPool(world: SuiteWorld, host: string, on: string): Promise<void> {
  const place = await placeOf(world, host, on);
  accepted(await askToRemove(world, place, on), `"${on}" removes "${host}" from the pool "${place.poolName}"`);
  await isRemoved(world, host, on);
}

export function askToRemove(world: SuiteWorld, { poolName, nodeName }: Place, on: string): Promise<Outcome> {
  return world.ask(on, (operator) => operator.removeNode(poolName, nodeName));
}

/** Waits until a host that was removed is Ready and no longer shown as a node. */
export async function isRemoved(world: SuiteWorld, host: string, on: string): Promise<void> {
  const [identity] = await world.identify([host]);
  await world.eventually({
    expected: `"${on}" no longer shows "${host}" as a node`,
    within: world.target.budgets.removal,
    look: () => lookAtClusters(world, [on]),
    judge: ([view]) =>
      view?.cluster !== undefined && identity !== undefined && nodeOf(view.nodes, identity) === undefined
        ? matched
        : mismatch(`"${on}" ${view?.cluster === undefined ? 'shows no cluster' : 'shows it'}`),
  });
  await becomes(world, [host], 'ready');
}
