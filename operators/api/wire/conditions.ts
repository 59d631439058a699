/** How the API tells what a cluster, a node or a host is up to. */
import { dateTime, integer32, list, object, type Shape, text, untyped, words } from './shapes';

export const health: Shape = object({ reason: text, status: words('Healthy', 'Unhealthy') });

export const state: Shape = words('Provisioning', 'Running', 'Deleting', 'Error');

/** `type` and `status` are free text, as in Kubernetes. */
export const condition: Shape = untyped(
  { lastProbeTime: dateTime, lastTransitionTime: dateTime, message: text, reason: text },
  { status: text, type: text },
);

const order = untyped({ order: integer32, reason: text, reasonLabel: text, type: text, typeLabel: text });

export const lifecycleEvents: Shape = object({
  clusterEvents: list(condition),
  edgeHostEvents: list(condition),
  expectedOrder: list(untyped({ category: text, conditionsOrder: list(order), order: integer32 })),
});
