import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type OutgoingHttpHeaders, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { after, before, test } from 'node:test';
import { memoryDisk } from '../outside/memory-disk';
import { bytesOf } from '../testing/forms';
import { contentPathOf, serveContent } from './serve';
import { ContentStore } from './store';

const sha256 = 'a'.repeat(64);
const bytes = bytesOf(600_000);
const server = createServer();
before(async () => {
  const store = await ContentStore.open(memoryDisk({ files: new Map([[`content-${sha256}`, bytes]]) }));
  server.on('request', (incoming, outgoing) => serveContent(store, incoming, outgoing)).listen(0, '127.0.0.1');
  await once(server, 'listening');
});
after(() => {
  server.closeAllConnections();
  server.close();
});

async function ask(path: string, headers: OutgoingHttpHeaders = {}, method = 'GET') {
  const { port } = server.address() as AddressInfo;
  const asked = request({ host: '127.0.0.1', port, path, headers, method, agent: false });
  asked.end();
  const [answer] = await once(asked, 'response');
  return { status: answer.statusCode, range: answer.headers['content-range'], body: await buffer(answer) };
}

test('a bundle is answered whole, or from a byte on', async () => {
  for (const [range, status, from] of [
    [undefined, 200, 0],
    ['bytes=0-', 206, 0],
    ['bytes=599999-', 206, 599_999],
    ['bytes=300000-', 206, 300_000],
    ['bytes=0-1', 200, 0],
    ['bytes=-5', 200, 0],
    ['bytes=0-1,4-5', 200, 0],
    ['lines=4-', 200, 0],
  ] as const) {
    const answer = await ask(contentPathOf(sha256), range ? { range } : {});
    assert.deepEqual(
      [answer.status, answer.range],
      [status, status === 206 ? `bytes ${from}-599999/600000` : undefined],
    );
    assert.ok(answer.body.equals(bytes.subarray(from)), range);
  }
});

test('what lies behind the end, is not there or is no bundle is refused', async () => {
  const behind = await ask(contentPathOf(sha256), { range: 'bytes=600000-' });
  assert.deepEqual([behind.status, behind.range, behind.body.length], [416, 'bytes */600000', 0]);
  for (const path of [contentPathOf('b'.repeat(64)), '/content/', '/content/host.json', '/content/../host.json']) {
    assert.equal((await ask(path)).status, 404, path);
  }
  assert.equal((await ask(contentPathOf(sha256), {}, 'DELETE')).status, 405);
});
