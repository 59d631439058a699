import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, test } from 'node:test';
import { stringify } from 'yaml';
import { main } from '../main';
import { testIo } from '../run/testing';
import { suiteApi } from './suite-api';
import { compareWith, linesOf, openApi, pet, swagger, toys, withFile, written } from './testing';

// biome-ignore lint/suspicious/noExplicitAny: documents are changed anywhere
type Changing = any;

/** Both formats, changed in the same way where they say the same thing in different places. */
const formats = [
  { name: 'Swagger 2.0', document: swagger, schemas: (copy: Changing) => copy.definitions },
  { name: 'OpenAPI 3', document: openApi, schemas: (copy: Changing) => copy.components.schemas },
];

for (const { name, document, schemas } of formats) {
  const changed = async (change: (copy: Changing) => void): Promise<string[]> => {
    const copy: Changing = structuredClone(document);
    change(copy);
    return linesOf(await compareWith(copy, pet));
  };
  const inPet = (change: (schema: Changing) => void) => changed((copy) => change(schemas(copy).Pet));
  const operationOf = (copy: Changing) => copy.paths['/pets/{id}'].put;

  describe(`a file of ${name}`, () => {
    test('agrees, in JSON and in YAML, whatever its parameters are called and its examples refer to', async () => {
      assert.deepEqual(linesOf(await compareWith(document, pet)), []);
      assert.deepEqual(linesOf(await compareWith(stringify(document), pet)), []);
    });

    test('without an operation of the suite differs, with another one it does not', async () => {
      const { operations, unused, used } = await compareWith(document, pet, toys);
      assert.deepEqual(linesOf({ operations, unused, used }), ['operation: operation : uses it / does not have it']);
      assert.equal(operations[0]?.operation, 'POST /v1/toys');
      const more = await compareWith({ ...document, paths: { ...document.paths, '/new': { get: {} } } }, pet);
      assert.deepEqual(linesOf(more), []);
      assert.deepEqual(more.unused, ['GET /v1/new']);
    });

    test('differs by login', async () => {
      const lines = await changed((copy) => {
        operationOf(copy).security = [];
      });
      assert.deepEqual(lines, ['login: operation : needs a login / needs no login']);
    });

    test('differs by status codes, in both directions', async () => {
      const lines = await changed((copy) => {
        const { 400: bad, ...others } = operationOf(copy).responses;
        operationOf(copy).responses = { ...others, 409: bad };
      });
      assert.deepEqual(lines, [
        'status: answer 400 : has it / does not have it',
        'status: answer 409 : does not have it / has it',
      ]);
    });

    test('differs by fields, in both directions', async () => {
      const lines = await inPet((schema) => {
        schema.properties.parent.properties = { surname: { type: 'string' } };
      });
      assert.deepEqual(lines, [
        'field: answer 200 parent.name: has it / does not have it',
        'field: answer 200 parent.surname: does not have it / has it',
      ]);
    });

    test('differs by what is required, in both directions', async () => {
      const lines = await inPet((schema) => {
        schema.required = ['born'];
      });
      assert.deepEqual(lines, [
        'required: answer 200 born: optional / required',
        'required: answer 200 parent: required / optional',
      ]);
    });

    test('differs by words, in both directions', async () => {
      const lines = await inPet((schema) => {
        schema.properties.kind.enum = ['cat', 'cow'];
        schema.properties.parent.properties.name.enum = ['x'];
      });
      assert.deepEqual(lines, [
        'enum: answer 200 kind: "cat", "dog" / "cat", "cow"',
        'enum: answer 200 parent.name: any value / "x"',
      ]);
    });

    test('differs by types and formats, inside lists and maps as well', async () => {
      const lines = await inPet((schema) => {
        schema.properties.born = { type: 'string' };
        schema.properties.tags.items = { type: 'integer' };
        schema.properties.labels.additionalProperties = { type: 'object' };
        schema.properties.more = {};
        schema.properties.parent.properties.name.format = 'password';
      });
      assert.deepEqual(lines.sort(), [
        'type: answer 200 born: string (date-time) / string',
        'type: answer 200 labels.*: string / object',
        'type: answer 200 more: object / anything',
        'type: answer 200 tags[]: string / integer',
      ]);
    });

    test('differs by null, limits and fields that are shut out', async () => {
      const lines = await inPet((schema) => {
        schema.properties.parent['x-nullable'] = true;
        schema.properties.tags.maxItems = 3;
        schema.additionalProperties = false;
      });
      assert.deepEqual(lines.sort(), [
        'field: answer 200 *: further fields / no further fields',
        'limit: answer 200 tags: no maxItems / maxItems 3',
        'type: answer 200 parent: object / object or null',
      ]);
    });

    test('differs by parameters', async () => {
      const lines = await changed((copy) => {
        const [owner, ...others] = operationOf(copy).parameters;
        const added = ['query', 'header'].map((place) => ({
          in: place,
          name: 'X-New',
          required: true,
          type: 'string',
        }));
        operationOf(copy).parameters = [{ ...owner, required: false }, ...others, ...added];
      });
      assert.deepEqual(lines, [
        'required: query owner: required / optional',
        'field: query X-New: does not have it / has it',
        'field: headers X-New: does not have it / has it',
      ]);
    });

    test('differs by what is sent', async () => {
      const lines = await changed((copy) => {
        schemas(copy).PetChange.required = [];
      });
      assert.deepEqual(lines, ['required: request body name: required / optional']);
    });

    test('that holds itself is compared as far as the suite goes', async () => {
      const lines = await inPet((schema) => {
        const reference = name === 'OpenAPI 3' ? '#/components/schemas/Pet' : '#/definitions/Pet';
        schema.properties.parent = { allOf: [{ $ref: reference }, { properties: { name: { type: 'string' } } }] };
      });
      assert.ok(lines.includes('field: answer 200 parent.parent: does not have it / has it'), lines.join('\n'));
      assert.equal(lines.filter((line) => line.includes('parent.parent.')).length, 0);
    });
  });
}

test('a file that holds itself where the suite says nothing is compared to an end', async () => {
  for (const keyword of ['additionalProperties', 'items']) {
    const copy: Changing = structuredClone(openApi);
    copy.components.schemas.Endless = { [keyword]: { $ref: '#/components/schemas/Endless' } };
    copy.components.schemas.Pet.additionalProperties = { $ref: '#/components/schemas/Endless' };
    assert.deepEqual(linesOf(await compareWith(copy, pet)), [], keyword);
  }
});

test('composed shapes, choices of null and constants are read as what they amount to', async () => {
  const copy: Changing = structuredClone(openApi);
  const { parent, kind, ...others } = copy.components.schemas.Pet.properties;
  copy.components.schemas.Pet = {
    allOf: [
      { type: 'object', properties: others },
      { required: ['parent'], properties: { parent, kind: { enum: ['cat', 'dog'] } } },
    ],
  };
  assert.deepEqual(linesOf(await compareWith(copy, pet)), []);
  copy.components.schemas.Pet = {
    type: 'object',
    required: ['parent'],
    properties: { ...others, kind: { const: 'cat' }, parent: { oneOf: [parent, { type: 'null' }] } },
  };
  assert.deepEqual(linesOf(await compareWith(copy, pet)).sort(), [
    'enum: answer 200 kind: "cat", "dog" / "cat"',
    'type: answer 200 parent: object / object or null',
  ]);
});

test('a list without doubles is told from one with them', async () => {
  const items = { type: 'array', items: { type: 'object', properties: { name: { type: 'string' } } } };
  const answer = (list: unknown) => ({ type: 'object', required: ['items'], properties: { items: list } });
  const document = (list: unknown) => ({
    swagger: '2.0',
    security: [{ token: [] }],
    paths: { '/v1/toys': { post: { responses: { 201: { schema: answer(list) } } } } },
  });
  assert.deepEqual(linesOf(await compareWith(document({ ...items, uniqueItems: true }), toys)), []);
  assert.deepEqual(linesOf(await compareWith(document(items), toys)), [
    'limit: answer 201 items: uniqueItems true / no uniqueItems',
  ]);
});

async function call(content: unknown, ...options: string[]) {
  const io = testIo();
  const code = await withFile(content, (file) => main(['contract', 'diff', file, ...options], io));
  return { code, ...io.printed };
}

describe('the command', () => {
  test('agrees with a file that says what the suite knows', async () => {
    const { code, out, err } = await call(written(suiteApi().operations));
    assert.equal(
      out.replace(/"?\S*api\.json/, 'FILE'),
      'All 44 operations that the suite uses agree with FILE (OpenAPI 3.1.0).\n',
    );
    assert.equal(code, 0, err);
  });

  test('shows differences by operation, as text and as JSON', async () => {
    const document: Changing = written(suiteApi().operations);
    document.paths['/v1/ping'] = { post: {} };
    document.paths['/v1/edge-mgmt/edgehosts/current/unlink'].post.responses['409\u001b[31m\u009b'] = {};
    const text = await call(document);
    assert.equal(text.code, 1);
    assert.match(
      text.out,
      /^POST \/v1\/edge-mgmt\/edgehosts\/current\/unlink\n {2}≠ answer 409\\u001b\[31m\\u009b \(status\)\n {4}suite {2}does not have it\n {4}file {3}has it\n/m,
    );
    assert.match(text.out, /≠ Used by the suite, and not in the file\n {2}GET \/v1\/ping\n/);
    assert.match(text.out, /In the file, and not used by the suite\n {2}POST \/v1\/ping\n/);
    assert.match(text.out, /\n2 differences from .*api\.json \(OpenAPI 3\.1\.0\) in 2 of 44 operations\.\n$/);
    assert.doesNotMatch(text.out, /[^\P{Cc}\n]/u);
    const { code, out } = await call(document, '--json');
    const json = JSON.parse(out);
    assert.equal(code, 1);
    assert.deepEqual([json.agrees, json.used, json.unused], [false, 44, ['POST /v1/ping']]);
    assert.deepEqual(
      json.operations.map(({ operation }: { operation: string }) => operation),
      ['GET /v1/ping', 'POST /v1/edge-mgmt/edgehosts/current/unlink'],
    );
    assert.doesNotMatch(out, /[^\P{Cc}\n]/u);
  });

  test('refuses what is no API, in one sentence', async () => {
    const refused: readonly (readonly [unknown, RegExp])[] = [
      ['{"swagger": "2.0", ', /neither JSON nor YAML/],
      ['a: [1', /neither JSON nor YAML/],
      ['<html></html>', /holds no object; give one of Swagger 2\.0 or OpenAPI 3/],
      ['', /holds no object/],
      ['[1]', /holds no object/],
      ['{"openapi3": 1}', /neither "swagger" nor "openapi"/],
      [{ swagger: '1.2', paths: {} }, /holds Swagger 1\.2;/],
      [{ openapi: '2.9.9' }, /holds OpenAPI 2\.9\.9;/],
      [{ openapi: '3.0.0' }, /holds no operation;/],
      [{ openapi: '3.0.0', paths: { '/x': 5 } }, /holds no operation;/],
      [{ ...swagger, definitions: {} }, /references of the API file .*cannot be followed/],
      [`a: &a [*a]\nopenapi: 3.0.0`, /nested more than 200 levels/],
      [`{"openapi": "3.0.0", "x": ${'['.repeat(5000)}${']'.repeat(5000)}}`, /nested more than 200 levels/],
    ];
    for (const [content, sentence] of refused) {
      const { code, out, err } = await call(content);
      assert.equal(code, 2, `${String(content).slice(0, 50)}: ${err}`);
      assert.equal(out, '');
      assert.match(err, sentence);
      assert.equal(err.trimEnd().split('\n').length, 1, err);
    }
  });

  test('refuses files that are not there, or no files', async () => {
    for (const [file, reason] of [
      ['/nowhere/api.json', 'ENOENT'],
      [__dirname, 'EISDIR'],
    ] as const) {
      const io = testIo();
      assert.equal(await main(['contract', 'diff', file], io), 2);
      assert.match(io.printed.err, new RegExp(`^The API file "${file}" cannot be read \\(${reason}\\)[^\\n]*\\n$`));
    }
    for (const argv of [['contract'], ['contract', 'diff'], ['contract', 'diff', 'a', 'b']]) {
      assert.equal(await main(argv, testIo()), 2);
    }
  });

  test('fetches nothing: references that lead out are refused', async () => {
    let asked = 0;
    const server = createServer((_, response) => {
      asked += 1;
      response.end('{}');
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as AddressInfo;
    for (const reference of [
      `http://127.0.0.1:${port}/x.json#/a`,
      '/etc/passwd',
      'other.yaml#/Pet',
      'file:///etc/passwd',
    ]) {
      const { code, err } = await call({
        ...swagger,
        definitions: { ...swagger.definitions, Pet: { $ref: reference } },
      });
      assert.equal(code, 2);
      assert.match(err, /^The reference ".*" leads out of the API file, and nothing else is read or fetched;/);
    }
    server.close();
    assert.equal(asked, 0);
  });

  test('a reference that leads to itself is refused', async () => {
    const schema = (reference: string) => ({
      ...swagger.definitions,
      Pet: { $ref: reference },
      A: { $ref: '#/definitions/Pet' },
    });
    for (const reference of ['#/definitions/Pet', '#/definitions/A']) {
      await assert.rejects(compareWith({ ...swagger, definitions: schema(reference) }, pet), {
        code: 'CLI_API_REFERENCE',
        message: /leads to itself and to no shape/,
      });
    }
    const own = { allOf: [{ $ref: '#/definitions/Pet' }] };
    const lines = linesOf(await compareWith({ ...swagger, definitions: { ...swagger.definitions, Pet: own } }, pet));
    assert.ok(lines.includes('type: answer 200 : object / anything'), lines.join('\n'));
  });
});
