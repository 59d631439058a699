import { z } from 'zod';
import { sameLabel } from '../../labels';
import type { ClusterDetails, ClusterNode, NodePool } from '../../operator';
import { listOf, maybe, part, whole, words } from './reading';

const states = ['Provisioning', 'Running', 'Deleting', 'Error'] as const;

const detailed = part({
  metadata: part({ name: words }),
  spec: part({ hostIDs: listOf(words), nodePools: listOf(part({ hosts: listOf(part({ hostID: words })) })) }),
  status: part({
    clusterState: words,
    clusterStateReason: words,
    nodePools: listOf(part({ nodes: listOf(part({ nodeName: words, ipv4: words, nodeState: words })) })),
  }),
});

/** Undefined where nothing of a cluster is named. */
export const cluster = detailed.transform(({ metadata, spec, status }): ClusterDetails | undefined => {
  const named = spec.hostIDs.length > 0 ? spec.hostIDs : inPools(spec.nodePools);
  const nodes = status.nodePools.flatMap((pool) => pool.nodes);
  if (metadata.name === '' && status.clusterState === '' && named.length === 0 && nodes.length === 0) return undefined;
  return {
    name: metadata.name,
    state: states.find((state) => sameLabel(state, status.clusterState)) ?? '',
    reason: status.clusterStateReason,
    hostIds: named,
    nodes: nodes.map(({ nodeName, ipv4, nodeState }) => ({ name: nodeName, address: ipv4, state: nodeState })),
  };
});

const inPools = (pools: readonly { hosts: readonly { hostID: string }[] }[]): string[] =>
  pools.flatMap(({ hosts }) => hosts.map(({ hostID }) => hostID)).filter((id) => id !== '');

const condition = part({ conditionType: words, status: words });

/** Conditions are published as free text; Kubernetes' own say whether they hold beside what they are about. */
const statusOf = ({ conditionType, status }: z.infer<typeof condition>): string => {
  if (sameLabel(status, 'True')) return conditionType;
  if (sameLabel(status, 'False') || sameLabel(status, 'Unknown')) return `Not ${conditionType}`;
  return status || conditionType;
};

const node = whole({ nodeName: words, edgeHostID: words, ipv4: words, nodeStatus: condition }).transform(
  ({ nodeName, edgeHostID, ipv4, nodeStatus }): ClusterNode => {
    return { name: nodeName, hostId: edgeHostID, address: ipv4, status: statusOf(nodeStatus) };
  },
);

export const clusterNodes = part({ nodes: listOf(node) }).transform(({ nodes }): readonly ClusterNode[] => nodes);

const pool = whole({ name: words, isControlPlane: maybe, hosts: listOf(part({ hostUid: words })) }).transform(
  ({ name, isControlPlane, hosts }): NodePool => {
    const hostIds = hosts.map(({ hostUid }) => hostUid).filter((id) => id !== '');
    return { name, isControlPlane: isControlPlane === true, hostIds };
  },
);

export const nodePools = part({ items: listOf(pool) }).transform(({ items }): readonly NodePool[] => items);

/** A pool with everything that the host told of it, to be changed and sent back. */
const wholePool = z.looseObject({ hosts: listOf(z.looseObject({}, { error: 'an object' })) }, { error: 'an object' });

export const wholePools = part({ items: listOf(wholePool) }).transform(({ items }) => items);
