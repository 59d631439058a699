import type { Context as Call } from 'hono';
import type { z } from 'zod';
import { jsonOf } from '../../host/body';

/** Bytes. What is accepted becomes part of what every host of the group keeps. */
const largest = 128 * 1024;
/** Levels of nesting; the published bodies have less than half of that. */
const deepest = 24;

/** A usable body, or one sentence on what is wrong with it. */
export type Body<T> =
  | { readonly value: T; readonly problem?: undefined }
  | { readonly problem: string; readonly value?: undefined };

/** The request's body as this schema wants it. Throws {@link BodyTooLarge}. */
export async function readBody<S extends z.ZodType>(call: Call, schema: S): Promise<Body<z.infer<S>>> {
  const json = await jsonOf(call, largest);
  const problem = json === undefined ? 'The body is not JSON.' : shapeProblem(json);
  return problem ? { problem } : checked(json, schema);
}

/** A value as this schema wants it. */
export function checked<S extends z.ZodType>(value: unknown, schema: S): Body<z.infer<S>> {
  const result = schema.safeParse(value);
  if (result.success) return { value: result.data };
  const [issue] = result.error.issues;
  const path = issue?.path.map(String).join('.').slice(0, 128) ?? '';
  const where = path === '' ? 'The body' : `${JSON.stringify(path)} in the body`;
  return { problem: `${where} is not usable: ${issue?.message ?? 'unknown'}.` };
}

/** What makes a value unfit for handling at all: nesting that exhausts a stack, keys that reach for prototypes. */
function shapeProblem(value: unknown): string | undefined {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > deepest) return `The body is nested more than ${deepest} levels deep; send a flatter one.`;
    const inner: unknown[] = [];
    for (const one of level) {
      if (typeof one !== 'object' || one === null) continue;
      if (Object.hasOwn(one, '__proto__')) return 'The body has a key "__proto__"; leave it out.';
      for (const child of Object.values(one)) inner.push(child);
    }
    level = inner;
  }
  return undefined;
}
