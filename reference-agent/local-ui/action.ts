import type { Context as Call } from 'hono';
import { textOf } from '../host/body';
import type { Done } from './api-client';
import type { ActionResult } from './page';

type More = Partial<Omit<Extract<ActionResult, { readonly refused?: undefined }>, 'refused'>>;

/** Bytes. A person may paste something large into a field, and is to read why it is no good. */
const largestForm = 1024 * 1024;

/** What a form holds. Throws {@link BodyTooLarge}. */
export async function formOf(call: Call): Promise<URLSearchParams> {
  const type = call.req.header('content-type') ?? '';
  return new URLSearchParams(
    type.startsWith('application/x-www-form-urlencoded') ? await textOf(call, largestForm) : '',
  );
}

/** What the API answered, as the result of an action. */
export function resultOf(done: Done, more: More = {}): ActionResult {
  return done.refused === undefined ? { done: done.message, ...more } : done;
}
