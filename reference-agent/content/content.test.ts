import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, describe, test } from 'node:test';
import { memoryDisk } from '..';
import { current, eventually, TestHost } from '../test-hosts';
import { bytesOf, formOf, upload, uploadPath } from '../testing/forms';

const hosts: TestHost[] = [];
after(() => Promise.all(hosts.map((host) => host.close())));

const registry = '/v1/edge-mgmt/cluster/registry/content';

/** A host and the files on its disk. */
interface Stored {
  readonly host: TestHost;
  readonly files: Map<string, Buffer>;
}

async function boot(files = new Map<string, Buffer>(), change = {}): Promise<Stored> {
  const host = await TestHost.boot({ disk: memoryDisk({ files }), ...change });
  hosts.push(host);
  return { host, files };
}

async function group(): Promise<readonly [Stored, Stored, Stored]> {
  const [leader, first, second] = await Promise.all([boot(), boot(), boot()]);
  const token = await leader.host.token();
  for (const { host } of [first, second]) assert.equal((await host.link(token)).status, 200);
  return [leader, first, second];
}

function sha256(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

const contentFiles = ({ files }: Stored) => [...files.keys()].filter((name) => /^(content|upload)-/.test(name)).sort();

/** Waits until a host has exactly these bundles, with the bytes that were uploaded. */
async function holds(stored: Stored, ...contents: readonly Buffer[]): Promise<void> {
  await eventually(() =>
    assert.deepEqual(contentFiles(stored), contents.map((each) => `content-${sha256(each)}`).sort()),
  );
  for (const content of contents) assert.ok(stored.files.get(`content-${sha256(content)}`)?.equals(content));
}

async function syncStates(host: TestHost): Promise<string[]> {
  const { body } = await host.call('GET', `${current}/link/status`);
  return body.peers.map((peer: { contentSyncStatus: string }) => peer.contentSyncStatus);
}

describe('a bundle that is uploaded to the leader', () => {
  test('reaches every host whole and unchanged, and all say so', async () => {
    const [leader, ...followers] = await group();
    const content = bytesOf(3_000_000);
    const answer = await upload(leader.host, 'agent.tar', content);
    assert.deepEqual([answer.status, answer.body.uploadPath], [201, 'agent.tar']);
    for (const stored of [leader, ...followers]) await holds(stored, content);
    await eventually(async () => {
      for (const { host } of [leader, ...followers]) assert.deepEqual(await syncStates(host), ['Synced', 'Synced']);
    });
    for (const { host } of [leader, ...followers]) {
      const { body } = await host.call('GET', `${current}/uploaded-content/details`);
      assert.deepEqual([body.fileName, body.sha256Hash, body.sizeInBytes], ['agent.tar', sha256(content), 3_000_000]);
      const details = await host.call('GET', `${registry}/details`);
      assert.deepEqual(
        details.body.status.map((item: { name: string; size: string }) => [item.name, item.size]),
        [['agent.tar', '3000000']],
      );
      await eventually(async () => {
        const sync = await host.call('GET', `${registry}/sync-status/details`);
        assert.deepEqual([sync.body.pendingItems, sync.body.errors], [[], {}]);
      });
    }
  });

  test('reaches a host that links later', async () => {
    const [leader, later] = await Promise.all([boot(), boot()]);
    const content = bytesOf(100_000);
    assert.equal((await upload(leader.host, 'agent.tar', content)).status, 201);
    await later.host.link(await leader.host.token());
    await holds(later, content);
  });

  test('takes the place of one of its name, on every host', async () => {
    const [leader, ...followers] = await group();
    const [before, now] = [bytesOf(100_000, 1), bytesOf(100_000, 2)];
    await upload(leader.host, 'agent.tar', before);
    for (const stored of followers) await holds(stored, before);
    await upload(leader.host, 'agent.tar', now);
    for (const stored of [leader, ...followers]) await holds(stored, now);
  });

  test('comes to a host that was away, from where it was broken off', async () => {
    const [leader, away] = await group();
    await away.host.close();
    const content = bytesOf(2_000_000);
    await upload(leader.host, 'agent.tar', content);
    // As it had got before the power failed.
    away.files.set(`content-${sha256(content)}.part`, content.subarray(0, 1_234_567));
    const back = await TestHost.boot(away.host.options);
    hosts.push(back);
    await holds({ host: back, files: away.files }, content);
  });
});

describe('an upload', () => {
  test('to a follower is refused, before it is read, and leaves nothing', async () => {
    const [leader, follower] = await group();
    const answer = await upload(follower.host, 'agent.tar', bytesOf(20_000_000));
    assert.deepEqual([answer.status, answer.body.code], [400, 'FOLLOWS']);
    for (const stored of [leader, follower]) assert.deepEqual(contentFiles(stored), []);
    assert.equal((await follower.host.call('GET', `${current}/uploaded-content/details`)).status, 404);
  });

  test('that cannot be taken is refused with one sentence, and the host is as before', async () => {
    const stored = await boot();
    const content = bytesOf(2_000_000);
    const good = formOf({ name: 'agent.tar', content });
    const refused: readonly (readonly [string, Partial<ReturnType<typeof formOf>>])[] = [
      ['UPLOAD_MALFORMED', { body: Buffer.from('{}') }],
      ['UPLOAD_MALFORMED', { body: good.body, headers: { 'content-type': 'multipart/form-data' } }],
      ['UPLOAD_MALFORMED', { ...good, body: good.body.subarray(0, 1_500_000) }],
      ['UPLOAD_MALFORMED', formOf({ name: 'one', content }, { name: 'two', content })],
      ['UPLOAD_WITHOUT_FILE', formOf()],
      ['UPLOAD_WITHOUT_FILE', formOf({ field: 'signature', name: 'agent.tar', content })],
      ['UPLOAD_WITHOUT_FILE', formOf({ name: '', content: Buffer.alloc(0) })],
      ['UPLOAD_EMPTY', formOf({ name: 'agent.tar', content: Buffer.alloc(0) })],
      ...['../agent.tar', 'a/b', 'a\\b', '..', '.', '\x01', 'a%0Ab', 'x'.repeat(201)].map(
        (name) => ['UPLOAD_NAME', formOf({ name, content })] as const,
      ),
    ];
    for (const [code, { body, headers }] of refused) {
      const answer = await stored.host.call('POST', uploadPath, body, headers);
      assert.deepEqual([answer.status, answer.body.code], [400, code], answer.body.message);
      assert.match(answer.body.message, /^[^\n]+\.$/);
      assert.deepEqual(contentFiles(stored), [], code);
    }
    assert.equal((await upload(stored.host, `${'ü'.repeat(100)} 1.tar`, content)).status, 201);
    const { body } = await stored.host.call('GET', `${current}/uploaded-content/details`);
    assert.equal(body.fileName, `${'ü'.repeat(100)} 1.tar`);
    await holds(stored, content);
  });

  test('with a signature is taken', async () => {
    const stored = await boot();
    const content = bytesOf(100_000);
    const signature = { field: 'signature', name: 'agent.sig', content: bytesOf(64) };
    for (const files of [
      [{ name: 'agent.tar', content }, signature],
      [signature, { name: 'agent.tar', content }],
    ]) {
      const { body, headers } = formOf(...files);
      assert.equal((await stored.host.call('POST', uploadPath, body, headers)).status, 201);
      await holds(stored, content);
    }
  });

  test('to a disk that is full is answered with a reason and leaves nothing; with room again it is taken', async () => {
    const files = new Map<string, Buffer>();
    let capacity = Number.POSITIVE_INFINITY;
    const { host } = await boot(files, { disk: memoryDisk({ files, capacity: () => capacity }) });
    await host.call('GET', current);
    capacity = 1_000_000;
    const content = bytesOf(4_000_000);
    const answer = await upload(host, 'agent.tar', content);
    assert.deepEqual([answer.status, answer.body.code], [500, 'DISK_FULL']);
    assert.match(answer.body.message, /^The disk is full: [^\n]+\.$/);
    assert.deepEqual(contentFiles({ host, files }), []);
    capacity = Number.POSITIVE_INFINITY;
    assert.equal((await upload(host, 'agent.tar', content)).status, 201);
    await holds({ host, files }, content);
  });
});
