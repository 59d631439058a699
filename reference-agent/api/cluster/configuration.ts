import {
  type Change,
  type ClusterPlan,
  createCluster,
  deleteCluster,
  type NodePool,
  refuse,
  updateConfiguration,
} from '../../domain';
import type { Context } from '../../host/context';
import type { Group } from '../../host/group';
import { failed } from '../answers';
import type { Route } from '../routes';
import { outcome, outcomeOrForbidden, unusable } from './answer';
import { readBody } from './body';
import { busyHosts, knownNodes } from './known';
import { type ClusterConfiguration, configuration, configuredPools, nodePool } from './schemas';
import { clusterConfiguration, clusterDetails, clusterNode, configurationOf } from './shapes';

const path = '/v1/edge-mgmt/cluster';
/** `v1ClusterConfiguration`: its pools, and the rest of it. */
const whole = configuration.and(configuredPools);

/** The cluster as a whole, as published. */
export function configurationRoutes(context: Context, group: Group): Route[] {
  const { host, clock, random } = context;
  const known = () => {
    const { cluster } = host.state.document;
    return cluster && { cluster, nodes: knownNodes(context, group, cluster) };
  };
  const none = 'There is no cluster here.';
  return [
    {
      method: 'GET',
      path,
      answer: (call) => {
        const found = known();
        if (!found) return failed(call, 404, 'CLUSTER_UNKNOWN', none);
        return call.json(clusterConfiguration(found.cluster, found.nodes));
      },
    },
    {
      method: 'GET',
      path: `${path}/details`,
      answer: (call) => {
        const found = known();
        if (!found) return failed(call, 404, 'CLUSTER_UNKNOWN', none);
        const isRebootPending = host.state.workload?.rebootsAfter === true;
        return call.json(clusterDetails(found.cluster, found.nodes, isRebootPending));
      },
    },
    {
      method: 'GET',
      path: '/v1/edge-mgmt/clusters/current/nodes',
      answer: (call) => call.json({ nodes: [...(known()?.nodes.values() ?? [])].map(clusterNode) }),
    },
    {
      method: 'POST',
      path,
      audit: { actionType: 'create', kind: 'cluster', message: 'The cluster was created.' },
      answer: async (call) => {
        const body = await readBody(call, whole);
        if (body.problem !== undefined) return unusable(call, body.problem);
        const creation = {
          id: `cluster-${random.bytes(16).toString('hex')}`,
          createdAt: new Date(clock.now()).toISOString(),
          hostId: host.state.profile.id,
          busy: busyHosts(context, group),
        };
        const plan = planOf(body.value);
        const decision = await group.propose(createCluster(plan, creation));
        return outcome(call, decision, 202, `Cluster "${plan.name}" is being created.`);
      },
    },
    {
      method: 'PATCH',
      path,
      audit: { actionType: 'update', kind: 'cluster', message: 'The configuration of the cluster was changed.' },
      answer: async (call) => {
        const body = await readBody(call, whole);
        if (body.problem !== undefined) return unusable(call, body.problem);
        return outcome(call, await group.propose(reconfigure(body.value)), 202, 'The cluster is being changed.');
      },
    },
    {
      method: 'DELETE',
      path,
      audit: { actionType: 'delete', kind: 'cluster', message: 'The cluster was deleted.' },
      answer: async (call) => {
        const decision = await group.propose(deleteCluster(host.state.profile.id));
        return outcomeOrForbidden(call, decision, 202, 'The cluster is being deleted; its hosts reboot.');
      },
    },
  ];
}

type Sent = ClusterConfiguration & { readonly spec?: unknown };

function planOf(sent: Sent): ClusterPlan {
  const pools = configuredPools.parse(sent).spec?.cloudConfig?.spec?.machinePoolConfig ?? [];
  return {
    name: sent.metadata?.name ?? '',
    virtualIp: virtualIpOf(sent) ?? '',
    pools: pools.map((pool) => nodePool(pool)),
    configuration: configuration.parse(sent),
  };
}

function virtualIpOf({ spec }: ClusterConfiguration): string | undefined {
  return spec?.cloudConfig?.spec?.clusterConfig?.controlPlaneEndpoint?.host;
}

/** What is sent replaces what it names. Pools, the name and the virtual IP are fixed here: they may be repeated. */
function reconfigure(sent: Sent): Change {
  return (document) => {
    const { cluster } = document;
    if (!cluster) return updateConfiguration('', {})(document);
    const current = configurationOf(cluster);
    const plan = planOf(sent);
    const virtualIp = virtualIpOf(sent);
    if (virtualIp !== undefined && virtualIp !== (virtualIpOf(current) ?? '')) {
      return refuse('CLUSTER_FIXED', `The virtual IP address of cluster "${cluster.name}" cannot be changed.`);
    }
    const isSame = plan.pools.every((pool) =>
      cluster.pools.some((known) => known.name === pool.name && repeats(pool, known)),
    );
    if (!isSame) {
      return refuse('CLUSTER_FIXED', 'The node pools cannot be changed here; change each through its own operations.');
    }
    return updateConfiguration(sent.metadata?.name ?? cluster.name, merged(current, plan.configuration))(document);
  };
}

/** Whether nothing that is sent of a pool differs from what it is. */
function repeats(sent: NodePool, known: NodePool): boolean {
  const asText = (pool: NodePool, settings: readonly string[]) =>
    JSON.stringify([pool.isControlPlane, [...pool.hostIds].sort(), settings.map((name) => pool.settings[name])]);
  const named = Object.keys(sent.settings);
  return asText(sent, named) === asText(known, named);
}

function merged(current: ClusterConfiguration, sent: ClusterConfiguration): ClusterConfiguration {
  const [oldCloud, newCloud] = [current.spec?.cloudConfig, sent.spec?.cloudConfig];
  const clusterConfig = { ...oldCloud?.spec?.clusterConfig, ...newCloud?.spec?.clusterConfig };
  return {
    metadata: { ...current.metadata, ...sent.metadata },
    spec: { ...current.spec, ...sent.spec, cloudConfig: { ...oldCloud, ...newCloud, spec: { clusterConfig } } },
  };
}
