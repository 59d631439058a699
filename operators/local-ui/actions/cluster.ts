/** The cluster of a host: its creation, its nodes and pools, its end. */
import type { Locator } from 'playwright-core';
import type {
  ClusterActions,
  ClusterDetails,
  ClusterNode,
  ClusterPlan,
  NodePool,
  NodePoolPlan,
  Outcome,
  ShownCluster,
} from '../../operator';
import { dialogOf, rowsWith } from '../acting';
import { type Desk, mainOf } from '../desk';
import { named } from '../labels';
import { inSteps, type Steps } from '../steps';
import { all, first, inside, rowsOf, sameName, type TableRow, type Tree, termValue, treeOf, wordsOf } from '../tree';

export const clusterActions = (desk: Desk): ClusterActions => ({
  shownCluster: () => shownCluster(desk),
  cluster: async () => (await shownCluster(desk))?.cluster,
  clusterNodes: async () => (await shownCluster(desk))?.nodes ?? [],
  nodePools: async () => (await shownCluster(desk))?.pools ?? [],
  createCluster: (plan) => createCluster(desk, plan),
  addNodePool: (pool) => addNodePool(desk, pool),
  addToNodePool: (poolName, hosts) => addToNodePool(desk, poolName, hosts),
  removeNode: (poolName, nodeName) => removeNode(desk, poolName, nodeName),
  removeNodePool: (poolName) => removeNodePool(desk, poolName),
  deleteCluster: () => deleteCluster(desk),
});

const states = ['Provisioning', 'Running', 'Deleting', 'Error'] as const;

function shownCluster(desk: Desk): Promise<ShownCluster | undefined> {
  return desk.inTurn(async () => {
    const { labels } = desk;
    const shown = mainOf(await desk.look('cluster'));
    const state = termValue(shown, labels.text('cluster.state'));
    if (state === undefined) return undefined;
    const pools = poolsIn(desk, await atNodes(desk, shown));
    const nodes = pools.flatMap((pool) => pool.nodes);
    const cluster: ClusterDetails = {
      name: termValue(shown, labels.text('cluster.name')) ?? '',
      state: states.find((known) => sameName(state, known)) ?? '',
      reason: desk.told(termValue(shown, labels.text('cluster.reason')) ?? ''),
      hostIds: nodes.map(({ hostId }) => hostId),
      nodes: nodes.map(({ name, address, status }) => ({ name, address, state: status })),
    };
    return { cluster, pools: pools.map(({ pool }) => pool), nodes };
  });
}

/** Turns to the Nodes tab, where there is one. */
async function atNodes(desk: Desk, shown: Tree): Promise<Tree> {
  const label = desk.labels.text('cluster.nodes');
  if (first(shown, 'tab', label) === undefined) return shown;
  return mainOf(await desk.follow(desk.main.getByRole('tab', desk.labels.named('cluster.nodes'))));
}

interface ShownPool {
  readonly pool: NodePool;
  readonly nodes: readonly ClusterNode[];
}

/** A pool is a part of the page with its name and a table of its nodes. */
function poolsIn({ labels }: Desk, tree: Tree): readonly ShownPool[] {
  return all(tree, 'region').flatMap((region): readonly ShownPool[] => {
    const nodes = rowsOf(inside(region))?.map((row) => ({
      name: row.words(labels.text('cluster.nodeName')),
      hostId: row.words(labels.text('cluster.nodeHost')),
      address: row.words(labels.text('cluster.nodeAddress')),
      status: statusOf(row, labels.text('cluster.nodeStatus')),
    }));
    const name = region.name ?? '';
    const isPool = nodes !== undefined || first([region], 'button', labels.text('cluster.configurePool')) !== undefined;
    if (!isPool) return [];
    const hostIds = (nodes ?? []).map(({ hostId }) => hostId).filter((id) => id !== '');
    return [{ pool: { name, isControlPlane: false, hostIds }, nodes: nodes ?? [] }];
  });
}

/** The first words of a cell: what else stands there says why. */
function statusOf(row: TableRow, column: string): string {
  const cell = row.cell(column);
  return wordsOf(cell?.children?.[0] ?? cell);
}

/** The steps of a new cluster, each filled in before the next. */
function createCluster(desk: Desk, { name, virtualIp, pools }: ClusterPlan): Promise<Outcome> {
  return inSteps(desk, 'cluster', async (steps) => {
    await steps.press('cluster.create');
    await steps.fill('cluster.clusterName', name);
    await steps.press('cluster.next');
    // The profile that the host has chosen already.
    await steps.press('cluster.next');
    await steps.fill('cluster.virtualIp', virtualIp);
    await steps.press('cluster.next');
    for (const pool of pools) await fillPool(steps, pool);
    await steps.press('cluster.next');
    await steps.press('cluster.create');
  });
}

async function fillPool(steps: Steps, { name, isControlPlane, hosts }: NodePoolPlan): Promise<void> {
  const { desk } = steps;
  if (!isControlPlane) await steps.press('cluster.addWorkerPool');
  const label = isControlPlane ? 'cluster.controlPlanePool' : 'cluster.workerPool';
  const part = desk.main.getByRole('region', desk.labels.beginning(label)).last();
  await steps.fill('cluster.poolName', name, part);
  const chosen = await alreadyChosen(part);
  for (const address of chosen) {
    if (!hosts.some((host) => host.address === address)) await remove(steps, part, address);
  }
  const missing = hosts.filter(({ address }) => !chosen.includes(address));
  if (missing.length === 0) return;
  await steps.press('cluster.addHosts', part);
  await chooseHosts(steps, missing);
  await steps.confirm();
}

/** The IP addresses of hosts that a new pool has from the beginning, as the host that creates the cluster. */
async function alreadyChosen(pool: Locator): Promise<readonly string[]> {
  const tree = treeOf(await pool.ariaSnapshotJSON());
  return all(tree, 'listitem').flatMap((item) => /\(([^()\s]+)\)/.exec(wordsOf(item))?.[1] ?? []);
}

async function remove(steps: Steps, pool: Locator, address: string): Promise<void> {
  const item = pool.getByRole('listitem').filter({ hasText: `(${address})` });
  await steps.use(item.getByRole('button', steps.desk.labels.beginning('cluster.removeHost')), 'cluster.removeHost');
}

/** Checks the hosts in the dialog that is open; those that are checked already stay so. */
async function chooseHosts(steps: Steps, hosts: NodePoolPlan['hosts']): Promise<void> {
  for (const { address } of hosts) {
    // A name given as words may have more around them.
    const box = dialogOf(steps.desk).getByRole('checkbox', { name: `(${address})` });
    await steps.check(box, `the host with the IP address ${address}`);
  }
}

function addNodePool(desk: Desk, { name, hosts }: NodePoolPlan): Promise<Outcome> {
  return inSteps(desk, 'cluster', async (steps) => {
    await toNodes(steps);
    await steps.press('cluster.addPool');
    await steps.fill('cluster.poolName', name, dialogOf(desk));
    await chooseHosts(steps, hosts);
    await steps.confirm();
  });
}

function addToNodePool(desk: Desk, poolName: string, hosts: NodePoolPlan['hosts']): Promise<Outcome> {
  return inSteps(desk, 'cluster', async (steps) => {
    await steps.press('cluster.configurePool', await poolOf(steps, poolName));
    await steps.press('cluster.addItem', dialogOf(desk));
    await chooseHosts(steps, hosts);
    await steps.confirm();
  });
}

function removeNode(desk: Desk, poolName: string, nodeName: string): Promise<Outcome> {
  return inSteps(desk, 'cluster', async (steps) => {
    const pool = await poolOf(steps, poolName);
    const row = rowsWith(named(nodeName), pool);
    if ((await row.count()) === 0) steps.refuse(`The pool "${poolName}" has no node "${nodeName}".`);
    await steps.use(row.getByRole('button', desk.labels.beginning('cluster.deleteNode')), 'cluster.deleteNode');
    await steps.confirm();
  });
}

function removeNodePool(desk: Desk, poolName: string): Promise<Outcome> {
  return inSteps(desk, 'cluster', async (steps) => {
    await steps.press('cluster.deletePool', await poolOf(steps, poolName));
    await steps.confirm();
  });
}

function deleteCluster(desk: Desk): Promise<Outcome> {
  return inSteps(desk, 'cluster', async (steps) => {
    const button = desk.main.getByRole('button', desk.labels.beginning('cluster.actions'));
    await steps.menu(button, desk.labels.text('cluster.actions'), 'cluster.delete');
    await steps.confirm();
  });
}

async function toNodes(steps: Steps): Promise<void> {
  await atNodes(steps.desk, mainOf(steps.shown));
}

/** The part of the Nodes tab that is about a pool. */
async function poolOf(steps: Steps, poolName: string): Promise<Locator> {
  await toNodes(steps);
  const pool = steps.desk.main.getByRole('region', named(poolName));
  if ((await pool.count()) === 0) steps.refuse(`The cluster has no pool "${poolName}".`);
  return pool;
}
