import { z } from 'zod';
import type { JournalKind } from '../store/journal';

/** What kinds of action are told apart, as published. */
export const actionTypes = ['create', 'update', 'delete', 'activity', 'action'] as const;

export type ActionType = (typeof actionTypes)[number];

/** What an action is done to. */
export type AuditedKind = 'edgehost' | 'cluster' | 'content' | 'token' | 'user';

const audit = z.object({
  /** Counts up on a host. */
  sequence: z.int().positive(),
  /** RFC 3339; of two audits of one host never the same. */
  at: z.string(),
  actionType: z.enum(actionTypes),
  actor: z.object({ actorType: z.enum(['user', 'system']), uid: z.string() }),
  resource: z.object({ kind: z.string(), name: z.string(), uid: z.string() }),
  /** One sentence, with nothing secret in it. */
  message: z.string(),
});

/** One thing that somebody did on a host. */
export type Audit = Readonly<z.infer<typeof audit>>;

/** Where a host keeps its audits. */
export const auditJournal: JournalKind<Audit> = { fileName: 'audits.json', limit: 1000, entry: audit };
