/** What only real sockets can do wrong: TLS that breaks off, bodies without end, kept-alive connections gone stale. */
import 'reflect-metadata';
import assert from 'node:assert/strict';
import { webcrypto } from 'node:crypto';
import { once } from 'node:events';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import { type AddressInfo, createServer as createTcpServer, type Socket } from 'node:net';
import { afterEach, before, beforeEach, describe, test } from 'node:test';
import { X509CertificateGenerator } from '@peculiar/x509';
import { type Exchange, HostFault, type Operator } from '../operator';
import { apiOperator } from './index';

let tls: { key: string; cert: string };
let exchanges: Exchange[];
const closers: (() => Promise<unknown> | undefined)[] = [];

async function selfSigned(): Promise<{ key: string; cert: string }> {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const cert = await X509CertificateGenerator.createSelfSigned({ name: 'CN=alpha', keys, signingAlgorithm: algorithm });
  const pkcs8 = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey)).toString('base64');
  return { key: `-----BEGIN PRIVATE KEY-----\n${pkcs8}\n-----END PRIVATE KEY-----`, cert: cert.toString('pem') };
}

before(async () => {
  tls = await selfSigned();
});

beforeEach(() => {
  exchanges = [];
});

afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

async function listening<T extends Server | ReturnType<typeof createTcpServer>>(server: T, port = 0): Promise<number> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    // Tests break connections on purpose.
    socket.on('error', () => socket.destroy());
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  closers.push(async () => {
    for (const socket of sockets) socket.destroy();
    if (server.listening) await new Promise((done) => server.close(done));
  });
  return (server.address() as AddressInfo).port;
}

function operatorAt(port: number, request = 10): Operator {
  const operator = apiOperator(
    {
      name: 'alpha',
      endpoint: `https://127.0.0.1:${port}`,
      credentials: { username: 'operator', password: 'password' },
    },
    {
      operations: {},
      budgets: { request },
    },
    { record: (exchange) => exchanges.push(exchange) },
  );
  closers.push(() => operator.close());
  return operator;
}

/** A host that logs anybody in and answers everything else as given. */
async function host(answer: RequestListener): Promise<{ server: Server; port: number }> {
  const server = createServer(tls, (request, response) => {
    request.resume();
    if (request.url === '/v1/users/default/login') json(response, { Token: { Authorization: 'session' } });
    else answer(request, response);
  });
  server.on('tlsClientError', () => undefined);
  return { server, port: await listening(server) };
}

const json = (response: ServerResponse, body: unknown): void => {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
};

const rejectsWith = (work: Promise<unknown>, code: string, fault: RegExp): Promise<void> =>
  assert.rejects(work, (error) => {
    assert.ok(error instanceof HostFault, String(error));
    assert.equal(error.code, code, error.message);
    assert.match(exchanges.at(-1)?.fault ?? '', fault);
    return true;
  });

describe('a body', () => {
  test('that breaks off is a fault that says how far it came', async () => {
    const { port } = await host((_, response) => {
      response.writeHead(200, { 'content-length': '1000' });
      response.write('{"managementMode":', () => response.socket?.destroy());
    });
    await rejectsWith(operatorAt(port).managementMode(), 'HOST_TRUNCATED', /^body broken off after 18 of 1000 bytes$/);
    assert.equal(exchanges.at(-1)?.status, 200);
    assert.equal(exchanges.at(-1)?.responseBody, '{"managementMode":');
  });

  test('that breaks off is a fault on a kept-alive connection as well, and not asked for again', async () => {
    let looks = 0;
    const { port } = await host((_, response) => {
      looks += 1;
      response.write('{', () => response.socket?.destroy());
    });
    const operator = operatorAt(port);
    await operator.logIn();
    await rejectsWith(operator.managementMode(), 'HOST_TRUNCATED', /^body broken off after 1 bytes$/);
    assert.equal(looks, 1);
  });

  test('in chunks that break off is a fault, too', async () => {
    const { port } = await host((_, response) => {
      response.write('{"managementMode":"local"}', () => response.socket?.destroy());
    });
    await rejectsWith(operatorAt(port).managementMode(), 'HOST_TRUNCATED', /^body broken off after 26 bytes$/);
  });

  test('that never ends is a fault once it is too large', async () => {
    const { port } = await host((_, response) => {
      const more = (): void => {
        if (!response.destroyed) response.write('x'.repeat(64 * 1024), () => setImmediate(more));
      };
      more();
    });
    await rejectsWith(operatorAt(port).managementMode(), 'HOST_TOO_LARGE', /^a body of more than 1048576 bytes$/);
    assert.ok((exchanges.at(-1)?.responseBody?.length ?? 0) <= 2048);
  });

  test('that never ends and trickles is a fault at the deadline', async () => {
    const { port } = await host((_, response) => void response.write('{'));
    const look = operatorAt(port, 1).tryForeignSession(undefined);
    await rejectsWith(look, 'HOST_NO_ANSWER', /^no complete answer within 1 s$/);
  });
});

describe('a host', () => {
  test('that takes the request and stays silent is a fault at the deadline', async () => {
    const { port } = await host(() => undefined);
    await rejectsWith(
      operatorAt(port, 0.1).tryForeignSession(undefined),
      'HOST_NO_ANSWER',
      /^no answer within 0\.1 s$/,
    );
  });

  test('is let go once its deadline has passed', async () => {
    let closed: Promise<unknown> | undefined;
    const { port } = await host((request) => {
      closed = once(request.socket, 'close');
    });
    const operator = operatorAt(port, 1);
    await assert.rejects(operator.tryForeignSession(undefined));
    assert.ok(closed);
    await closed;
  });

  test('that takes the connection and stays silent is a fault at the deadline', async () => {
    const port = await listening(createTcpServer());
    await rejectsWith(operatorAt(port, 0.1).session(), 'HOST_NO_ANSWER', /^no answer within 0\.1 s$/);
  });

  test('that does not listen is away', async () => {
    const server = createTcpServer();
    const port = await listening(server);
    await new Promise((done) => server.close(done));
    await rejectsWith(operatorAt(port).session(), 'HOST_UNREACHABLE', /^connection refused$/);
    assert.equal(await operatorAt(port).isReachable(), false);
  });

  test('that speaks no TLS, or hangs up during the handshake, is a TLS fault', async () => {
    const plain = await listening(createTcpServer((socket) => socket.end('HTTP/1.1 200 OK\r\n\r\n')));
    await rejectsWith(operatorAt(plain).session(), 'HOST_TLS', /^TLS handshake failed \(/);
    const closing = await listening(createTcpServer((socket) => void socket.once('data', () => socket.destroy())));
    await rejectsWith(operatorAt(closing).session(), 'HOST_TLS', /during the TLS handshake$/);
  });

  test('that speaks something else inside TLS is a fault', async () => {
    const { server, port } = await host(() => undefined);
    server.on('secureConnection', (socket) => socket.end('220 mail.example ESMTP\r\n'));
    await rejectsWith(operatorAt(port).session(), 'HOST_NOT_HTTP', /^an answer that is not HTTP \(HPE_/);
  });

  test('that changes protocol unasked is a fault', async () => {
    const { server, port } = await host(() => undefined);
    server.on('secureConnection', (socket) => {
      socket.write('HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n');
    });
    await rejectsWith(operatorAt(port).session(), 'HOST_RESET', /^connection closed without an answer$/);
  });
});

describe('a kept-alive connection', () => {
  const portOf = (request: IncomingMessage): number | undefined => request.socket.remotePort;

  test('is used again for looks', async () => {
    const ports = new Set<number | undefined>();
    const { port } = await host((request, response) => {
      ports.add(portOf(request));
      json(response, { managementMode: 'local' });
    });
    const operator = operatorAt(port);
    for (let times = 0; times < 5; times += 1) await operator.managementMode();
    assert.equal(ports.size, 1);
  });

  test('that the host closed meanwhile does not fail a look: it is sent again, once, and both tries are recorded', async () => {
    let requests = 0;
    const { port } = await host((request, response) => {
      requests += 1;
      if (requests > 1) json(response, { managementMode: 'local' });
      else request.socket.destroy();
    });
    const operator = operatorAt(port);
    await operator.logIn();
    assert.equal(await operator.managementMode(), 'local');
    assert.match(exchanges.at(-2)?.fault ?? '', /^kept-alive connection closed before an answer/);
    assert.equal(exchanges.at(-1)?.status, 200);
  });

  test('that the host closes again is a fault', async () => {
    let requests = 0;
    const { port } = await host((request) => {
      requests += 1;
      request.socket.destroy();
    });
    const operator = operatorAt(port);
    await operator.logIn();
    await rejectsWith(operator.managementMode(), 'HOST_RESET', /^connection closed without an answer$/);
    assert.equal(requests, 2);
  });

  test('is not used for what must not happen twice, so that a crash over it is seen, and not repeated', async () => {
    const links: (number | undefined)[] = [];
    let looked: number | undefined;
    const { port } = await host((request, response) => {
      if (request.method === 'GET') {
        looked = portOf(request);
        return json(response, { managementMode: 'local' });
      }
      links.push(portOf(request));
      request.socket.destroy();
    });
    const operator = operatorAt(port);
    await operator.managementMode();
    await rejectsWith(operator.link('dG9rZW4='), 'HOST_RESET', /^connection closed without an answer$/);
    assert.equal(links.length, 1);
    assert.notEqual(links[0], looked);
  });

  test('does not keep the operator from a host that is provisioned again, with another certificate', async () => {
    const { server, port } = await host((_, response) => json(response, { managementMode: 'local' }));
    const operator = operatorAt(port);
    await operator.managementMode();
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
    const again = createServer(await selfSigned(), (_, response) => json(response, { managementMode: 'central' }));
    await listening(again, port);
    assert.equal(await operator.managementMode(), 'central');
  });
});
