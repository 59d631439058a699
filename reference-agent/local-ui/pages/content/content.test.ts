import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { memoryDisk } from '../../..';
import { eventually } from '../../../test-hosts';
import { formOf } from '../../../testing/forms';
import { hostsOfFile } from '../../testing/hosts';
import { alertsOf, elementOf, factsOf, reasonOf, rowsOf, textOf } from '../../testing/html';
import type { Visitor } from '../../testing/visitor';

const { visited, visit, boot } = hostsOfFile();
const path = '/content';
const script = '<img src=x onerror=alert(1)>';
const bytes = Buffer.alloc(2048, 'a bundle');

const shown = async (visitor: Visitor) => (await visitor.get(path)).html;

/** Sends the upload form; what the script of the pages is answered. */
async function upload(visitor: Visitor, name: string, content: Uint8Array = bytes, accept = 'application/json') {
  const { body, headers } = formOf({ name, content });
  const { origin } = new URL(visitor.host.agent.url);
  const length = { 'content-length': String(body.length) };
  return await visitor.ask('POST', '/content/upload', { ...headers, ...length, accept, origin }, body);
}

async function uploaded(visitor: Visitor, name: string, content: Uint8Array = bytes): Promise<Record<string, unknown>> {
  return JSON.parse((await upload(visitor, name, content)).html);
}

/** A leader and a follower whose disk is as large as this says. */
async function pair(capacity: () => number): Promise<readonly [Visitor, Visitor]> {
  const leader = await boot({ hostName: 'alpha' });
  const follower = await boot({ hostName: script, disk: memoryDisk({ capacity }) });
  assert.equal((await follower.link(await leader.token())).status, 200);
  return [await visit(leader), await visit(follower)];
}

describe('the content of a host', () => {
  test('is nothing at first, and the page says what to do', async () => {
    const html = await shown(await visited());
    assert.match(textOf(html), /There is no content on this host .* choose “Upload Content” under “Actions”/);
    assert.deepEqual(rowsOf(html), []);
    assert.equal(reasonOf(html, 'upload'), undefined);
    assert.deepEqual(factsOf(html), {});
  });

  test('is what was uploaded, whatever it is called', async () => {
    const visitor = await visited();
    for (const name of ['bundle 1.tar', script]) {
      assert.deepEqual(await uploaded(visitor, name), { done: `"${name}" is uploaded.` });
    }
    const html = await shown(visitor);
    const [first, second] = rowsOf(html);
    assert.deepEqual(first?.slice(0, 2), ['bundle 1.tar', 'pack']);
    assert.equal(first?.[3], '2.0 KiB');
    assert.match(first?.[4] ?? '', /^\d{4}-\d\d-\d\d \d\d:\d\d UTC$/);
    assert.equal(second?.[0], script);
    assert.doesNotMatch(html, /<img/);
    assert.equal(factsOf(html)['Sync status'], 'All content is synced.');
  });

  test('has one bundle of a name, the last one', async () => {
    const visitor = await visited();
    await uploaded(visitor, 'bundle');
    const [first] = rowsOf(await shown(visitor));
    await uploaded(visitor, 'bundle', Buffer.from('another one'));
    const rows = rowsOf(await shown(visitor));
    assert.equal(rows.length, 1);
    assert.notEqual(rows[0]?.[2], first?.[2]);
    assert.equal(rows[0]?.[3], '11 B');
  });
});

describe('an upload', () => {
  const bad: readonly (readonly [what: string, name: string, content: Uint8Array, reason: RegExp])[] = [
    ['no file', '', Buffer.alloc(0), /choose a bundle to upload/],
    ['an empty file', 'empty', Buffer.alloc(0), /"empty" is empty/],
    ['a name that leads elsewhere', '../../etc/passwd', bytes, /is no name for a bundle/],
  ];
  for (const [what, name, content, reason] of bad) {
    test(`of ${what} is refused in words`, async () => {
      const visitor = await visited();
      const answer = await upload(visitor, name, content);
      assert.equal(answer.status, 422);
      assert.match(JSON.parse(answer.html).refused, reason);
      assert.deepEqual(rowsOf(await shown(visitor)), []);
    });
  }

  test('that does not fit on the disk is refused in words, and nothing of it stays', async () => {
    const files = new Map<string, Buffer>();
    const visitor = await visited({ disk: memoryDisk({ files, capacity: () => 200_000 }) });
    const { refused } = await uploaded(visitor, 'large', Buffer.alloc(1_000_000));
    assert.match(String(refused), /The disk is full.*make room and try again/);
    assert.deepEqual(rowsOf(await shown(visitor)), []);
    await eventually(() => assert.doesNotMatch([...files.keys()].join(), /upload-/));
  });

  test('that breaks off leaves nothing', async () => {
    const files = new Map<string, Buffer>();
    const visitor = await visited({ disk: memoryDisk({ files }) });
    const { body, headers } = formOf({ name: 'bundle', content: Buffer.alloc(2_000_000) });
    const { origin } = new URL(visitor.host.agent.url);
    const length = { 'content-length': String(body.length) };
    const sent = visitor.begin('POST', '/content/upload', { ...headers, ...length, origin });
    sent.on('error', () => {}).write(body.subarray(0, 1_500_000));
    await eventually(() => assert.match([...files.keys()].join(), /upload-/));
    sent.destroy();
    await eventually(() => assert.doesNotMatch([...files.keys()].join(), /upload-/));
    assert.deepEqual(rowsOf(await shown(visitor)), []);
  });

  test('works without a script, too', async () => {
    const visitor = await visited();
    const refused = await upload(visitor, 'empty', Buffer.alloc(0), 'text/html');
    assert.equal(refused.status, 422);
    assert.match(alertsOf(refused.html)[0] ?? '', /"empty" is empty/);
    const done = await upload(visitor, 'bundle', bytes, 'text/html');
    assert.deepEqual([done.status, done.headers.location], [303, path]);
  });

  test('is for leaders: a follower says why not, before and after', async () => {
    const [, follower] = await pair(() => Infinity);
    const html = await shown(follower);
    assert.match(reasonOf(html, 'upload') ?? '', /follows another host; do this on its leader/);
    assert.doesNotMatch(elementOf(html, 'upload'), /commandfor/);
    assert.match(textOf(html), /receives the bundles that are uploaded to the leader/);
    assert.equal((await uploaded(follower, 'bundle')).refused, reasonOf(html, 'upload'));
  });
});

test('how far the content is on other hosts is shown until all of it is there', async () => {
  let capacity = 200_000;
  const [leader, follower] = await pair(() => capacity);
  await uploaded(leader, 'bundle', Buffer.alloc(300_000, 'x'));
  await eventually(async () => {
    const [row] = rowsOf(await shown(leader));
    assert.equal(row?.[3], 'failed');
    assert.match(row?.[4] ?? '', /The disk is full/);
  });
  const html = await shown(leader);
  const [row] = rowsOf(html);
  assert.equal(row?.[0], 'bundle');
  assert.match(row?.[1] ?? '', /^alpha \(127\./);
  assert.ok(row?.[2]?.startsWith(`${script} (127.`));
  assert.equal(factsOf(html)['Sync status'], '1 to be synced, 1 of them failed.');
  assert.doesNotMatch(html, /<img/);
  assert.match(textOf(await shown(follower)), /There is no content on this host/);
  capacity = Infinity;
  await eventually(async () => {
    const synced = await shown(leader);
    assert.equal(factsOf(synced)['Sync status'], 'All content is synced.');
    assert.doesNotMatch(synced, /Content sync/);
    assert.equal(rowsOf(await shown(follower))[0]?.[0], 'bundle');
  });
});
