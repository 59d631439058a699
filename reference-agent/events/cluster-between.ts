import { type ClusterReason, eventType } from './kinds';
import type { LifecycleEvent, View } from './observation';

type Cluster = NonNullable<View['cluster']>;

const stateEvents = {
  Provisioning: ['ClusterCreated', 'is being set up'],
  Running: ['NodesRunning', 'runs'],
  Deleting: ['DeleteAccepted', 'is being deleted'],
} as const satisfies Record<Cluster['state'], readonly [ClusterReason, string]>;

/** What happened to the cluster that a host is or was part of. Of one that others of its group make up, it tells nothing. */
export function clusterEventsBetween(before: View, after: View): LifecycleEvent[] {
  const [old, now] = [ownCluster(before), ownCluster(after)];
  if (!old && !now) return [];
  // The host may have come to, or gone from, a cluster that goes on: its group shows that.
  const [oldOfGroup, nowOfGroup] = [before.cluster, after.cluster];
  const events: LifecycleEvent[] = [];
  // Whoever left its group does not know what became of the cluster there.
  if (old && old.id !== nowOfGroup?.id && before.groupId === after.groupId) {
    events.push(event('ClusterGone', `Cluster "${old.name}" is gone.`));
  }
  if (now && now.id !== oldOfGroup?.id) events.push(stateEvent(now));
  if (oldOfGroup && nowOfGroup && oldOfGroup.id === nowOfGroup.id) {
    events.push(...nodeEvents(oldOfGroup, nowOfGroup, { ...before.members, ...after.members }));
    if (oldOfGroup.state !== nowOfGroup.state) events.push(stateEvent(nowOfGroup));
  }
  return events;
}

/** The cluster of the host's group, if the host is part of it. */
function ownCluster({ cluster, hostId }: View): Cluster | undefined {
  return cluster?.nodes.includes(hostId) || cluster?.leaving.includes(hostId) ? cluster : undefined;
}

function stateEvent(cluster: Cluster): LifecycleEvent {
  const [reason, words] = stateEvents[cluster.state];
  return event(reason, `Cluster "${cluster.name}" ${words}.`);
}

/** While a whole cluster goes, its nodes are not taken out of it. */
function nodeEvents(old: Cluster, now: Cluster, names: Readonly<Record<string, string>>): LifecycleEvent[] {
  if (now.state === 'Deleting') return [];
  const of = (ids: readonly string[], known: readonly string[], reason: ClusterReason, words: string) =>
    ids
      .filter((id) => !known.includes(id))
      .map((id) => event(reason, `Host "${names[id] ?? id}" ${words} cluster "${now.name}".`));
  return [
    ...of(old.nodes, now.nodes, 'PoolShrank', 'was taken out of'),
    ...of(now.nodes, old.nodes, 'PoolGrew', 'was added to'),
  ];
}

function event(reason: ClusterReason, message: string): LifecycleEvent {
  return { scope: 'cluster', type: eventType(reason), reason, message };
}
