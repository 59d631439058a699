import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, describe, test } from 'node:test';
import pino from 'pino';
import type { Context } from '../host/context';
import { memoryDisk } from '../outside/memory-disk';
import { systemRandom } from '../outside/random';
import { eventually } from '../test-hosts';
import { bytesOf, formOf } from '../testing/forms';
import { TestTime } from '../testing/test-time';
import { ContentStore } from './store';
import { receiveUpload, type UploadedBundle } from './upload';

const closing: (() => unknown)[] = [];
after(() => Promise.all(closing.map((close) => close())));

/** Something that takes uploads, and its client. */
async function uploading() {
  const time = new TestTime();
  const files = new Map<string, Buffer>();
  const down = new AbortController();
  const store = await ContentStore.open(memoryDisk({ files }));
  const log = pino({ enabled: false });
  const context = { clock: time.clock(), down: down.signal, random: systemRandom, log } as unknown as Context;
  const outcomes: Promise<UploadedBundle>[] = [];
  const server = createServer((incoming: IncomingMessage) => {
    const outcome = receiveUpload(context, store, incoming);
    outcome.catch(() => {});
    outcomes.push(outcome);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const { body, headers } = formOf({ name: 'agent.tar', content: bytesOf(900_000) });
  /** Sends the first half of a form. */
  const begin = async () => {
    const sent = request({
      port,
      host: '127.0.0.1',
      method: 'POST',
      headers: { ...headers, 'content-length': body.length },
    });
    sent.on('error', () => {});
    sent.write(body.subarray(0, 450_000));
    await eventually(() => assert.ok([...files.values()].some((file) => file.length > 400_000)));
    return { sent, outcome: outcomes[0] as Promise<UploadedBundle>, rest: body.subarray(450_000) };
  };
  return { time, files, down, store, begin };
}

const brokenOff = { code: 'UPLOAD_BROKEN_OFF', message: /^[^\n]+\.$/ };

describe('an upload', () => {
  test('whose connection breaks leaves nothing behind', async () => {
    const { files, begin } = await uploading();
    const { sent, outcome } = await begin();
    sent.destroy();
    await assert.rejects(outcome, brokenOff);
    assert.deepEqual([...files.keys()], []);
  });

  test('that falls silent is given up after a while of the host’s clock, and not before', async () => {
    const { time, files, begin } = await uploading();
    const { outcome } = await begin();
    time.pass(59);
    assert.equal(files.size, 1);
    time.pass(2);
    await assert.rejects(outcome, brokenOff);
    assert.deepEqual([[...files.keys()], time.waiting], [[], 0]);
  });

  test('during which the host goes down ends with it', async () => {
    const { down, files, begin } = await uploading();
    const { outcome } = await begin();
    down.abort();
    await assert.rejects(outcome, brokenOff);
    assert.deepEqual([...files.keys()], []);
  });

  test('that takes long is taken, as long as something comes', async () => {
    const { time, store, begin } = await uploading();
    const { sent, outcome, rest } = await begin();
    time.pass(59);
    sent.end(rest);
    const bundle = await outcome;
    assert.deepEqual([bundle.name, bundle.bytes, store.held], ['agent.tar', 900_000, [bundle.sha256]]);
    assert.equal(time.waiting, 0);
  });

  test('in the middle of which others are collected stays', async () => {
    const { files, store, begin } = await uploading();
    const { sent, outcome, rest } = await begin();
    await store.collect(() => []);
    assert.equal(files.size, 1);
    sent.end(rest);
    const { release } = await outcome;
    await store.collect(() => []);
    assert.equal(files.size, 1);
    release();
    await store.collect(() => []);
    assert.equal(files.size, 0);
  });
});
