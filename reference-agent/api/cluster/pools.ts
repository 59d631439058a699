import type { Context as Call } from 'hono';
import { addPool, type Change, refuse, removeNode, removePool, updatePool } from '../../domain';
import type { Context } from '../../host/context';
import type { Group } from '../../host/group';
import type { Route } from '../routes';
import { outcome, outcomeOrForbidden, unusable } from './answer';
import { checked, readBody } from './body';
import { busyHosts, knownNodes } from './known';
import { patchProblem } from './patch';
import { machinePool, machinePoolPatch, nodePool, type PoolPatch } from './schemas';
import { poolConfiguration, poolDetails } from './shapes';

const base = '/v1/edge-mgmt/clusters/current/machinepools';

/** Characters of JSON that a pool may grow to by patches. */
const largestPool = 128 * 1024;

/** The node pools of the cluster, as published. X-CLU-5, X-CLU-6. */
export function poolRoutes(context: Context, group: Group): Route[] {
  const poolName = (call: Call) => call.req.param('poolName') ?? '';
  const busy = () => busyHosts(context, group);

  /** What a pool becomes with these patches, decided on the pool as it is when the group decides. */
  const patched = (name: string, patches: readonly PoolPatch[], busy: ReadonlySet<string>): Change => {
    return (document) => {
      const { cluster } = document;
      const pool = cluster?.pools.find((known) => known.name === name);
      if (!cluster || !pool) return removePool(name)(document);
      const draft = structuredClone(poolConfiguration(pool, knownNodes(context, group, cluster)));
      const problem = patchProblem(draft, patches);
      if (problem) return refuse('POOL_INVALID', problem);
      const result = checked(draft, machinePool);
      if (result.problem !== undefined) return refuse('POOL_INVALID', result.problem);
      if (JSON.stringify(result.value).length > largestPool) {
        return refuse('POOL_INVALID', `Node pool "${name}" would become too large; leave out what it does not need.`);
      }
      return updatePool(name, nodePool(result.value), busy)(document);
    };
  };

  return [
    {
      method: 'GET',
      path: base,
      answer: (call) => {
        const { cluster } = context.host.state.document;
        if (!cluster) return call.json({ items: [] });
        const nodes = knownNodes(context, group, cluster);
        return call.json({ items: cluster.pools.map((pool) => poolDetails(pool, nodes)) });
      },
    },
    {
      method: 'POST',
      path: base,
      audit: { actionType: 'create', kind: 'cluster', message: 'A node pool was added.' },
      answer: async (call) => {
        const body = await readBody(call, machinePool);
        if (body.problem !== undefined) return unusable(call, body.problem);
        const pool = nodePool(body.value);
        return outcome(call, await group.propose(addPool(pool, busy())), 201, `Node pool "${pool.name}" was added.`);
      },
    },
    {
      method: 'PUT',
      path: `${base}/:poolName`,
      audit: { actionType: 'update', kind: 'cluster', message: 'A node pool was changed.' },
      answer: async (call) => {
        const body = await readBody(call, machinePool);
        if (body.problem !== undefined) return unusable(call, body.problem);
        const name = poolName(call);
        const inUse = busy();
        const decision = await group.propose((document) => {
          const pool = document.cluster?.pools.find((known) => known.name === name);
          return updatePool(name, nodePool(body.value, pool ?? { name, isControlPlane: false }), inUse)(document);
        });
        return outcomeOrForbidden(call, decision, 200, `Node pool "${name}" was changed.`);
      },
    },
    {
      method: 'PATCH',
      path: `${base}/:poolName`,
      audit: { actionType: 'update', kind: 'cluster', message: 'A node pool was changed.' },
      answer: async (call) => {
        const body = await readBody(call, machinePoolPatch);
        if (body.problem !== undefined) return unusable(call, body.problem);
        const name = poolName(call);
        const decision = await group.propose(patched(name, body.value.machinePoolConfigPatches, busy()));
        return outcomeOrForbidden(call, decision, 200, `Node pool "${name}" was changed.`);
      },
    },
    {
      method: 'DELETE',
      path: `${base}/:poolName`,
      audit: { actionType: 'delete', kind: 'cluster', message: 'A node pool was removed.' },
      answer: async (call) => {
        const name = poolName(call);
        const decision = await group.propose(removePool(name));
        return outcomeOrForbidden(call, decision, 202, `Node pool "${name}" is being removed.`);
      },
    },
    {
      method: 'DELETE',
      path: `${base}/:poolName/nodes/:nodeName`,
      audit: { actionType: 'delete', kind: 'cluster', message: 'A node was removed from its pool.' },
      answer: async (call) => {
        const decision = await group.propose(removeNode(poolName(call), call.req.param('nodeName') ?? ''));
        return outcome(call, decision, 202, 'The node is being removed.');
      },
    },
  ];
}
