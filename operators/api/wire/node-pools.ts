/** Node pools: the hosts of a cluster as an operator lays them out. */
import { condition, health } from './conditions';
import { architecture, nic } from './edge-host';
import { anyObject, dateTime, flag, integer32, list, map, object, type Shape, text, untypedMap, words } from './shapes';

const nodeInfo = object({
  age: text,
  architecture: text,
  conditions: list(condition),
  health,
  ipv4: text,
  k8sVersion: text,
  nodeName: text,
  nodeState: text,
});

const host = object({
  IsCandidateCaption: flag,
  caCert: text,
  hostAddress: text,
  hostName: text,
  hostUid: text,
  networkInfo: list(nic),
  nic,
  nicName: text,
  nodeInfo,
  staticIP: text,
  tags: untypedMap(anyObject),
  twoNodeCandidatePriority: words('primary', 'secondary'),
});

const taint = object({
  effect: words('NoSchedule', 'PreferNoSchedule', 'NoExecute'),
  key: text,
  timeAdded: dateTime,
  value: text,
});

export const nodePool: Shape = object(
  {
    additionalLabels: map(text),
    additionalTags: map(text),
    isControlPlane: flag,
    labels: list(text),
    machinePoolProperties: object({ archType: architecture }),
    maxSize: integer32,
    minSize: integer32,
    name: text,
    nodeRepaveInterval: integer32,
    osType: text,
    size: integer32,
    skipK8sUpgrade: words('enabled', 'disabled'),
    taints: list(taint),
    updateStrategy: object({ type: words('RollingUpdateScaleOut', 'RollingUpdateScaleIn') }),
    useControlPlaneAsWorker: flag,
  },
  { hosts: list(host) },
);

export const nodePools: Shape = object({ items: list(nodePool) });

export const nodePoolPatch: Shape = object({
  machinePoolConfigPatches: list(object({ value: anyObject }, { op: words('add', 'remove', 'replace'), path: text })),
});
