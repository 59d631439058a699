import { clusterEventsBetween } from './cluster-between';
import { eventType, type Reason } from './kinds';
import type { LifecycleEvent, View } from './observation';

/** What happened to a host and to the cluster it is part of, between two looks at it. */
export function eventsBetween(before: View, after: View): LifecycleEvent[] {
  return [...hostEventsBetween(before, after), ...clusterEventsBetween(before, after)];
}

/** An event of the host itself. */
export function hostEvent(reason: Reason, message: string): LifecycleEvent {
  return { scope: 'edge host', type: eventType(reason), reason, message };
}

function hostEventsBetween(before: View, after: View): LifecycleEvent[] {
  const events: LifecycleEvent[] = [];
  const became = (is: (view: View) => boolean) => is(after) && !is(before);
  const record = (happened: boolean, reason: Reason, message: string) => {
    if (happened) events.push(hostEvent(reason, message));
  };
  // A host that changed its group between two looks left the first one.
  const isElsewhere = isLinked(before) && isLinked(after) && before.groupId !== after.groupId;

  record(became(isIdle), 'WorkloadGone', 'No cluster uses the host any more; it is Ready.');
  record(became(isUnlinked) || isElsewhere, 'GroupLeft', 'The host is linked with no other any more.');
  record(became(leadsNot), 'NoTokens', 'The host generates no tokens any more.');
  if (became(leads)) {
    const { cluster } = after;
    if (cluster)
      events.push(hostEvent('ControlPlane', `The host generates tokens for the group of cluster "${cluster.name}".`));
    else events.push(hostEvent('GeneratesTokens', 'The host generates tokens; others can be linked to it.'));
  }
  record(became(isLinked) || isElsewhere, 'GroupEntered', `The host is linked with ${othersOf(after)}.`);
  record(
    became((view) => view.isInUse),
    'WorkloadStarted',
    'A cluster uses the host; it is In-Use.',
  );
  record(
    hasNewlyAll(before, after),
    'ContentComplete',
    `The host has all content of its group: ${after.contents.length} bundle(s).`,
  );
  return events;
}

const leads = (view: View) => view.generatesTokens;
const leadsNot = (view: View) => !view.generatesTokens;
const isIdle = (view: View) => !view.isInUse;
const isLinked = (view: View) => Object.keys(view.members).length > 1;
const isUnlinked = (view: View) => !isLinked(view);

function othersOf(view: View): string {
  const others = Object.entries(view.members).filter(([id]) => id !== view.hostId);
  return others.map(([, name]) => `"${name}"`).join(', ');
}

function hasNewlyAll(before: View, after: View): boolean {
  const hasMore = after.contents.some((sha256) => !before.contents.includes(sha256));
  return after.isSynced && after.contents.length > 0 && (hasMore || !before.isSynced);
}
