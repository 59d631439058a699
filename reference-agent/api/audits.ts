import type { Context as Call } from 'hono';
import { z } from 'zod';
import { type Audit, type AuditLog, type AuditQuery, actionTypes, pageOf } from '../audits';
import type { Context } from '../host/context';
import { failed } from './answers';
import type { Route } from './routes';

/** As published: the default, and the most that one answer holds. */
const mostItems = 50;

const time = z.iso
  .datetime({ offset: true, error: 'is no date-time; give one as 2026-01-31T09:30:00Z' })
  .transform((value) => Date.parse(value));
const name = z.string().max(256, 'has more than 256 characters; give a shorter one');
const count = (least: number) => {
  const error = `is no whole number from ${least} on; give one`;
  return z
    .string()
    .regex(/^\d{1,9}$/, error)
    .transform(Number)
    .refine((value) => value >= least, error);
};
const continuation = z.string().transform((token, found) => {
  const [, newest, offset] = /^(\d{1,15})\.(\d{1,9})$/.exec(Buffer.from(token, 'base64url').toString('latin1')) ?? [];
  if (newest !== undefined && offset !== undefined) return { newest: Number(newest), offset: Number(offset) };
  found.addIssue('is no token of an earlier answer; give its "listmeta.continue" unchanged');
  return z.NEVER;
});

const query = z
  .object({
    startTime: time,
    endTime: time,
    userUid: name,
    resourceKind: name,
    actionType: z.enum(actionTypes, { error: `is no type of action; give one of ${actionTypes.join(', ')}` }),
    limit: count(1),
    offset: count(0),
    continue: continuation,
  })
  .partial();

/** What was done on this host and by whom, newest first, as published. */
export function auditRoutes(context: Context, audits: AuditLog): Route[] {
  const hostId = context.host.state.profile.id;
  return [
    {
      method: 'GET',
      path: '/v1/edge-mgmt/edgehosts/current/audits',
      answer: (call) => {
        const asked = readQuery(call);
        if (typeof asked === 'string') return failed(call, 400, 'AUDIT_QUERY', asked);
        const { items, offset, next } = pageOf(audits.entries, asked);
        const token = next ? Buffer.from(`${next.newest}.${next.offset}`).toString('base64url') : '';
        return call.json({
          items: items.map((audit) => auditOf(audit, hostId)),
          listmeta: { continue: token, limit: items.length, offset },
        });
      },
    },
  ];
}

/** What is asked for, or one sentence that says why that cannot be answered. Empty parameters count as absent. */
function readQuery(call: Call): AuditQuery | string {
  const given = Object.entries(call.req.query()).filter(([, value]) => value !== '');
  const read = query.safeParse(Object.fromEntries(given));
  if (!read.success) {
    const [issue] = read.error.issues;
    const parameter = String(issue?.path[0]);
    return `The parameter "${parameter}" is "${call.req.query(parameter)?.slice(0, 64)}", which ${issue?.message}.`;
  }
  const { limit = mostItems, continue: after, ...rest } = read.data;
  if (rest.startTime !== undefined && rest.endTime !== undefined && rest.startTime > rest.endTime) {
    return 'The parameter "startTime" lies after "endTime"; give the earlier time first.';
  }
  return withoutAbsent({ ...rest, limit: Math.min(limit, mostItems), after });
}

function withoutAbsent(read: { [name in keyof AuditQuery]: AuditQuery[name] | undefined }): AuditQuery {
  return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined)) as unknown as AuditQuery;
}

/** `v1Audit` */
function auditOf({ at, actionType, actor, resource, message }: Audit, hostId: string): Record<string, unknown> {
  return {
    metadata: { createTimestamp: at, edgeHostId: hostId },
    spec: { actionType, actor, message, resource },
  };
}
