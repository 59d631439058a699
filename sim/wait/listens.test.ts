import assert from 'node:assert/strict';
import { type AddressInfo, createServer } from 'node:net';
import { test } from 'node:test';
import { listens } from './listens';

const signal = new AbortController().signal;

test('a port is open as long as somebody listens there', async () => {
  const server = createServer((socket) => socket.on('error', () => undefined).destroy());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  assert.equal(await listens('127.0.0.1', port, signal), true);
  await new Promise((resolve) => server.close(resolve));
  assert.equal(await listens('127.0.0.1', port, signal), false);
});

test('a look ends with its signal', async () => {
  await assert.rejects(listens('127.0.0.1', 1, AbortSignal.abort()), { code: 'SITE_INTERRUPTED' });
  const site = new AbortController();
  const looking = listens('127.0.0.1', 1, site.signal);
  site.abort();
  await assert.rejects(looking, { code: 'SITE_INTERRUPTED' });
});
