import type { Context as Call } from 'hono';
import type { Decision, Refusal } from '../../domain';
import { accepted, failed, refused } from '../answers';

/** Answers what became of a proposal, with the status published for its success. */
export function outcome(call: Call, decision: Decision, status: 200 | 201 | 202, message: string): Response {
  return decision.refused ? refused(call, decision.refused) : accepted(call, status, message);
}

/** The same for operations that are published to answer 403 where they are not for this host. */
export function outcomeOrForbidden(call: Call, decision: Decision, status: 200 | 202, message: string): Response {
  const refusal: Refusal | undefined = decision.refused;
  if (refusal?.code === 'FOLLOWS') return failed(call, 403, refusal.code, refusal.message);
  return outcome(call, decision, status, message);
}

/** Answers that a body cannot be used. */
export function unusable(call: Call, problem: string): Response {
  return failed(call, 400, 'BODY_INVALID', problem);
}
