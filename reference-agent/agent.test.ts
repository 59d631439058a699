import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { memoryDisk, startAgent } from '.';
import { current, eventually, TestHost } from './test-hosts';

const hosts: TestHost[] = [];
after(() => Promise.all(hosts.map((host) => host.close())));

async function boot(count: number, change = {}): Promise<TestHost[]> {
  const booted = await Promise.all(Array.from({ length: count }, () => TestHost.boot(change)));
  hosts.push(...booted);
  return booted;
}

async function linkedPair(): Promise<[TestHost, TestHost]> {
  const [leader, follower] = (await boot(2)) as [TestHost, TestHost];
  assert.equal((await follower.link(await leader.token())).status, 200);
  await eventually(async () => assert.deepEqual(await leader.peers(), [follower.id]));
  return [leader, follower];
}

describe('linking', () => {
  test('two hosts link, and both say so', async () => {
    const [leader, follower] = await linkedPair();
    assert.deepEqual(await follower.peers(), [leader.id]);
  });

  test('what one host announces reaches all of the group', async () => {
    const [leader, first, second] = (await boot(3)) as [TestHost, TestHost, TestHost];
    const token = await leader.token();
    await Promise.all([first.link(token), second.link(token)]);
    const others = (host: TestHost) => [leader, first, second].filter((other) => other !== host).map((o) => o.id);
    for (const host of [leader, first, second]) {
      await eventually(async () => assert.deepEqual(await host.peers(), others(host).sort()));
    }
  });

  test('a token with a wrong one-time password, or that another host answers to, changes nothing', async () => {
    const [leader, follower, impostor] = (await boot(3)) as [TestHost, TestHost, TestHost];
    const token = JSON.parse(Buffer.from(await leader.token(), 'base64').toString());
    const wrong = { ...token, password: token.password === '00000000' ? '00000001' : '00000000' };
    const answer = await follower.link(Buffer.from(JSON.stringify(wrong)).toString('base64'));
    assert.equal(answer.status, 400);
    assert.equal(answer.body.code, 'PASSWORD_WRONG');
    const { hostname, port } = new URL(impostor.agent.url);
    const misled = { ...token, address: hostname, port: Number(port) };
    const second = await follower.link(Buffer.from(JSON.stringify(misled)).toString('base64'));
    assert.equal(second.body.code, 'LEADER_UNREACHABLE');
    assert.deepEqual(await follower.peers(), []);
    assert.deepEqual(await leader.peers(), []);
  });

  test('a host behind a token that nobody answers to is refused with a sentence', async () => {
    const [leader, follower] = (await boot(2)) as [TestHost, TestHost];
    const token = await leader.token();
    await leader.agent.close();
    const answer = await follower.link(token);
    assert.equal(answer.status, 400);
    assert.match(answer.body.message, /cannot be reached/);
  });
});

describe('unlinking', () => {
  test('from the leader, both sides forget the link', async () => {
    const [leader, follower] = await linkedPair();
    assert.equal((await leader.call('POST', `${current}/unlink?peerId=${follower.id}`)).status, 200);
    await eventually(async () => assert.deepEqual([await leader.peers(), await follower.peers()], [[], []]));
  });

  test('on the follower, both sides forget the link, and it can link again', async () => {
    const [leader, follower] = await linkedPair();
    assert.equal((await follower.call('POST', `${current}/unlink?peerId=${follower.id}`)).status, 200);
    await eventually(async () => assert.deepEqual([await leader.peers(), await follower.peers()], [[], []]));
    assert.equal((await follower.link(await leader.token())).status, 200);
    await eventually(async () => assert.deepEqual(await leader.peers(), [follower.id]));
  });

  test('a follower that was away learns of it, even when its leader gave up leading since', async () => {
    const [leader, follower] = await linkedPair();
    await follower.agent.close();
    assert.equal((await leader.call('POST', `${current}/unlink?peerId=${follower.id}`)).status, 200);
    assert.equal((await leader.call('DELETE', `${current}/link/generate-token`)).status, 200);
    const back = await TestHost.boot(follower.options);
    hosts.push(back);
    assert.equal(back.id, follower.id);
    await eventually(async () => assert.equal((await back.call('GET', `${current}/link/status`)).status, 404));
  });

  test('a leader that was away learns of it', async () => {
    const [leader, follower] = await linkedPair();
    await leader.agent.close();
    assert.equal((await follower.call('POST', `${current}/unlink?peerId=${leader.id}`)).status, 200);
    assert.deepEqual(await follower.peers(), []);
    const back = await TestHost.boot(leader.options);
    hosts.push(back);
    await eventually(async () => assert.deepEqual(await back.peers(), []));
  });
});

describe('a reboot', () => {
  test('keeps the links of leader and follower', async () => {
    const [leader, follower] = await linkedPair();
    for (const host of [leader, follower]) {
      assert.equal((await host.call('POST', `${current}/actions/reboot`)).status, 202);
    }
    await eventually(async () => assert.deepEqual(await leader.peers(), [follower.id]));
    await eventually(async () => assert.deepEqual(await follower.peers(), [leader.id]));
    await eventually(async () => {
      const { body } = await leader.call('GET', `${current}/link/status`);
      assert.equal(body.peers[0].health.status, 'Healthy');
    });
  });

  test('keeps the token', async () => {
    const [leader] = (await boot(1)) as [TestHost];
    const before = await leader.token();
    await leader.agent.close();
    const back = await TestHost.boot(leader.options);
    hosts.push(back);
    assert.equal(await back.token(), before);
  });
});

describe('the published API', () => {
  test('errors have the published shape', async () => {
    const [host] = (await boot(1)) as [TestHost];
    for (const [method, path, status] of [
      ['GET', '/v1/nowhere', 404],
      ['DELETE', '/v1/edge-mgmt/settings', 405],
      ['GET', '/v1/edge-mgmt/network/interfaces/none', 404],
    ] as const) {
      const answer = await host.call(method, path);
      assert.equal(answer.status, status, path);
      assert.equal(typeof answer.body.code, 'string');
      assert.equal(typeof answer.body.message, 'string');
    }
    assert.equal((await host.call('POST', `${current}/link`, '{"token": ')).status, 400);
  });

  test('every operation but ping and login wants a session of this host', async () => {
    const [host, other] = (await boot(2)) as [TestHost, TestHost];
    const foreign = await other.raw('POST', '/v1/users/default/login', {
      username: 'operator',
      password: 'a long password',
    });
    const paths = [`${current}`, '/v1/edge-mgmt/settings', `${current}/link/status`, '/v1/users/current'];
    for (const path of paths) {
      assert.equal((await host.raw('GET', path)).status, 401, path);
      const authorization = foreign.body.Token.Authorization;
      assert.equal((await host.raw('GET', path, undefined, { authorization })).status, 401, path);
    }
    assert.equal((await host.raw('GET', '/v1/ping')).status, 200);
  });

  test('a login sets a cookie that works, and a logout ends the session', async () => {
    const [host] = (await boot(1)) as [TestHost];
    const login = await host.raw('POST', '/v1/users/default/login', {
      username: 'operator',
      password: 'a long password',
    });
    const cookies = ([] as string[]).concat(login.headers['set-cookie'] ?? []);
    const session = cookies.find((cookie) => cookie.startsWith('Authorization='));
    assert.match(session ?? '', /HttpOnly; Secure; SameSite=Strict/);
    const cookie = (session ?? '').split(';')[0] ?? '';
    assert.equal((await host.raw('GET', '/v1/users/current', undefined, { cookie })).body.userName, 'operator');
    assert.equal((await host.raw('POST', '/v1/users/default/logout', undefined, { cookie })).status, 200);
    assert.equal((await host.raw('GET', '/v1/users/current', undefined, { cookie })).status, 401);
  });

  test('a password can be changed with the old one only', async () => {
    const [host] = (await boot(1)) as [TestHost];
    const reset = (oldPassword: string) =>
      host.call('POST', '/v1/users/default/password/reset', { oldPassword, newPassword: 'another long password' });
    assert.equal((await reset('wrong')).status, 400);
    assert.equal((await reset('a long password')).status, 204);
    const login = (password: string) => host.raw('POST', '/v1/users/default/login', { username: 'operator', password });
    assert.equal((await login('a long password')).status, 400);
    assert.equal((await login('another long password')).status, 200);
  });
});

test('passwords, sessions and one-time passwords never show in the log', async () => {
  const [leader, follower] = await linkedPair();
  const token = await leader.token();
  const { password } = JSON.parse(Buffer.from(token, 'base64').toString());
  await follower.link(token);
  const log = [...leader.logs, ...follower.logs].join('\n');
  for (const secret of ['a long password', token, password]) assert.equal(log.includes(secret), false);
});

test('user data that contradicts itself is refused with one sentence', async () => {
  const userData = 'stylus:\n  managementMode: local\n  installationMode: connected\n';
  await assert.rejects(startAgent({ userData, disk: memoryDisk(), port: 0 }), /^UserDataError: [^\n]+\.$/);
});

test('a damaged disk is refused with one sentence', async () => {
  const disk = memoryDisk();
  await disk.replace('host.json', Buffer.from('{"version": 1'));
  await assert.rejects(startAgent({ userData: '', disk, port: 0 }), /"host.json" is not the state of a host/);
});
