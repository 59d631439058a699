/** Who did what on a host. */
import { dateTime, distinct, integer, object, type Shape, text, untyped, words } from './shapes';

const actionTypes = ['create', 'update', 'delete', 'action', 'activity'] as const;

const audit = object({
  metadata: untyped({ createTimestamp: dateTime, edgeHostId: text }),
  spec: untyped({
    actionType: words(...actionTypes),
    actor: untyped({ actorType: words('user', 'system'), uid: text }),
    message: text,
    resource: untyped({ kind: text, name: text, uid: text }),
  }),
});

export const audits: Shape = object(
  { listmeta: object({ continue: text, limit: integer, offset: integer }) },
  { items: distinct(audit) },
);

/** What audits can be narrowed by. */
export const auditsQuery: Shape = object({
  startTime: dateTime,
  endTime: dateTime,
  userUid: text,
  resourceKind: text,
  actionType: words(...actionTypes),
  limit: integer,
  offset: integer,
  continue: text,
});
