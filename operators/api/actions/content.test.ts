/** Uploads over real sockets, where they can break off. */
import 'reflect-metadata';
import assert from 'node:assert/strict';
import { createHash, randomBytes, webcrypto } from 'node:crypto';
import { once } from 'node:events';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterEach, before, test } from 'node:test';
import { Busboy, type BusboyHeaders } from '@fastify/busboy';
import { X509CertificateGenerator } from '@peculiar/x509';
import { accepted, operatorOf, type Watched } from './testing/operator';

let tls: { key: string; cert: string };
const closers: (() => Promise<unknown>)[] = [];

before(async () => {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const cert = await X509CertificateGenerator.createSelfSigned({ name: 'CN=alpha', keys, signingAlgorithm: algorithm });
  const pkcs8 = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey)).toString('base64');
  tls = { key: `-----BEGIN PRIVATE KEY-----\n${pkcs8}\n-----END PRIVATE KEY-----`, cert: cert.toString('pem') };
});

afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

/** A host that logs anybody in, and an operator of it. */
async function site(answer: RequestListener): Promise<Watched> {
  const server = createServer(tls, (request, response) => {
    request.on('error', () => undefined);
    if (request.url !== '/v1/users/default/login') return answer(request, response);
    request.resume();
    return json(response, 200, { Token: { Authorization: 'session' } });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const watched = operatorOf(`https://127.0.0.1:${port}`);
  closers.push(
    async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
    () => watched.operator.close(),
  );
  return watched;
}

const json = (response: ServerResponse, status: number, body: unknown): void => {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
};

interface Uploaded {
  readonly field: string;
  readonly fileName: string;
  readonly bytes: number;
  readonly sha256: string;
}

function readForm(request: IncomingMessage): Promise<Uploaded> {
  return new Promise((resolve, reject) => {
    const form = new Busboy({ headers: request.headers as BusboyHeaders, preservePath: true });
    let read: Uploaded | undefined;
    form.on('file', (field, file, fileName) => {
      const hash = createHash('sha256');
      let bytes = 0;
      file.on('data', (piece: Buffer) => {
        bytes += piece.length;
        hash.update(piece);
      });
      file.on('end', () => {
        read = { field, fileName, bytes, sha256: hash.digest('hex') };
      });
    });
    form.on('finish', () => (read ? resolve(read) : reject(new Error('no file'))));
    form.on('error', reject);
    request.pipe(form);
  });
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

test('a bundle arrives whole, in a form that others can read, and is recorded by name and size only', async () => {
  const content = randomBytes(3 * 1024 * 1024 + 7);
  let length: string | undefined;
  let form: Uploaded | undefined;
  const { operator, exchanges, findings } = await site(async (request, response) => {
    length = request.headers['content-length'];
    form = await readForm(request);
    json(response, 201, { message: 'stored', uploadPath: '/x' });
  });
  assert.deepEqual(await operator.uploadContent({ fileName: 'core bundle.zst', content }), accepted);
  assert.deepEqual(form, {
    field: 'uploadFile',
    fileName: 'core bundle.zst',
    bytes: content.length,
    sha256: sha256(content),
  });
  assert.ok(Number(length) > content.length && Number(length) < content.length + 500);
  assert.equal(exchanges.at(-1)?.requestBody, '{"uploadFile":{"fileName":"core bundle.zst","bytes":3145735}}');
  assert.deepEqual(findings(), []);
});

test('an empty bundle is a form, too', async () => {
  let form: Uploaded | undefined;
  const { operator } = await site(async (request, response) => {
    form = await readForm(request);
    json(response, 201, {});
  });
  assert.deepEqual(await operator.uploadContent({ fileName: 'empty', content: new Uint8Array() }), accepted);
  assert.equal(form?.bytes, 0);
});

test('names arrive as they are, unless they would break the form', async () => {
  const names: string[] = [];
  const { operator } = await site(async (request, response) => {
    names.push((await readForm(request)).fileName);
    json(response, 201, {});
  });
  const content = Buffer.from('x');
  for (const fileName of ['../../etc/passwd', 'größe.zst', 'a"b\r\nX: y', 'a'.repeat(300)]) {
    await operator.uploadContent({ fileName, content });
  }
  assert.deepEqual(names, ['../../etc/passwd', 'größe.zst', 'a%22b%0D%0AX: y', 'a'.repeat(300)]);
});

test('an upload that is refused before it is complete is a refusal', async () => {
  const { operator, findings } = await site((_request, response) => json(response, 413, { message: 'too large' }));
  const outcome = await operator.uploadContent({ fileName: 'large', content: new Uint8Array(32 * 1024 * 1024) });
  assert.deepEqual(outcome, { accepted: false, status: 413, reason: 'too large' });
  assert.deepEqual(findings(), []);
});

test('an upload is sent again, whole, after the session expired', async () => {
  const seen: string[] = [];
  const { operator } = await site(async (request, response) => {
    const { sha256: read } = await readForm(request);
    seen.push(read);
    json(response, seen.length === 1 ? 401 : 201, { message: 'x' });
  });
  const content = randomBytes(1000);
  await operator.logIn();
  assert.deepEqual(await operator.uploadContent({ fileName: 'a', content }), accepted);
  assert.deepEqual(seen, [sha256(content), sha256(content)]);
});

test('an upload that the host cuts off is a fault', async () => {
  const { operator } = await site((request) => void request.once('data', () => request.socket.destroy()));
  await assert.rejects(operator.uploadContent({ fileName: 'a', content: new Uint8Array(8 * 1024 * 1024) }), {
    code: 'HOST_RESET',
  });
});

test('an upload is broken off after as many bytes as asked, and that is what is recorded', async () => {
  const ended = Promise.withResolvers<{ received: number; announced: number; complete: boolean }>();
  const { operator, exchanges } = await site((request) => {
    let received = 0;
    request.on('data', (piece: Buffer) => {
      received += piece.length;
    });
    request.on('close', () => {
      ended.resolve({ received, announced: Number(request.headers['content-length']), complete: request.complete });
    });
  });
  const content = randomBytes(1024 * 1024);
  await operator.breakOffUpload({ fileName: 'half', content }, 700_000);
  const { received, announced, complete } = await ended.promise;
  assert.equal(complete, false);
  assert.ok(received <= 700_000 + 500 && received > 0, `${received}`);
  assert.ok(announced > content.length);
  assert.equal(exchanges.at(-1)?.fault, 'broken off by the harness');
  assert.equal(exchanges.at(-1)?.status, undefined);
  assert.match(exchanges.at(-1)?.requestBody ?? '', /"brokenOffAfter":700000/);
});

test('what a host has is read with what is there', async () => {
  const answers = new Map<string | undefined, unknown>([
    [
      '/v1/edge-mgmt/edgehosts/current/uploaded-content/details',
      { fileName: 'a.zst', sha256Hash: 'ABCDEF', sizeInBytes: 7 },
    ],
    ['/v1/edge-mgmt/cluster/registry/content/details', { status: [{ name: 'a', contentType: 'pack' }] }],
    [
      '/v1/edge-mgmt/cluster/registry/content/sync-status/details',
      { pendingItems: [{ name: 'a', status: 'pending', msg: 'waits' }], errors: { 'edge-2': 'away' } },
    ],
  ]);
  const { operator, findings } = await site((request, response) => json(response, 200, answers.get(request.url)));
  assert.deepEqual(await operator.uploadedContent(), { fileName: 'a.zst', sha256: 'abcdef', bytes: 7 });
  assert.deepEqual(await operator.contents(), [{ name: 'a', version: '', contentType: 'pack' }]);
  assert.deepEqual(await operator.contentSync(), {
    statusMessage: '',
    pending: [{ name: 'a', status: 'pending', source: '', target: '', message: 'waits' }],
    errors: { 'edge-2': 'away' },
  });
  assert.deepEqual(findings(), []);
});

test('no content is told by a 404 and by an empty answer', async () => {
  let status = 404;
  const { operator } = await site((_request, response) =>
    json(response, status, status === 404 ? { message: 'x' } : {}),
  );
  for (status of [404, 200]) {
    assert.equal(await operator.uploadedContent(), undefined);
    assert.deepEqual(await operator.contents(), []);
    assert.deepEqual(await operator.contentSync(), { statusMessage: '', pending: [], errors: {} });
  }
});
