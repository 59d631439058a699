import assert from 'node:assert/strict';
import type { Server } from 'node:https';
import { connect, type Socket } from 'node:net';
import { after, describe, test } from 'node:test';
import type { Disk } from '..';
import { memoryDisk, startAgent, systemNetwork } from '..';
import { current, eventually, freeAddress, TestHost } from '../test-hosts';

const closing: (() => unknown)[] = [];
after(() => Promise.all(closing.map((close) => close())));

async function boot(change = {}): Promise<TestHost> {
  const host = await TestHost.boot(change);
  closing.push(() => host.close());
  return host;
}

/** A disk that takes no content which this text is part of. */
function smallDisk(): Disk & { fullFor: string | undefined } {
  const disk = memoryDisk();
  return {
    ...disk,
    fullFor: undefined,
    async replace(name, content) {
      if (this.fullFor !== undefined && content.includes(this.fullFor)) throw new Error('no space left');
      await disk.replace(name, content);
    },
  };
}

describe('a full disk', () => {
  test('answers 500, and nothing has changed', async () => {
    const disk = smallDisk();
    const host = await boot({ disk });
    await host.call('GET', current);
    disk.fullFor = '';
    for (const [method, path, body] of [
      ['POST', `${current}/link/generate-token`, undefined],
      ['PUT', `${current}/userdata`, { hostName: 'other' }],
      ['PATCH', '/v1/users/current', { sshKeys: ['ssh-ed25519 AAAA'] }],
      ['POST', '/v1/users/default/password/reset', { oldPassword: 'a long password', newPassword: 'another' }],
    ] as const) {
      const answer = await host.call(method, path, body);
      assert.equal(answer.status, 500, path);
      assert.equal(typeof answer.body.message, 'string');
    }
    assert.equal((await host.call('GET', `${current}/link/status`)).status, 404);
    assert.deepEqual((await host.call('GET', '/v1/users/current')).body.sshKeys, []);
    const login = { username: 'operator', password: 'a long password' };
    assert.equal((await host.raw('POST', '/v1/users/default/login', login)).status, 200);
    disk.fullFor = undefined;
    assert.equal((await host.call('POST', `${current}/link/generate-token`)).status, 200);
  });

  test('of a follower that is about to join leaves both unlinked, and a second attempt links them', async () => {
    const disk = smallDisk();
    const [leader, follower] = await Promise.all([boot(), boot({ disk })]);
    const token = await leader.token();
    disk.fullFor = '"joining"';
    assert.equal((await follower.link(token)).status, 500);
    assert.deepEqual([await leader.peers(), await follower.peers()], [[], []]);
    disk.fullFor = undefined;
    assert.equal((await follower.link(token)).status, 200);
  });

  for (const [role, textOf] of [
    ['leader', (follower: TestHost) => `"id":"${follower.id}"`],
    ['follower', () => '"authority":{'],
  ] as const) {
    test(`of a ${role} in the middle of a join: both are linked as soon as there is space again`, async () => {
      const disks = { leader: smallDisk(), follower: smallDisk() };
      const [leader, follower] = await Promise.all([boot({ disk: disks.leader }), boot({ disk: disks.follower })]);
      const token = await leader.token();
      disks[role].fullFor = textOf(follower);
      const linking = follower.link(token);
      const { logs } = { leader, follower }[role];
      await eventually(() => assert.ok(logs.some((line) => line.includes('no space left'))));
      assert.deepEqual(await follower.peers(), []);
      disks[role].fullFor = undefined;
      assert.equal((await linking).status, 200);
      await eventually(async () => {
        assert.deepEqual([await leader.peers(), await follower.peers()], [[follower.id], [leader.id]]);
      });
    });
  }
});

describe('bodies', () => {
  test('that are no JSON, of another kind or too large are refused, and the host lives on', async () => {
    const host = await boot();
    const large = { token: 'A'.repeat(3 * 1024 * 1024) };
    for (const [body, status] of [
      ['', 400],
      ['{"token": ', 400],
      ['null', 400],
      ['[]', 400],
      ['"token"', 400],
      [{}, 400],
      [{ token: null }, 400],
      [{ token: { $ne: '' } }, 400],
      ['['.repeat(100_000), 400],
      [large, 413],
    ] as const) {
      const answer = await host.call('POST', `${current}/link`, body);
      assert.equal(answer.status, status, JSON.stringify(body).slice(0, 40));
      assert.equal(typeof answer.body.code, 'string');
    }
    const login = await host.raw('POST', '/v1/users/default/login', { username: 'operator', password: large.token });
    assert.equal(login.status, 413);
    assert.equal((await host.call('GET', current)).status, 200);
  });
});

describe('sessions', () => {
  test('of a user end with a change of the password, but for the one that changed it, also over a reboot', async () => {
    const host = await boot();
    const logIn = async (password: string) => {
      const { body } = await host.raw('POST', '/v1/users/default/login', { username: 'operator', password });
      return body.Token as { Authorization: string; RefreshToken: string };
    };
    const status = async (authorization: string) =>
      (await host.raw('GET', '/v1/users/current', undefined, { authorization })).status;
    const other = await logIn('a long password');
    const own = await logIn('a long password');
    const change = { oldPassword: 'a long password', newPassword: 'another long password' };
    const path = '/v1/users/default/password/reset';
    assert.equal((await host.raw('POST', path, change, { authorization: own.Authorization })).status, 204);
    const later = await logIn('another long password');
    const check = async () => {
      assert.equal(await status(other.Authorization), 401);
      assert.equal(await status(own.Authorization), 200);
      assert.equal(await status(later.Authorization), 200);
    };
    await check();
    const renewal = { refreshToken: other.RefreshToken };
    assert.equal((await host.raw('POST', '/v1/users/default/token/renewal', renewal)).status, 401);
    const authorization = { authorization: own.Authorization };
    assert.equal((await host.raw('POST', `${current}/actions/reboot`, undefined, authorization)).status, 202);
    await eventually(check);
  });

  test('changes of a user at the same time are all kept', async () => {
    const host = await boot();
    await host.call('GET', current);
    const change = { oldPassword: 'a long password', newPassword: 'another long password' };
    await Promise.all([
      host.call('POST', '/v1/users/default/password/reset', change),
      host.call('PATCH', '/v1/users/current', { sshKeys: ['ssh-ed25519 AAAA'] }),
    ]);
    assert.deepEqual((await host.call('GET', '/v1/users/current')).body.sshKeys, ['ssh-ed25519 AAAA']);
    const login = { username: 'operator', password: change.newPassword };
    assert.equal((await host.raw('POST', '/v1/users/default/login', login)).status, 200);
  });
});

test('secrets in user data are not read back', async () => {
  const host = await boot();
  const registryCredentials = { domain: 'registry.example', password: 'a registry secret' };
  const v1Management = { type: 'central', edgeHostToken: 'an enrolment secret' };
  assert.equal((await host.call('PUT', `${current}/userdata`, { registryCredentials, v1Management })).status, 200);
  const { body } = await host.call('GET', `${current}/userdata`);
  assert.equal(body.registryCredentials.domain, 'registry.example');
  assert.equal(JSON.stringify(body).includes('secret'), false);
});

test('a factory reset restarts at a pace of its own', async () => {
  const host = await boot({ rebootSeconds: 3600, resetSeconds: 0 });
  assert.equal((await host.call('POST', `${current}/actions/reset`)).status, 202);
  const boots = () => host.logs.filter((line) => line.includes('the host answers')).length;
  await eventually(() => assert.equal(boots(), 2));
});

describe('closing a host', () => {
  /** A connection that says nothing, not even what TLS begins with. */
  async function lurk(host: TestHost, port: number): Promise<Socket> {
    const socket = connect(port, new URL(host.agent.url).hostname);
    await new Promise((resolve, reject) => socket.once('connect', resolve).once('error', reject));
    socket.on('error', () => {});
    return socket.resume();
  }

  test('ends connections that never began to speak', async () => {
    const [host, follower] = await Promise.all([TestHost.boot({ disk: memoryDisk() }), boot()]);
    await follower.link(await host.token());
    const { ports } = JSON.parse(String(await host.options.disk.read('host.json')));
    const lurking = await Promise.all([lurk(host, ports.api), lurk(host, ports.peers)]);
    await host.close();
    await eventually(() =>
      assert.deepEqual(
        lurking.map((socket) => socket.closed),
        [true, true],
      ),
    );
  });

  test('during a reboot leaves nothing behind', async () => {
    const network = systemNetwork({ address: freeAddress() });
    for (const rebootSeconds of [0, 0.01, 3600]) {
      const disk = memoryDisk();
      const host = await TestHost.boot({ network, rebootSeconds, disk });
      assert.equal((await host.call('POST', `${current}/actions/reboot`)).status, 202);
      await host.close();
      const { ports } = JSON.parse(String(await disk.read('host.json')));
      // Its port is free again.
      const again = await startAgent({ userData: 'stylus: {}', disk: memoryDisk(), network, port: ports.api });
      await again.close();
    }
  });

  test('twice is as good as once, and a host without power does not start', async () => {
    const host = await TestHost.boot();
    await Promise.all([host.close(), host.close()]);
    const network = systemNetwork({ address: freeAddress() });
    await assert.rejects(
      startAgent({ userData: 'stylus: {}', disk: memoryDisk(), network, port: 0, power: AbortSignal.abort() }),
    );
  });
});

test('both doors give up on who sends too slowly', async () => {
  const limits: { headers: number; request: number }[] = [];
  const network = systemNetwork({ address: freeAddress() });
  const host = await boot({
    network: {
      ...network,
      listen: (server: Server, port: number) => {
        limits.push({ headers: server.headersTimeout, request: server.requestTimeout });
        return network.listen(server, port);
      },
    },
  });
  await (await boot()).link(await host.token());
  assert.equal(limits.length, 2);
  for (const { headers, request } of limits) {
    assert.ok(headers > 0 && headers <= 60_000);
    assert.ok(request > 0 && request <= 300_000);
  }
});
