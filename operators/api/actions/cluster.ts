/** The cluster of a host: its creation, its nodes and pools, its end. */
import type { ClusterActions, ClusterPlan, NodePoolPlan, Outcome } from '../../operator';
import { type ApiAccess, done } from '../access';
import * as answers from '../answers/cluster';
import { operations } from '../operations';

export const clusterActions = (access: ApiAccess): ClusterActions => ({
  ...clusterReads(access),

  async createCluster(plan) {
    return done(await access.act({ operation: operations.createCluster, body: configurationOf(plan) }));
  },

  async addNodePool(pool) {
    return done(await access.act({ operation: operations.addNodePool, body: poolOf(pool) }));
  },

  addToNodePool: (poolName, hosts) => addToNodePool(access, poolName, hosts),

  async removeNode(poolName, nodeName) {
    return done(await access.act({ operation: operations.removeNode, parameters: { poolName, nodeName } }));
  },

  async removeNodePool(poolName) {
    return done(await access.act({ operation: operations.removeNodePool, parameters: { poolName } }));
  },

  async deleteCluster() {
    return done(await access.act({ operation: operations.deleteCluster }));
  },
});

function clusterReads(
  access: ApiAccess,
): Pick<ClusterActions, 'cluster' | 'clusterNodes' | 'nodePools' | 'shownCluster'> {
  const cluster = async () => {
    const found = await access.find(operations.cluster, answers.cluster);
    return found && { ...found, reason: access.told(found.reason) };
  };
  const clusterNodes = async () => (await access.find(operations.clusterNodes, answers.clusterNodes)) ?? [];
  const nodePools = async () => (await access.find(operations.nodePools, answers.nodePools)) ?? [];
  return {
    cluster,
    clusterNodes,
    nodePools,
    async shownCluster() {
      const found = await cluster();
      return found && { cluster: found, pools: await nodePools(), nodes: await clusterNodes() };
    },
  };
}

/** A pool that the host does not list is asked for all the same: it is the host that has to refuse. */
async function addToNodePool(access: ApiAccess, poolName: string, added: NodePoolPlan['hosts']): Promise<Outcome> {
  const pools = (await access.find(operations.nodePools, answers.wholePools)) ?? [];
  const pool = pools.find(({ name }) => name === poolName) ?? { name: poolName, hosts: [] };
  const hosts = [...pool.hosts, ...added.map(hostOf)];
  // A size that counted the hosts has to go on counting them.
  const size = 'size' in pool && pool.size === pool.hosts.length ? { size: hosts.length } : {};
  const body = { ...pool, hosts, ...size };
  return done(await access.act({ operation: operations.replaceNodePool, parameters: { poolName }, body }));
}

function configurationOf({ name, virtualIp, pools }: ClusterPlan): unknown {
  const clusterConfig = { controlPlaneEndpoint: { host: virtualIp, type: 'VIP' } };
  const spec = { clusterConfig, machinePoolConfig: pools.map(poolOf) };
  return { metadata: { name }, spec: { cloudConfig: { spec } } };
}

/** A control plane that stands alone has to take workloads itself, and labels say what a pool is for. */
function poolOf({ name, isControlPlane, hosts }: NodePoolPlan): unknown {
  return {
    name,
    isControlPlane,
    useControlPlaneAsWorker: isControlPlane,
    labels: [isControlPlane ? 'control-plane' : 'worker'],
    size: hosts.length,
    hosts: hosts.map(hostOf),
  };
}

const hostOf = ({ id, address, name }: NodePoolPlan['hosts'][number]) => {
  return { hostUid: id, hostAddress: address, hostName: name };
};
