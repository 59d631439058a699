/** Reads an API file: JSON or YAML, with references inside of it and nowhere else. */
import { readFile } from 'node:fs/promises';
import { $RefParser } from '@apidevtools/json-schema-ref-parser';
import { parse as parseYaml } from 'yaml';
import { badReference, externalReference, noApi, notJsonOrYaml, tooDeep, unreadable } from './errors';
import { objectOf } from './form';

/** An API as it is written, with every reference in place; it may hold itself. Rejects with a `CliError`. */
export async function readApiFile(file: string): Promise<Readonly<Record<string, unknown>>> {
  const written = parse(file, await text(file));
  if (typeof written !== 'object' || written === null || Array.isArray(written)) {
    throw noApi(file, 'no object');
  }
  if (!('swagger' in written) && !('openapi' in written)) {
    throw noApi(file, 'neither "swagger" nor "openapi" at its top');
  }
  const bare = essence(file, written, false, 0);
  try {
    const options = {
      resolve: { external: false },
      dereference: { circular: true },
      mutateInputSchema: false,
    } as const;
    return objectOf(await $RefParser.dereference(bare as object, options));
  } catch (cause) {
    throw badReference(file, cause);
  }
}

async function text(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw unreadable(file, cause);
  }
}

/** YAML reads JSON as well, only slower. */
function parse(file: string, written: string): unknown {
  try {
    return JSON.parse(written);
  } catch {
    try {
      return parseYaml(written, { logLevel: 'error' });
    } catch (cause) {
      throw notJsonOrYaml(file, cause);
    }
  }
}

const deepest = 200;

/** Their keys are names, which may be any, also words of the API format. */
const holdNames = new Set([
  ...['paths', 'properties', 'patternProperties', 'definitions', '$defs', 'schemas', 'responses', 'parameters'],
  ...[
    'requestBodies',
    'headers',
    'securitySchemes',
    'securityDefinitions',
    'callbacks',
    'links',
    'content',
    'webhooks',
  ],
]);
const shownOnly = /^(example|examples|default|description|summary|externalDocs|x-(?!nullable$).*)$/;

/** The same without what is there for people only: examples may hold anything, also what looks like a reference. */
function essence(file: string, value: unknown, names: boolean, depth: number): unknown {
  if (depth > deepest) throw tooDeep(file, deepest);
  if (Array.isArray(value)) return value.map((item) => essence(file, item, false, depth + 1));
  if (typeof value !== 'object' || value === null) return value;
  const reference: unknown = (value as { $ref?: unknown }).$ref;
  if (names && reference !== undefined && typeof reference !== 'string') {
    throw badReference(file, new Error('something in it is named "$ref"'));
  }
  if (typeof reference === 'string' && !reference.startsWith('#')) throw externalReference(reference);
  const kept = Object.entries(value).filter(([key]) => names || !shownOnly.test(key));
  return Object.fromEntries(
    kept.map(([key, part]) => [key, essence(file, part, !names && holdNames.has(key), depth + 1)]),
  );
}
