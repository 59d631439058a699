/** Forms a cluster of control plane nodes and deletes it: `cluster-program.js NODES`. Prints a ClusterCost as JSON. */
import type { Operator } from '../operators/operator';
import type { Site } from '../sim';
import type { ClusterCost } from './clusters';
import { type LinkedSite, linkedSite } from './linked-site';

async function main(nodes: number): Promise<ClusterCost> {
  // The first cluster pays for loading and compiling.
  await measured(await linkedSite(nodes));
  return await measured(await linkedSite(nodes));
}

async function measured(linked: LinkedSite): Promise<ClusterCost> {
  const { site, hosts, operators } = linked;
  const [leader] = operators;
  const last = operators.at(-1);
  if (!leader || !last) throw new Error('A cluster has at least one node.');
  const ids = await Promise.all(operators.map(async (operator) => (await operator.facts()).id));
  const pool = {
    name: 'control-plane',
    isControlPlane: true,
    hosts: hosts.map(({ name, address }, index) => ({ name, address, id: ids[index] ?? '' })),
  };
  const virtualIp = await site.network.freeAddress();
  const formed = await stopwatch(site, async () => {
    demand(await leader.createCluster({ name: 'measured', virtualIp, pools: [pool] }));
    for (const operator of operators) await until(site, async () => (await operator.generateToken()).accepted);
  });
  const deleted = await stopwatch(site, async () => {
    demand(await last.deleteCluster());
    for (const operator of operators) await until(site, () => isFree(operator, hosts.length));
  });
  await linked.close();
  return {
    formedSeconds: formed.real,
    formedSiteSeconds: formed.site,
    deletedSeconds: deleted.real,
    deletedSiteSeconds: deleted.site,
  };
}

/** Whether a host is up, of no cluster, and shows all others Ready and Healthy. */
async function isFree(operator: Operator, count: number): Promise<boolean> {
  if (!(await operator.isReachable())) return false;
  if ((await operator.cluster()) !== undefined) return false;
  const { hosts } = await operator.linkedHosts();
  return hosts.length === count - 1 && hosts.every((host) => host.state === 'Ready');
}

async function stopwatch(site: Site, work: () => Promise<void>): Promise<{ real: number; site: number }> {
  const [real, time] = [performance.now(), site.clock.now()];
  await work();
  return { real: (performance.now() - real) / 1000, site: (site.clock.now() - time) / 1000 };
}

async function until(site: Site, check: () => Promise<boolean>): Promise<void> {
  for await (const attempt of site.clock.attempts(120)) {
    // A host that is about to reboot hangs up in the middle of an answer.
    if (await check().catch(() => false)) return;
    if (attempt.last) throw new Error('What was awaited did not come about.');
  }
}

function demand(outcome: { readonly accepted: boolean; readonly reason?: string }): void {
  if (!outcome.accepted) throw new Error(`A host refused: ${outcome.reason}`);
}

void main(Number(process.argv[2])).then((cost) => console.log(JSON.stringify(cost)));
