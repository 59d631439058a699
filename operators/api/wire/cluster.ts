/** A cluster: as an operator asks for it, and as it has become. */
import { condition, health, state } from './conditions';
import { architecture, metadata, nic } from './edge-host';
import { nodePool } from './node-pools';
import { dateTime, flag, integer, list, map, object, type Shape, text, untyped } from './shapes';

const objectMeta = object({
  annotations: map(text),
  creationTimestamp: dateTime,
  deletionTimestamp: dateTime,
  labels: map(text),
  lastModifiedTimestamp: dateTime,
  name: text,
  namespace: text,
  resourceVersion: text,
  selfLink: text,
  uid: text,
});

const clusterConfig = object({
  controlPlaneEndpoint: object({ ddnsSearchDomain: text, host: text, type: text }),
  isTwoNodeCluster: flag,
  ntpServers: list(text),
  overlayNetworkConfiguration: object({ cidr: text, enable: flag }),
  sshKeys: list(text),
  staticIp: flag,
});

export const clusterConfiguration: Shape = object({
  metadata,
  spec: object({
    archiveUploadPath: text,
    cloudConfig: object({
      metadata: objectMeta,
      spec: object({}, { clusterConfig, machinePoolConfig: list(nodePool) }),
    }),
    profileVariables: list(object({ name: text, profileUid: text, value: text })),
    scheduleAt: text,
  }),
});

const pool = object({ archType: architecture, isControlPlane: flag, name: text });

const poolSpec = object({
  hosts: list(object({ hostAddress: text, hostID: text, hostName: text, nic: list(nic) })),
  pool,
});

const poolNode = object({
  age: text,
  architecture: text,
  health,
  ipv4: text,
  k8sVersion: text,
  nodeName: text,
  nodeState: state,
});

const port = object({
  appProtocol: text,
  name: text,
  nodePort: integer,
  port: integer,
  protocol: text,
  targetPort: text,
});

const clusterStatus = untyped({
  agentVersion: text,
  clusterConditions: list(condition),
  clusterState: state,
  clusterStateReason: text,
  health,
  isRebootPending: flag,
  k8sVersion: text,
  kubeconfig: text,
  nodePools: list(object({ nodes: list(poolNode), pool })),
  ntpServersApplied: flag,
  services: list(object({ host: text, name: text, ports: list(port) })),
  sshKeysApplied: flag,
});

export const cluster: Shape = object({
  metadata,
  spec: object({
    hostIDs: list(text),
    nodePools: list(poolSpec),
    ntpServers: list(text),
    overlayCIDR: text,
    sshKeys: list(text),
    vip: text,
  }),
  status: clusterStatus,
});

const nodeCondition = object({ conditionType: text, message: text, reason: text, status: text });

export const clusterNodes: Shape = object({
  nodes: list(
    object({
      age: text,
      architecture: text,
      edgeHostID: text,
      ipv4: text,
      kernelVersion: text,
      kubeletVersion: text,
      nodeHealth: list(nodeCondition),
      nodeName: text,
      nodeStatus: nodeCondition,
      operatingSystem: text,
      osImage: text,
    }),
  ),
});
