/** API files by hand, for a suite of one operation. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Operation } from '../../operators/api/operations';
import {
  anyObject,
  dateTime,
  distinct,
  integer32,
  list,
  map,
  object,
  text,
  untyped,
  words,
} from '../../operators/api/wire/shapes';
import type { ApiOperation } from './api';
import { type Comparison, compare } from './compare';
import { readApiFile } from './file';
import { publishedApi } from './published-api';
import { suiteApi } from './suite-api';

export const pet: Operation = {
  method: 'PUT',
  path: '/v1/pets/{name}',
  secured: true,
  repeatable: true,
  asked: { query: object({ quick: text }, { owner: text }), body: object({ age: integer32 }, { name: text }) },
  answers: {
    200: object(
      { born: dateTime, kind: words('cat', 'dog'), tags: list(text), labels: map(text), more: anyObject },
      { parent: object({ name: text }) },
    ),
    400: untyped({ message: text }),
    default: text,
  },
};

export const toys: Operation = {
  ...pet,
  method: 'POST',
  path: '/v1/toys',
  asked: {},
  answers: { 201: object({}, { items: distinct(object({ name: text })) }) },
};

/** The operation `pet` as the two formats say it. */
export const swagger = {
  swagger: '2.0',
  basePath: '/v1',
  securityDefinitions: { token: { type: 'apiKey', in: 'header', name: 'Authorization' } },
  paths: {
    '/pets/{id}': {
      parameters: [{ in: 'path', name: 'id', required: true, type: 'string' }],
      put: {
        security: [{ token: [] }],
        parameters: [
          { in: 'query', name: 'owner', required: true, type: 'string' },
          { in: 'query', name: 'quick', type: 'string' },
          { in: 'header', name: 'Authorization', required: true, type: 'string' },
          { in: 'body', name: 'body', required: true, schema: { $ref: '#/definitions/PetChange' } },
        ],
        responses: {
          200: { description: 'fine', schema: { $ref: '#/definitions/Pet' }, examples: { $ref: 'https://elsewhere' } },
          400: { description: 'bad', schema: { properties: { message: { type: 'string' } } } },
          default: { description: 'else', schema: { type: 'string' } },
        },
      },
    },
  },
  definitions: {
    PetChange: {
      type: 'object',
      required: ['name'],
      properties: { name: { type: 'string' }, age: { type: 'integer', format: 'int32' } },
    },
    Pet: {
      type: 'object',
      required: ['parent'],
      properties: {
        born: { type: 'string', format: 'date-time' },
        kind: { type: 'string', enum: ['dog', 'cat'], default: 'cat' },
        tags: { type: 'array', items: { type: 'string' } },
        labels: { type: 'object', additionalProperties: { type: 'string' } },
        more: { type: 'object' },
        parent: { type: 'object', properties: { name: { type: 'string', example: { $ref: 'other.json' } } } },
      },
    },
  },
};

const json = (schema: unknown) => ({ 'text/html': {}, 'application/json': { schema } });

export const openApi = {
  openapi: '3.1.0',
  servers: [{ url: 'https://{host}:5080/v1/', variables: { host: { default: 'a' } } }],
  security: [{ token: [] }],
  paths: {
    '/pets/{id}': {
      put: {
        parameters: [
          { in: 'query', name: 'owner', required: true, schema: { type: 'string' } },
          { $ref: '#/components/parameters/quick' },
        ],
        requestBody: { required: true, content: json({ $ref: '#/components/schemas/PetChange' }) },
        responses: {
          200: { description: 'fine', content: json({ $ref: '#/components/schemas/Pet' }) },
          400: { $ref: '#/components/responses/bad' },
          default: { description: 'else', content: json({ type: 'string' }) },
        },
      },
    },
  },
  components: {
    parameters: { quick: { in: 'query', name: 'quick', schema: { type: 'string' } } },
    responses: { bad: { description: 'bad', content: json({ properties: { message: { type: 'string' } } }) } },
    schemas: swagger.definitions,
  },
};

/** Writes a file for the time of a test. */
export async function withFile<T>(content: unknown, use: (file: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'hostlink-api-'));
  try {
    const file = join(folder, 'api.json');
    await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));
    return await use(file);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Compares a suite with what is written in a file. */
export const compareWith = (content: unknown, ...operations: readonly Operation[]): Promise<Comparison> =>
  withFile(content, async (file) => compare(suiteApi(operations), publishedApi(await readApiFile(file), file)));

/** One line per difference. */
export const linesOf = ({ operations }: Comparison): string[] =>
  operations.flatMap(({ differences }) =>
    differences.map(({ kind, where, path, suite, file }) => `${kind}: ${where} ${path}: ${suite} / ${file}`),
  );

/** Operations as an OpenAPI document. */
export function written(operations: readonly ApiOperation[]): unknown {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const { method, path, needsLogin, answers, query, body, form } of operations) {
    const { properties = {}, required = [] } = query as { properties?: Record<string, unknown>; required?: string[] };
    const parameters = Object.entries(properties).map(([name, schema]) => {
      return { in: 'query', name, schema, required: required.includes(name) };
    });
    const content = body ? json(body.schema) : { 'multipart/form-data': { schema: form } };
    const requestBody = body || form ? { requestBody: { content, required: body?.required ?? true } } : {};
    const responses = Object.fromEntries([...answers].map(([status, schema]) => [status, { content: json(schema) }]));
    paths[path] = {
      ...paths[path],
      [method.toLowerCase()]: { parameters, ...requestBody, responses, security: needsLogin ? [{ token: [] }] : [] },
    };
  }
  return { openapi: '3.1.0', paths };
}
