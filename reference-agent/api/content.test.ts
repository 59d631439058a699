import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { after, test } from 'node:test';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono/quick';
import pino from 'pino';
import { ContentStore } from '../content';
import { FakeSite } from '../content/testing/hosts';
import { type Announcement, become, type Change, type Content, type Decision, refuse } from '../domain';
import type { Context } from '../host/context';
import type { Group, Peer } from '../host/group';
import { memoryDisk } from '../outside/memory-disk';
import { systemRandom } from '../outside/random';
import { eventually } from '../test-hosts';
import { bytesOf, formOf, uploadPath } from '../testing/forms';
import { contentRoutes } from './content';
import { syncDetails } from './content-shapes';

const closing: (() => unknown)[] = [];
after(() => Promise.all(closing.map((close) => close())));

/** The content routes of a host whose group decides as it likes. */
async function routes(propose: (change: Change) => Promise<Decision>) {
  const site = new FakeSite();
  const { host } = await site.add('host');
  const files = new Map<string, Buffer>();
  const disk = memoryDisk({ files });
  const store = await ContentStore.open(disk);
  const context = {
    host,
    clock: site.time.clock(),
    random: systemRandom,
    log: pino({ enabled: false }),
    down: new AbortController().signal,
  } as unknown as Context;
  const app = new Hono();
  for (const route of contentRoutes(context, { propose } as Group, store)) {
    app.on(route.method, route.path, (call) => route.answer(call, { username: '', sessionId: '' }));
  }
  app.onError((_, call) => call.json({ code: 'FAILED' }, 500));
  const server = createServer(getRequestListener(app.fetch, { overrideGlobalObjects: false }));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const upload = async (name: string, content: Uint8Array) => {
    const { body, headers } = formOf({ name, content });
    const sent = request({ host: '127.0.0.1', port, path: uploadPath, method: 'POST', headers, agent: false });
    sent.end(body);
    const [answer] = await once(sent, 'response');
    return { status: answer.statusCode, body: (await json(answer)) as { code?: string; uploadPath?: string } };
  };
  return { host, files, disk, upload };
}

test('a bundle is whole on the disk before the group is asked, and stays once it has agreed', async () => {
  const seen: string[][] = [];
  const parts = await routes(async (change) => {
    seen.push([...parts.files.keys()]);
    return await parts.host.execute((state) => {
      const document = change(state.document);
      return 'refused' in document ? document : become({ ...state, document });
    });
  });
  const answer = await parts.upload('agent.tar', bytesOf(1000));
  assert.deepEqual([answer.status, answer.body.uploadPath], [201, 'agent.tar']);
  const [content] = parts.host.state.document.contents;
  assert.deepEqual(seen, [[`content-${content?.sha256}`]]);
  assert.deepEqual([...parts.files.keys()], seen[0]);
  assert.equal(content?.uploadedTo, parts.host.state.profile.id);
});

test('a bundle that the group refuses goes; one that it may have agreed on stays until the next boot', async () => {
  for (const [code, status, left] of [
    ['FOLLOWS', 400, 0],
    ['NO_MAJORITY', 500, 1],
  ] as const) {
    const { files, disk, upload } = await routes(async () => refuse(code, 'No.'));
    const answer = await upload('agent.tar', bytesOf(1000));
    assert.deepEqual([answer.status, answer.body.code], [status, code]);
    assert.equal(files.size, left);
    await (await ContentStore.open(disk)).collect(() => []);
    assert.equal(files.size, 0);
  }
});

test('a bundle goes when the host could not write down what was decided, once it is known that it is not wanted', async () => {
  let fails = true;
  const parts = await routes(async () => {
    if (!fails) return become(parts.host.state);
    fails = false;
    throw new Error('the disk is full');
  });
  const answer = await parts.upload('agent.tar', bytesOf(1000));
  assert.equal(answer.status, 500);
  await eventually(() => assert.deepEqual([...parts.files.keys()], []));
});

test('a bundle that is refused under one name and agreed on under another stays', async () => {
  let agrees = true;
  const parts = await routes(async (change) => {
    if (!agrees) return refuse('FOLLOWS', 'No.');
    return await parts.host.execute((state) => {
      const document = change(state.document);
      return 'refused' in document ? document : become({ ...state, document });
    });
  });
  assert.equal((await parts.upload('one', bytesOf(1000))).status, 201);
  agrees = false;
  assert.equal((await parts.upload('other', bytesOf(1000))).status, 400);
  assert.equal(parts.files.size, 1);
});

test('what is not held yet is told of every host a leader knows, with the reason', async () => {
  const site = new FakeSite();
  const { host } = await site.add('leader');
  const content = (name: string, sha256: string): Content => {
    return { name, sha256, bytes: 7, uploadedAt: '2026-01-31T09:30:00Z', uploadedTo: 'edge-leader' };
  };
  await site.decide([content('a', 'a'.repeat(64)), content('b', 'b'.repeat(64))]);
  const announcement = (change: Partial<Announcement>): Announcement => {
    return { held: [], failures: {}, configuration: { state: 'Not Configured', errorMessage: '' }, ...change };
  };
  const peer = (id: string, told: Announcement | undefined) =>
    ({ member: { facts: { id } }, announcement: told }) as unknown as Peer;
  const own = announcement({ held: ['a'.repeat(64), 'b'.repeat(64)] });
  const peers = [
    peer('edge-one', announcement({ held: ['a'.repeat(64)], failures: { ['b'.repeat(64)]: 'The disk is full.' } })),
    peer('edge-two', announcement({ held: ['a'.repeat(64)], receiving: 'b'.repeat(64) })),
  ];
  const { pendingItems, errors, statusMessage } = syncDetails(host.state, own, peers);
  assert.deepEqual(
    pendingItems.map(({ name, source, target, status }) => [name, source, target, status]),
    [
      ['b', 'edge-leader', 'edge-one', 'failed'],
      ['b', 'edge-leader', 'edge-two', 'pending'],
    ],
  );
  assert.deepEqual(errors, { 'edge-one': '"b": The disk is full.' });
  assert.match(statusMessage, /^2 .* 1 /);
  const follower = { ...host.state, document: { ...host.state.document, leaders: ['edge-other'] } };
  assert.deepEqual(syncDetails(follower, own, peers).pendingItems, []);
});
