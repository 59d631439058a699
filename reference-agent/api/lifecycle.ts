import { expectedOrder, type LifecycleEvent, type LifecycleLog } from '../events';
import type { Route } from './routes';

/** What became of the host and of its cluster, as published. */
export function lifecycleRoutes(lifecycle: LifecycleLog): Route[] {
  const conditions = (scope: LifecycleEvent['scope']) =>
    lifecycle.events
      .filter((event) => event.scope === scope)
      .map(({ type, reason, message, at }) => ({ type, status: 'True', reason, message, lastTransitionTime: at }));
  return [
    {
      method: 'GET',
      path: '/v1/edge-mgmt/events/lifecycle',
      answer: (call) =>
        call.json({
          clusterEvents: conditions('cluster'),
          edgeHostEvents: conditions('edge host'),
          expectedOrder,
        }),
    },
  ];
}
