/** One shape, in words that all dialects of JSON Schema have in common. Read level by level: shapes may hold themselves. */

import type { Schema } from './api';
import { circular } from './errors';

export interface Form {
  /** `object`, `string (date-time)`, ...; `anything` where none is named. */
  readonly type: string;
  readonly mayBeNull: boolean;
  /** JSON of each value that is allowed; undefined where any is. */
  readonly values: readonly string[] | undefined;
  readonly properties: ReadonlyMap<string, Schema>;
  readonly required: ReadonlySet<string>;
  readonly items: Schema;
  /** Of properties that are not named. */
  readonly others: Schema | 'none';
  /** Further limits that some value could break, by keyword. */
  readonly limits: ReadonlyMap<string, string>;
}

type Raw = Readonly<Record<string, unknown>>;

/** The object that a value is, or an empty one. */
export const objectOf = (value: unknown): Raw =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Raw) : {};

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** Formats that allow fewer values than their type; others say how a value is kept or shown, and bind nobody. */
const tellingFormat = (format: unknown): format is string =>
  typeof format === 'string' && !['int64', 'float', 'double', 'password', 'byte', ''].includes(format);

const limitKeywords = [
  ...['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'],
  ...['minLength', 'maxLength', 'pattern', 'minItems', 'maxItems', 'uniqueItems', 'minProperties', 'maxProperties'],
  ...['not', 'if', 'contains', 'patternProperties', 'prefixItems', 'dependentRequired'],
];

/** Throws a `CliError` for a reference that leads to itself. */
export function formOf(schema: Schema): Form {
  return merged(partsOf(schema, new Set()));
}

/** The schema and all that it is composed of, each once. */
function partsOf(schema: Schema, seen: Set<unknown>): readonly Raw[] {
  const raw = objectOf(schema);
  if (seen.has(raw)) return [];
  seen.add(raw);
  if (typeof raw.$ref === 'string') throw circular(raw.$ref);
  return [raw, ...listOf(raw.allOf).flatMap((part) => partsOf(part, seen)), ...nullOr(raw, seen)];
}

const isNull = (schema: unknown): boolean => objectOf(schema).type === 'null';

/** Of a choice between null and one shape, that shape. */
function nullOr(raw: Raw, seen: Set<unknown>): readonly Raw[] {
  const shapes = alternatives(raw).filter((one) => !isNull(one));
  return shapes.length === 1 ? partsOf(shapes[0], seen) : [];
}

const alternatives = (raw: Raw): readonly unknown[] => [...listOf(raw.oneOf), ...listOf(raw.anyOf)];

function merged(parts: readonly Raw[]): Form {
  const types = new Set(parts.map(typeOf).filter((type) => type !== undefined));
  const others = parts.map(({ additionalProperties }) => additionalProperties).filter((one) => one !== undefined);
  return {
    type: types.size === 0 ? 'anything' : [...types].join(' and '),
    mayBeNull: parts.some(allowsNull),
    values: parts.map(valuesOf).find((values) => values !== undefined),
    properties: new Map(parts.flatMap(({ properties }) => Object.entries(objectOf(properties)))),
    required: new Set(parts.flatMap(({ required }) => listOf(required).map(String))),
    items: parts.map(({ items }) => items).find((items) => items !== undefined),
    others: others.includes(false) ? 'none' : others.find((one) => one !== true),
    limits: new Map(parts.flatMap(limitsOf)),
  };
}

function typeOf(raw: Raw): string | undefined {
  const choice = alternatives(raw).filter((one) => !isNull(one));
  if (choice.length > 1) return `one of ${choice.length} shapes`;
  const named = (Array.isArray(raw.type) ? raw.type : [raw.type ?? typeOfValues(raw)]).filter(
    (type) => type !== 'null',
  );
  const type = named.filter((one) => typeof one === 'string').join(' or ');
  if (type === '') return undefined;
  if (type === 'string' && raw.format === 'binary') return 'file';
  return tellingFormat(raw.format) ? `${type} (${raw.format})` : type;
}

function typeOfValues(raw: Raw): string | undefined {
  const types = new Set((allowed(raw) ?? []).map((value) => typeof value));
  return types.size === 1 ? [...types][0] : undefined;
}

const allowed = (raw: Raw): readonly unknown[] | undefined =>
  Array.isArray(raw.enum) ? raw.enum : raw.const === undefined ? undefined : [raw.const];

const valuesOf = (raw: Raw): readonly string[] | undefined =>
  allowed(raw)
    ?.filter((value) => value !== null)
    .map((value) => JSON.stringify(value));

const allowsNull = (raw: Raw): boolean =>
  raw.nullable === true ||
  raw['x-nullable'] === true ||
  listOf(raw.type).includes('null') ||
  alternatives(raw).some(isNull) ||
  (allowed(raw)?.includes(null) ?? false);

function limitsOf(raw: Raw): [string, string][] {
  return limitKeywords
    .filter((keyword) => raw[keyword] !== undefined && raw[keyword] !== false)
    .map((keyword) => [keyword, shown(raw[keyword])]);
}

/** Schemas among limits may hold themselves; then that there is such a limit is all that is said. */
function shown(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch {
    return 'some';
  }
}
