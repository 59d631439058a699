import type { HttpBindings } from '@hono/node-server';
import type { Context as Call } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { type Refusal, refusalCodes } from '../domain';
import { jsonOf } from '../host/body';

/** Answers an error in the published shape, `v1Error`. */
export function failed(call: Call, status: ContentfulStatusCode, code: string, message: string): Response {
  return call.json({ code, message, details: {}, ref: '' }, status);
}

/** Answers that the host refused a command. */
export function refused(call: Call, refusal: Refusal): Response {
  return failed(call, refusalCodes[refusal.code], refusal.code, refusal.message);
}

/** Answers `v1AcceptedResponseWithMessage`. */
export function accepted(call: Call, status: 200 | 201 | 202, message: string): Response {
  return call.json({ message }, status);
}

/** Bodies of the operations here are small documents. */
const largestBody = 1024 * 1024;

/** The JSON of the request's body, or undefined where it is none. */
export function bodyOf(call: Call): Promise<unknown> {
  return jsonOf(call, largestBody);
}

/** Does something that ends connections once the answer to this request is out. */
export function afterAnswer(call: Call, act: () => void): void {
  (call.env as HttpBindings).outgoing.once('finish', act);
}
