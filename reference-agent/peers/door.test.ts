import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { memoryDisk, systemNetwork } from '..';
import { createAuthority, issue, newKeyPair } from '../certificates';
import { type Credential, type Membership, memberOf, membershipOf } from '../domain';
import type { StoredHost } from '../store/stored-host';
import { current, eventually, TestHost } from '../test-hosts';
import { PeerConnection } from './http';
import {
  acceptPath,
  announcePath,
  confirmPath,
  farewellPath,
  groupPath,
  joinPath,
  learnPath,
  preparePath,
  syncPath,
} from './messages';

const paths = [syncPath, announcePath, confirmPath, farewellPath, preparePath, acceptPath, learnPath];

const announcement = { held: [], failures: {}, configuration: { state: 'Not Configured', errorMessage: '' } };
/** A request for news, by a host that knows nothing. */
const news = { epoch: '', revision: 0, version: 0, announcement };
const never = new AbortController().signal;

async function stored(host: TestHost): Promise<StoredHost> {
  return JSON.parse(String(await host.options.disk.read('host.json')));
}

describe('the door for the hosts of a group', () => {
  let leader: TestHost;
  let follower: TestHost;
  const closing: (() => unknown)[] = [];
  after(() => Promise.all(closing.map((close) => close())));

  before(async () => {
    [leader, follower] = await Promise.all([
      TestHost.boot({ disk: memoryDisk() }),
      TestHost.boot({ disk: memoryDisk() }),
    ]);
    closing.push(
      () => leader.close(),
      () => follower.close(),
    );
    assert.equal((await follower.link(await leader.token())).status, 200);
    await eventually(async () => assert.deepEqual(await leader.peers(), [follower.id]));
  });

  /** A connection to the leader's door, with this certificate or none. */
  async function connect(credential?: Credential, servername?: string): Promise<PeerConnection> {
    const { links, ports } = await stored(leader);
    const connection = new PeerConnection(systemNetwork(), {
      address: new URL(leader.agent.url).hostname,
      port: ports.peers,
      tls: {
        ca: links.document.authority?.certificatePem,
        servername: servername ?? links.document.id,
        ...(credential && { cert: credential.certificatePem, key: credential.keyPem }),
      },
      judge: () => undefined,
    });
    closing.push(() => connection.close());
    return connection;
  }

  /** What this host is known by in its group. */
  async function membership(host: TestHost): Promise<Membership> {
    const known = membershipOf((await stored(host)).links);
    assert.ok(known);
    return known;
  }

  async function facts(host: TestHost) {
    return memberOf((await stored(leader)).links.document, host.id)?.facts;
  }

  test('takes the certificate of a member', async () => {
    const connection = await connect((await membership(follower)).credential);
    assert.equal((await connection.post(syncPath, news, never)).status, 200);
  });

  test('refuses a connection without a certificate, of another group, or for a group that is none', async () => {
    const authority = createAuthority('group-of-somebody-else');
    const key = newKeyPair();
    const { links } = await stored(leader);
    const member = { hostId: follower.id, groupId: links.document.id };
    const foreign = {
      certificatePem: issue(authority, key.publicKeyPem, member),
      keyPem: key.keyPem,
    };
    const own = (await membership(follower)).credential;
    for (const connection of [await connect(), await connect(foreign), await connect(own, 'group-of-nobody')]) {
      for (const path of paths) {
        await assert.rejects(connection.post(path, {}, never), /cannot be talked to/);
      }
    }
    assert.deepEqual(await leader.peers(), [follower.id]);
  });

  test('refuses a follower that votes, or says what was decided', async () => {
    const before = (await stored(leader)).links;
    const connection = await connect((await membership(follower)).credential);
    const version = before.document.version + 1;
    const ballot = { round: 1, hostId: follower.id };
    const document = { ...before.document, version, leaders: [follower.id] };
    for (const [path, body] of [
      [preparePath, { version, ballot }],
      [acceptPath, { version, ballot, document }],
      [learnPath, { document }],
    ] as const) {
      assert.equal((await connection.post(path, body, never)).status, 403, path);
    }
    assert.deepEqual((await stored(leader)).links, before);
  });

  test('never shows a follower the key of the group', async () => {
    const { links } = await stored(leader);
    const key = links.document.authority?.keyPem ?? '';
    assert.match(key, /PRIVATE KEY/);
    const { credential, joinId } = await membership(follower);
    const connection = await connect(credential);
    const version = links.document.version + 1;
    for (const [path, body] of [
      [syncPath, news],
      [confirmPath, { joinId }],
      [preparePath, { version: 1, ballot: { round: 1, hostId: follower.id } }],
      [acceptPath, { version, ballot: { round: 1, hostId: follower.id }, document: links.document }],
    ] as const) {
      const answer = JSON.stringify((await connection.post(path, body, never)).body);
      assert.equal(answer.includes(JSON.stringify(key)), false, path);
    }
    assert.equal((await stored(follower)).links.document.authority?.keyPem, undefined);
  });

  test('refuses the certificate of an earlier membership, whose word changes nothing', async () => {
    const before = await membership(follower);
    assert.equal((await follower.call('POST', `${current}/unlink?peerId=${follower.id}`)).status, 200);
    await eventually(async () => assert.equal((await leader.peers()).includes(follower.id), false));
    assert.equal((await follower.link(await leader.token())).status, 200);
    const connection = await connect(before.credential);
    assert.equal((await connection.post(syncPath, news, never)).status, 410);
    assert.equal((await connection.post(confirmPath, { joinId: before.joinId }, never)).status, 409);
    assert.equal((await connection.post(farewellPath, {}, never)).status, 200);
    assert.equal((await leader.peers()).includes(follower.id), true);
  });

  test('answers what makes no sense with a 400, what is too large with a 413, and lives on', async () => {
    const connection = await connect((await membership(follower)).credential);
    for (const [path, body] of [
      [syncPath, {}],
      [syncPath, { ...news, announcement: 7 }],
      [syncPath, { ...news, version: -1 }],
      [announcePath, { announcement: { ...announcement, held: ['../../etc/passwd'] } }],
      [confirmPath, []],
      [confirmPath, null],
    ] as const) {
      assert.equal((await connection.post(path, body, never)).status, 400, path);
    }
    assert.equal((await connection.post(syncPath, { junk: 'x'.repeat(1024 * 1024) }, never)).status, 413);
    assert.equal((await connection.post('/link/nothing', {}, never)).status, 404);
    assert.equal((await connection.post(syncPath, news, never)).status, 200);
  });

  test('on the API port, a join takes a whole request, and the right password', async () => {
    const joiner = await facts(follower);
    const password = '00000000';
    const { publicKeyPem } = newKeyPair();
    const post = async (body: unknown) => (await leader.raw('POST', joinPath, body)).status;
    const whole = { facts: joiner, publicKey: publicKeyPem, peerPort: 5081, apiFingerprint: 'ab' };
    assert.equal(await post('{"password":'), 400);
    assert.equal(await post({}), 400);
    assert.equal(await post({ password, facts: joiner }), 400);
    assert.equal(await post({ ...whole, password, facts: { ...joiner, id: 'edge-<b>' } }), 400);
    assert.equal(await post({ ...whole, password, peerPort: 65_536 }), 400);
    assert.equal(await post({ junk: 'x'.repeat(200_000) }), 413);
    assert.equal(await post({ ...whole, password: '12345678' }), 403);
    const token = JSON.parse(Buffer.from(await leader.token(), 'base64').toString());
    assert.equal(await post({ ...whole, password: token.password, publicKey: 'none' }), 400);
  });

  test('on the API port, whether there is such a group is told to those who can name it', async () => {
    const { links } = await stored(leader);
    const ask = async (groupId: unknown) => (await leader.raw('POST', groupPath, { groupId })).body;
    assert.deepEqual(await ask(links.document.id), { known: true });
    assert.deepEqual(await ask('group-of-nobody'), { known: false });
    assert.equal((await leader.raw('POST', groupPath, { groupId: 7 })).status, 400);
  });
});

test('a follower whose leader dropped the group while it was away learns that it is unlinked', async () => {
  const [leader, follower] = await Promise.all([TestHost.boot(), TestHost.boot()]);
  await follower.link(await leader.token());
  const before = (await follower.options.disk.read('host.json')) as Buffer;
  await leader.call('POST', `${current}/unlink?peerId=${follower.id}`);
  await eventually(async () => assert.deepEqual(await follower.peers(), []));
  await eventually(async () => assert.deepEqual((await stored(follower)).links.farewells, []));
  await leader.call('DELETE', `${current}/link/generate-token`);
  await follower.close();
  // It lost its power just before it wrote down what it had told its leader it knew.
  await follower.options.disk.replace('host.json', before);
  const back = await TestHost.boot(follower.options);
  await eventually(async () => assert.deepEqual(await back.peers(), []));
  assert.equal(membershipOf((await stored(back)).links), undefined);
  await Promise.all([leader.close(), back.close()]);
});
