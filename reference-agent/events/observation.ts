import { z } from 'zod';
import type { JournalKind } from '../store/journal';

const texts = z.array(z.string());

const view = z.object({
  hostId: z.string(),
  groupId: z.string(),
  /** Hosts of the group by id, this one included. */
  members: z.record(z.string(), z.string()),
  generatesTokens: z.boolean(),
  isInUse: z.boolean(),
  /** SHA-256 of the content it is to have. */
  contents: texts,
  /** Whether it has all of that. */
  isSynced: z.boolean(),
  cluster: z
    .object({
      id: z.string(),
      name: z.string(),
      state: z.enum(['Provisioning', 'Running', 'Deleting']),
      /** Hosts in its node pools. */
      nodes: texts,
      /** Hosts that were taken out of them, and have not let go of it. */
      leaving: texts,
    })
    .optional(),
});

const event = z.object({
  scope: z.enum(['cluster', 'edge host']),
  type: z.string(),
  /** One word. */
  reason: z.string(),
  /** One sentence. */
  message: z.string(),
});

const observation = z.object({
  /** ISO 8601. */
  at: z.string(),
  view,
  events: z.array(event),
});

/** What events are made from: as much of a host and its group as they tell of. */
export type View = Readonly<z.infer<typeof view>>;

/** Something that happened to a host or its cluster. */
export type LifecycleEvent = Readonly<z.infer<typeof event>>;

/** What a host saw of itself when something had happened. The view stays, so that nothing is missed over a power cut. */
export type Observation = Readonly<z.infer<typeof observation>>;

/** Where a host keeps its events. */
export const eventJournal: JournalKind<Observation> = { fileName: 'events.json', limit: 200, entry: observation };
