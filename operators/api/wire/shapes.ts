/**
 * The vocabulary of published shapes. Every schema's error message says what is expected, so that a violation reads
 * "expected a string". Unknown properties are allowed everywhere: the published API closes none of its objects.
 *
 * Each shape also turns into the JSON Schema that it stands for ({@link jsonSchema}), so that shapes can be compared with
 * a published API; what zod cannot say of itself is said with `meta`.
 */
import { z } from 'zod';

export type Shape = z.ZodType;
type Properties = Readonly<Record<string, Shape>>;

/** Published without a shape: any body will do, none as well. */
export const anything: Shape = z.unknown();

export const text: Shape = z.string({ error: 'a string' });
export const flag: Shape = z.boolean({ error: 'true or false' });

export const number: Shape = z.number({ error: 'a number' });

const wholeBetween = (least: number, most: number, name: string): z.ZodType =>
  z
    .number({ error: name })
    .refine((value) => Number.isInteger(value) && value >= least && value <= most, { error: name })
    .meta({ type: 'integer' });

export const integer: Shape = wholeBetween(-(2 ** 63), 2 ** 63, 'an integer');
export const integer32: Shape = wholeBetween(-(2 ** 31), 2 ** 31 - 1, 'an integer of 32 bits').meta({
  type: 'integer',
  format: 'int32',
});

const rfc3339 = /^\d{4}-(0\d|1[0-2])-([0-2]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d+)?(Z|[+-]\d\d:\d\d)$/i;
export const dateTime: Shape = z
  .string({ error: 'a date and time' })
  .refine((value) => rfc3339.test(value), { error: 'a date and time' })
  .meta({ format: 'date-time' });

/** Part of a form: bytes with a file name. */
export const file: Shape = z.unknown().meta({ type: 'file' });

export const words = (...allowed: [string, ...string[]]): Shape =>
  z.enum(allowed, { error: allowed.map((word) => JSON.stringify(word)).join(' or ') });

export const list = (of: Shape): Shape => z.array(of, { error: 'a list' });

/** A list in which nothing stands twice. */
export const distinct = (of: Shape): Shape =>
  z
    .array(of, { error: 'a list' })
    .refine((items) => new Set(items.map((item) => JSON.stringify(item))).size === items.length, {
      error: 'a list in which nothing stands twice',
    })
    .meta({ uniqueItems: true });

export const map = (of: Shape): Shape => z.record(z.string(), of, { error: 'an object' });
export const anyObject: Shape = map(z.unknown());

/** An object. Properties that the API does not require may be absent, but not null. */
export function object(optional: Properties, required: Properties = {}): Shape {
  const mayBeAbsent = Object.entries(optional).map(([name, shape]) => [name, shape.optional()] as const);
  return z.object({ ...Object.fromEntries(mayBeAbsent), ...required }, { error: 'an object' });
}

/** Properties published without the type `object`: they bind a value that is an object, and no other. */
export const untyped = (optional: Properties, required: Properties = {}): Shape =>
  whenObject(object(optional, required));

/** The same of an object that maps any name to one shape. */
export const untypedMap = (of: Shape): Shape => whenObject(map(of));

const ofUntyped = new WeakMap<z.core.$ZodType, Shape>();

function whenObject(shape: Shape): Shape {
  const whatever = z.unknown().superRefine((value, context) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
    for (const { path, message } of shape.safeParse(value).error?.issues ?? []) {
      context.addIssue({ code: 'custom', path: [...path], message });
    }
  });
  ofUntyped.set(whatever, shape);
  return whatever;
}

/** The JSON Schema that a shape stands for, in full: nothing in it refers to anything. */
export function jsonSchema(shape: Shape): z.core.JSONSchema.BaseSchema {
  return z.toJSONSchema(shape, {
    io: 'input',
    override: ({ zodSchema, jsonSchema: said }) => {
      const untypedShape = ofUntyped.get(zodSchema);
      if (untypedShape === undefined) return;
      const { $schema: _, type: __, ...parts } = jsonSchema(untypedShape);
      Object.assign(said, parts);
    },
  });
}
