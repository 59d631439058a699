import type { Audit, LifecycleEvent } from '../../operator';
import { listOf, part, words } from './reading';

const event = part({ type: words, status: words, reason: words, message: words });

/** In the order of the answer: those of the cluster, then those of the host. */
export const lifecycleEvents = part({ clusterEvents: listOf(event), edgeHostEvents: listOf(event) }).transform(
  ({ clusterEvents, edgeHostEvents }): readonly LifecycleEvent[] => [
    ...clusterEvents.map((one) => ({ scope: 'cluster' as const, ...one })),
    ...edgeHostEvents.map((one) => ({ scope: 'edge host' as const, ...one })),
  ],
);

const audit = part({
  metadata: part({ createTimestamp: words }),
  spec: part({
    actionType: words,
    actor: part({ uid: words, actorType: words }),
    resource: part({ kind: words }),
    message: words,
  }),
}).transform(({ metadata, spec }): Audit => {
  return {
    at: Date.parse(metadata.createTimestamp),
    actionType: spec.actionType,
    actor: spec.actor.uid || spec.actor.actorType,
    resourceKind: spec.resource.kind,
    message: spec.message,
  };
});

/** One page of audits, and what asks for the next one; empty on the last. */
export const audits = part({ items: listOf(audit), listmeta: part({ continue: words }) }).transform(
  ({ items, listmeta }) => ({ items, next: listmeta.continue }),
);
