/**
 * The vocabulary of published shapes. Every schema's error message says what is expected, so that a violation reads
 * "expected a string". Unknown properties are allowed everywhere: the published API closes none of its objects.
 */
import { z } from 'zod';

export type Shape = z.ZodType;
type Properties = Readonly<Record<string, Shape>>;

/** Published without a shape: any body will do, none as well. */
export const anything: Shape = z.unknown();

export const text: Shape = z.string({ error: 'a string' });
export const flag: Shape = z.boolean({ error: 'true or false' });

const wholeBetween = (least: number, most: number, name: string): Shape =>
  z
    .number({ error: name })
    .refine((value) => Number.isInteger(value) && value >= least && value <= most, { error: name });

export const integer: Shape = wholeBetween(-(2 ** 63), 2 ** 63, 'an integer');
export const integer32: Shape = wholeBetween(-(2 ** 31), 2 ** 31 - 1, 'an integer of 32 bits');

const rfc3339 = /^\d{4}-(0\d|1[0-2])-([0-2]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d+)?(Z|[+-]\d\d:\d\d)$/i;
export const dateTime: Shape = z.string({ error: 'a date and time' }).regex(rfc3339, { error: 'a date and time' });

export const words = (...allowed: [string, ...string[]]): Shape =>
  z.enum(allowed, { error: allowed.map((word) => JSON.stringify(word)).join(' or ') });

export const list = (of: Shape): Shape => z.array(of, { error: 'a list' });
export const map = (of: Shape): Shape => z.record(z.string(), of, { error: 'an object' });
export const anyObject: Shape = map(z.unknown());

/** An object. Properties that the API does not require may be absent, but not null. */
export function object(optional: Properties, required: Properties = {}): Shape {
  const mayBeAbsent = Object.entries(optional).map(([name, shape]) => [name, shape.optional()] as const);
  return z.object({ ...Object.fromEntries(mayBeAbsent), ...required }, { error: 'an object' });
}

/** Properties published without the type `object`: they bind an answer that is an object, and no other. */
export function untyped(optional: Properties): Shape {
  const whenObject = object(optional);
  return z.unknown().superRefine((value, context) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
    for (const { path, message } of whenObject.safeParse(value).error?.issues ?? []) {
      context.addIssue({ code: 'custom', path: [...path], message });
    }
  });
}
