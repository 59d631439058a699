/** The published shapes of a cluster, made from what this host knows of it. */
import { arch } from 'node:os';
import type { Cluster, NodePool } from '../../domain';
import { agentVersion } from '../shapes';
import type { KnownNode } from './known';
import { type ClusterConfiguration, configuration } from './schemas';

type Nodes = ReadonlyMap<string, KnownNode>;

/** What was configured, as it was accepted. */
export function configurationOf(cluster: Cluster): ClusterConfiguration {
  return configuration.safeParse(cluster.configuration).data ?? {};
}

/** `v1ClusterConfiguration` */
export function clusterConfiguration(cluster: Cluster, nodes: Nodes): object {
  const { metadata, spec } = configurationOf(cluster);
  const cloud = spec?.cloudConfig;
  const clusterConfig = cloud?.spec?.clusterConfig ?? {};
  const machinePoolConfig = cluster.pools.map((pool) => poolConfiguration(pool, nodes));
  return {
    metadata: { ...metadata, name: cluster.name, id: cluster.id, creationTimestamp: cluster.createdAt },
    spec: { ...spec, cloudConfig: { ...cloud, spec: { clusterConfig, machinePoolConfig } } },
  };
}

/** `v1EdgeNativeMachinePoolConfig`, as it would be sent. */
export function poolConfiguration({ name, isControlPlane, hostIds, settings }: NodePool, nodes: Nodes) {
  const hosts = hostsOf(hostIds, nodes).map(({ hostId, hostName, address }) => ({
    hostUid: hostId,
    hostName,
    hostAddress: address,
  }));
  return { ...settings, name, isControlPlane, size: hostIds.length, hosts };
}

/** `v1EdgeNativeMachinePoolConfig`, with what its nodes are at. */
export function poolDetails(pool: NodePool, nodes: Nodes): object {
  const sent = poolConfiguration(pool, nodes);
  const hosts = sent.hosts.map((host) => ({ ...host, nodeInfo: nodeStatus(nodes.get(host.hostUid) as KnownNode) }));
  return { ...sent, hosts };
}

/** `v1Cluster` */
export function clusterDetails(cluster: Cluster, nodes: Nodes, isRebootPending: boolean): object {
  const { metadata, spec } = configurationOf(cluster);
  const config = spec?.cloudConfig?.spec?.clusterConfig;
  const isFormed = cluster.state === 'Running';
  const reason = reasonOf(cluster, nodes);
  const pools = cluster.pools.map((pool) => ({ pool: poolSummary(pool), nodes: hostsOf(pool.hostIds, nodes) }));
  return {
    metadata: { ...metadata, name: cluster.name, id: cluster.id, creationTimestamp: cluster.createdAt },
    spec: {
      hostIDs: [...nodes.keys()],
      nodePools: pools.map(({ pool, nodes }) => ({
        pool,
        hosts: nodes.map(({ hostId, hostName, address }) => ({ hostID: hostId, hostName, hostAddress: address })),
      })),
      ntpServers: config?.ntpServers ?? [],
      overlayCIDR: config?.overlayNetworkConfiguration?.cidr ?? '',
      sshKeys: config?.sshKeys ?? [],
      vip: config?.controlPlaneEndpoint?.host ?? '',
    },
    status: {
      agentVersion,
      clusterConditions: [
        { type: 'Ready', status: isFormed ? 'True' : 'False', reason: cluster.state, message: reason },
      ],
      clusterState: cluster.state,
      clusterStateReason: reason,
      health: healthOf(nodes),
      isRebootPending,
      nodePools: pools.map(({ pool, nodes }) => ({ pool, nodes: nodes.map(nodeStatus) })),
      ntpServersApplied: isFormed,
      services: [],
      sshKeysApplied: isFormed,
    },
  };
}

/** `v1ClusterNode` */
export function clusterNode(node: KnownNode): object {
  const { family, version } = node.operatingSystem;
  const isHealthy = node.health.status === 'Healthy';
  const ready = isHealthy ? (node.state === 'Running' ? 'True' : 'False') : 'Unknown';
  return {
    edgeHostID: node.hostId,
    nodeName: node.name,
    ipv4: node.address,
    operatingSystem: family,
    osImage: `${family} ${version}`,
    nodeStatus: {
      conditionType: 'Ready',
      status: ready,
      reason: node.state,
      message: isHealthy ? `The node is ${node.state}.` : node.health.reason,
    },
    nodeHealth: [
      {
        conditionType: 'Healthy',
        status: isHealthy ? 'True' : 'False',
        reason: node.health.status,
        message: node.health.reason,
      },
    ],
  };
}

/** `v1ClusterNodeStatus`, and what `v1NodeInfo` shares with it. */
function nodeStatus({ name, address, state, health }: KnownNode): object {
  return { nodeName: name, ipv4: address, nodeState: state, health };
}

/** `v1ClusterNodePool` */
function poolSummary({ name, isControlPlane, settings }: NodePool): object {
  const { archType } = (settings.machinePoolProperties ?? {}) as { archType?: string };
  return { name, isControlPlane, archType: archType ?? (arch() === 'arm64' ? 'arm64' : 'amd64') };
}

function hostsOf(hostIds: readonly string[], nodes: Nodes): KnownNode[] {
  return hostIds.map((hostId) => nodes.get(hostId)).filter((node) => node !== undefined);
}

function healthOf(nodes: Nodes): { status: 'Healthy' | 'Unhealthy'; reason: string } {
  const ill = [...nodes.values()].filter(({ health }) => health.status === 'Unhealthy').map(({ name }) => name);
  return ill.length === 0
    ? { status: 'Healthy', reason: '' }
    : { status: 'Unhealthy', reason: `These nodes are not healthy: ${ill.join(', ')}.` };
}

function reasonOf(cluster: Cluster, nodes: Nodes): string {
  const running = [...nodes.values()].filter(({ state }) => state === 'Running').length;
  if (cluster.state === 'Deleting') return 'The hosts of the cluster remove what they ran for it, and reboot.';
  return `${running} of ${nodes.size} nodes run.`;
}
