import type { ClusterPlan, NodePoolPlan, Outcome } from '../../operators/operator';
import { listHosts } from './host-list';
import { accepted, remember } from './linking';
import {
  agreeOnPools,
  type ClusterView,
  type HostState,
  isInNoCluster,
  isInState,
  showsCluster,
} from './matchers/cluster';
import { every } from './matchers/match';
import type { SuiteWorld } from './world';

/** Which hosts are to be what in a new cluster. */
export interface Roles {
  readonly controlPlane: readonly string[];
  readonly workers: readonly string[];
}

/** Seconds that nodes take at least to run, or to be gone and back again. */
const nodeSeconds = 4;

/** The names of the pools that a cluster is created with. */
const pools = { controlPlane: 'control-plane', workers: 'workers' };

/** What these hosts, or all of the site, show of their clusters, read side by side. */
export async function lookAtClusters(world: SuiteWorld, names: readonly string[]): Promise<ClusterView[]> {
  return Promise.all(names.map((name) => lookAtCluster(world, name)));
}

async function lookAtCluster(world: SuiteWorld, name: string): Promise<ClusterView> {
  const { address } = await world.host(name);
  return world.ask(name, async (operator) => {
    const { id, state: hostState } = await operator.facts();
    const shown = (await operator.shownCluster()) ?? { cluster: undefined, pools: [], nodes: [] };
    return { name, id, address, hostState, ...shown };
  });
}

/** Hosts as an operator picks them for a pool. */
export function hostsForPool(world: SuiteWorld, names: readonly string[]): Promise<NodePoolPlan['hosts']> {
  return Promise.all(
    names.map(async (name) => {
      const { address } = await world.host(name);
      const facts = await world.ask(name, (operator) => operator.facts());
      return { id: facts.id, address, name: facts.name };
    }),
  );
}

/** Creates a cluster, until the host of it and all control plane nodes show that its nodes run. */
export async function create(world: SuiteWorld, on: string, roles: Roles): Promise<void> {
  const plan = await planOf(world, on, roles);
  const outcome = await world.ask(on, (operator) => operator.createCluster(plan));
  accepted(outcome, `"${on}" creates a cluster of ${describeRoles(roles)}`);
  await clusterRuns(world, roles.controlPlane, [...roles.controlPlane, ...roles.workers]);
}

/** Tries to create a cluster, and lets the time pass that it would take where the host accepts it. */
export async function tryToCreate(world: SuiteWorld, on: string, roles: Roles): Promise<void> {
  await remember(world);
  const plan = await planOf(world, on, roles);
  const outcome = await world.ask(on, (operator) => operator.createCluster(plan));
  await tried(world, `a cluster of ${describeRoles(roles)}, created on "${on}"`, outcome, world.target.budgets.cluster);
}

/**
 * Keeps how something was answered. What was accepted gets its time first: whether anything came of it is what counts.
 *
 * @param what as the subject of a sentence
 */
export async function tried(
  world: SuiteWorld,
  what: string,
  outcome: Outcome<unknown>,
  budgetSeconds: number,
): Promise<void> {
  world.memory.answered(what, outcome);
  if (!outcome.accepted) return;
  const { clock } = await world.site();
  if (clock.strategy !== 'faketime') return world.pass(budgetSeconds);
  // A clock that is put forward hurries nobody who works by timers.
  for await (const { last } of clock.window(budgetSeconds)) if (last) return;
}

/** Waits until these hosts show a cluster that runs on those hosts, and agree on its pools. */
export async function clusterRuns(
  world: SuiteWorld,
  viewers: readonly string[],
  names: readonly string[],
): Promise<void> {
  await takeTime(world);
  await world.eventually({ ...(await runningCluster(world, viewers, names)), within: world.target.budgets.cluster });
}

/** Time that is handed to the hosts is let pass at once: to look before something can have happened is all it would cost. */
export async function takeTime(world: SuiteWorld): Promise<void> {
  const { clock } = await world.site();
  if (clock.strategy === 'virtual') await clock.pass(nodeSeconds);
}

/** Waits for nothing: these hosts show such a cluster for as long as a refusal has to hold. */
export async function clusterStays(
  world: SuiteWorld,
  viewers: readonly string[],
  names: readonly string[],
): Promise<void> {
  await world.holds(await runningCluster(world, viewers, names));
}

async function runningCluster(world: SuiteWorld, viewers: readonly string[], names: readonly string[]) {
  const hosts = await world.identify(names);
  return {
    expected: `${listHosts(viewers)} show the cluster running on ${listHosts(names)}`,
    look: () => lookAtClusters(world, viewers),
    judge: (views: readonly ClusterView[]) =>
      every([...views.map((view) => showsCluster(view, hosts, world.target.labels)), agreeOnPools(views, hosts)]),
  };
}

/** Waits until these hosts say this of themselves. */
export async function becomes(world: SuiteWorld, names: readonly string[], state: HostState): Promise<void> {
  const { budgets, labels } = world.target;
  await world.eventually({
    expected: `${listHosts(names)} say that they are ${state}`,
    within: state === 'ready' ? budgets.removal : budgets.cluster,
    look: () => lookAtClusters(world, names),
    judge: (views) => every(views.map((view) => isInState(view, state, labels))),
  });
}

/** Waits until these hosts are Ready and in no cluster any more. */
export async function clusterIsGone(world: SuiteWorld, names: readonly string[]): Promise<void> {
  await takeTime(world);
  await world.eventually({
    expected: `${listHosts(names)} are ready and in no cluster`,
    within: world.target.budgets.removal,
    look: () => lookAtClusters(world, names),
    judge: (views) => every(views.map((view) => isInNoCluster(view, world.target.labels))),
  });
}

/** The scenario's names of the hosts that are in the cluster of a host. */
export async function membersOf(world: SuiteWorld, on: string): Promise<readonly string[]> {
  const found = await world.ask(on, (operator) => operator.nodePools());
  const ids = new Set(found.flatMap((pool) => pool.hostIds));
  const all = await world.identify([...(await world.site()).hosts.keys()]);
  return all.filter(({ id }) => ids.has(id)).map(({ name }) => name);
}

async function planOf(world: SuiteWorld, on: string, roles: Roles): Promise<ClusterPlan> {
  const [site, host] = await Promise.all([world.site(), world.host(on)]);
  const [virtualIp, controlPlane, workers] = await Promise.all([
    site.network.freeAddress(host.spec.network),
    hostsForPool(world, roles.controlPlane),
    hostsForPool(world, roles.workers),
  ]);
  const workerPool = { name: pools.workers, isControlPlane: false, hosts: workers };
  return {
    name: `cluster-of-${on}`,
    virtualIp,
    pools: [
      { name: pools.controlPlane, isControlPlane: true, hosts: controlPlane },
      ...(workers.length === 0 ? [] : [workerPool]),
    ],
  };
}

function describeRoles({ controlPlane, workers }: Roles): string {
  const controlled = `the control plane ${listHosts(controlPlane)}`;
  return workers.length === 0 ? controlled : `${controlled} and the workers ${listHosts(workers)}`;
}
