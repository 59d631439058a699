/** Every event there is, by its reason, in the order in which a host usually comes by it. */
const hostEvents = [
  ['Booted', 'PowerOn', 'Booted', 'The host was switched on'],
  ['LeaderStarted', 'GeneratesTokens', 'Leader', 'The host generates tokens'],
  ['LeaderStarted', 'ControlPlane', 'Leader', 'The host generates tokens as a control plane node'],
  ['Linked', 'GroupEntered', 'Linked', 'The host is linked with others'],
  ['ContentSynced', 'ContentComplete', 'Content synced', 'The host has all content of its group'],
  ['InUse', 'WorkloadStarted', 'In use', 'A cluster uses the host'],
  ['Ready', 'WorkloadGone', 'Ready', 'No cluster uses the host'],
  ['LeaderStopped', 'NoTokens', 'No leader', 'The host generates no tokens'],
  ['Unlinked', 'GroupLeft', 'Unlinked', 'The host is linked with no other'],
  ['Reset', 'FactoryReset', 'Reset', 'The host was reset to its factory default'],
] as const;

const clusterEvents = [
  ['Provisioning', 'ClusterCreated', 'Provisioning', 'The cluster is being set up'],
  ['Running', 'NodesRunning', 'Running', 'All nodes of the cluster run'],
  ['NodeAdded', 'PoolGrew', 'Node added', 'A host was added to the cluster'],
  ['NodeRemoved', 'PoolShrank', 'Node removed', 'A host was taken out of the cluster'],
  ['Deleting', 'DeleteAccepted', 'Deleting', 'The cluster is being deleted'],
  ['Deleted', 'ClusterGone', 'Deleted', 'The cluster is gone'],
] as const;

export type EdgeHostReason = (typeof hostEvents)[number][1];
export type ClusterReason = (typeof clusterEvents)[number][1];
export type Reason = EdgeHostReason | ClusterReason;

const all = [...hostEvents, ...clusterEvents];
const typeOf = new Map<Reason, string>(all.map(([type, reason]) => [reason, type]));

/** The type of the events with this reason. */
export function eventType(reason: Reason): string {
  return typeOf.get(reason) ?? reason;
}

/** Which events to expect, and in which order (`v1ConditionCategoryOrder[]`). */
export const expectedOrder = [
  { category: 'EdgeHost', order: 1, conditionsOrder: hostEvents.map(inOrder) },
  { category: 'Cluster', order: 2, conditionsOrder: clusterEvents.map(inOrder) },
];

function inOrder([type, reason, typeLabel, reasonLabel]: (typeof all)[number], index: number) {
  return { type, typeLabel, reason, reasonLabel, order: index + 1 };
}
