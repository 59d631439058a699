import type { ActionType, Audit } from './audit';

/** Which audits are asked for, and which part of them. */
export interface AuditQuery {
  /** Milliseconds since the epoch, inclusive. */
  readonly startTime?: number;
  /** Milliseconds since the epoch, inclusive. */
  readonly endTime?: number;
  readonly userUid?: string;
  readonly resourceKind?: string;
  readonly actionType?: ActionType;
  readonly limit: number;
  /** How many to leave out, from the newest on; goes before the one in `after`. */
  readonly offset?: number;
  /** Goes on where a page ended: audits that came later are left out, so that nothing shows twice. */
  readonly after?: Continuation;
}

/** What a page says of the next one. */
export interface Continuation {
  /** Sequence of the newest audit there was for the first page. */
  readonly newest: number;
  readonly offset: number;
}

export interface AuditPage {
  readonly items: readonly Audit[];
  /** Where the next page begins. */
  readonly offset: number;
  /** Absent on the last page. */
  readonly next?: Continuation;
}

/**
 * One page of audits, newest first.
 * @param audits oldest first
 */
export function pageOf(audits: readonly Audit[], query: AuditQuery): AuditPage {
  const newest = query.after?.newest ?? audits.at(-1)?.sequence ?? 0;
  const matching = audits.filter((audit) => audit.sequence <= newest && isAskedFor(audit, query)).reverse();
  const begin = query.offset ?? query.after?.offset ?? 0;
  const items = matching.slice(begin, begin + query.limit);
  const offset = begin + items.length;
  return { items, offset, ...(items.length > 0 && offset < matching.length && { next: { newest, offset } }) };
}

function isAskedFor(audit: Audit, query: AuditQuery): boolean {
  const at = Date.parse(audit.at);
  return (
    at >= (query.startTime ?? Number.NEGATIVE_INFINITY) &&
    at <= (query.endTime ?? Number.POSITIVE_INFINITY) &&
    (query.userUid ?? audit.actor.uid) === audit.actor.uid &&
    (query.resourceKind ?? audit.resource.kind) === audit.resource.kind &&
    (query.actionType ?? audit.actionType) === audit.actionType
  );
}
