import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer as createHttpsServer } from 'node:https';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { type TestContext, test } from 'node:test';
import { testCertificate } from '../backends/embedded/testing/certificate';
import { SiteTime } from '../clocks/site-time';
import { VirtualClock } from '../clocks/virtual';
import { answers } from './answers';

const clock = new VirtualClock({
  time: new SiteTime(),
  settle: async () => undefined,
  signal: new AbortController().signal,
  patience: 30,
});

async function served(test: TestContext, server: Server): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  test.after(() => server.close());
  return `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test('an answer of any status is an answer', async (t) => {
  const server = createHttpsServer(await testCertificate(), (request, response) => {
    assert.equal(request.url, '/v1/ping');
    response.writeHead(404).end();
  });
  const endpoint = await served(t, server);
  await answers('alpha', () => endpoint, clock, 60);
});

test('a host that moves while it boots is followed', async (t) => {
  const endpoint = await served(
    t,
    createHttpsServer(await testCertificate(), (_, response) => response.end()),
  );
  const asked = ['https://127.0.0.1:1', endpoint];
  await answers('alpha', () => asked.shift() ?? endpoint, clock, 60);
});

test('a host where nobody listens is silent, as the fault of the implementation', async () => {
  await assert.rejects(
    answers('alpha', () => 'https://127.0.0.1:1', clock, 1),
    { code: 'SITE_HOST_SILENT', attribution: 'implementation', message: /"alpha".*127\.0\.0\.1:1.*ECONNREFUSED/ },
  );
});

test('a host that takes connections and says nothing is silent', async (t) => {
  const endpoint = await served(
    t,
    createServer((socket) => t.after(() => socket.destroy())),
  );
  await assert.rejects(
    answers('alpha', () => endpoint, clock, 1),
    { code: 'SITE_HOST_SILENT' },
  );
});

test('the signal ends the wait', async () => {
  await assert.rejects(answers('alpha', () => 'https://127.0.0.1:1', clock, 60, AbortSignal.abort()));
});
