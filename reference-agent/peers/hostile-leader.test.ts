/** Tokens that lead nowhere good: the attempt ends with a sentence, in bounded time, and the host lives on unlinked. */
import assert from 'node:assert/strict';
import type { RequestListener } from 'node:http';
import { after, describe, test } from 'node:test';
import { createAuthority, issue, newKeyPair } from '../certificates';
import { current, eventually, freeAddress, TestHost } from '../test-hosts';
import { FaultyMachine, FaultySite } from '../testing/faulty-site';
import { answering, type Impostor, silence } from '../testing/impostor';
import { encodeToken } from '../tokens/token';
import { groupPath, type JoinAnswer, type JoinRequest, joinPath } from './messages';

const closing: (() => unknown)[] = [];
after(() => Promise.all(closing.map((close) => close())));

async function boot(): Promise<TestHost> {
  const host = await TestHost.boot();
  closing.push(() => host.close());
  return host;
}

async function as(impostor: Promise<Impostor>): Promise<Impostor> {
  const made = await impostor;
  closing.push(() => made.close());
  return made;
}

async function isUnlinked(host: TestHost): Promise<void> {
  assert.deepEqual(await host.peers(), []);
  assert.equal((await host.call('GET', '/v1/users/current')).status, 200);
}

test('a leader that accepts connections and never answers is given up after seconds of the host clock', async () => {
  const site = new FaultySite();
  const machine = new FaultyMachine('follower', freeAddress(), site);
  const host = await TestHost.boot(machine.powerOn());
  closing.push(
    () => host.hangUp(),
    () => machine.kill(),
  );
  const silent = await as(silence());
  const before = site.time.now;
  site.hurry();
  const answer = await site.during(host.link(silent.token));
  assert.equal(answer.status, 400);
  assert.match(answer.body.message, /did not answer in time/);
  assert.ok(site.time.now - before <= 30_000, `it took ${site.time.now - before} ms`);
  await eventually(() => assert.equal(silent.connections.size, 0));
  await isUnlinked(host);
});

describe('tokens that nobody made', () => {
  const text = (content: unknown) => Buffer.from(JSON.stringify(content)).toString('base64');
  const sound = { address: '127.0.0.1', port: 9, password: '01234567', fingerprint: 'ab'.repeat(32) };
  const tokens: Readonly<Record<string, unknown>> = {
    empty: '',
    'no text': 7,
    'a list': ['token'],
    'not base64': '*** no token ***',
    'base64 of nothing readable': Buffer.from([0xff, 0xfe, 0, 1]).toString('base64'),
    'JSON without fields': text({}),
    'a host name': text({ ...sound, address: 'localhost' }),
    'a path': text({ ...sound, address: '../../etc/passwd' }),
    'port 0': text({ ...sound, port: 0 }),
    'a loopback address where nobody is': text({ ...sound, address: freeAddress() }),
    'an address of no use': text({ ...sound, address: '0.0.0.0', port: 1 }),
    'half a megabyte': 'A'.repeat(512 * 1024),
  };
  for (const [what, token] of Object.entries(tokens)) {
    test(what, async () => {
      const host = await boot();
      const answer = await host.call('POST', `${current}/link`, { token });
      assert.equal(answer.status, 400);
      assert.match(answer.body.message, /\.$/);
      await isUnlinked(host);
    });
  }
});

describe('what answers is no leader', () => {
  const answers: Readonly<Record<string, RequestListener>> = {
    garbage: (_, response) => response.end('<html>hello</html>'),
    'an empty answer': (_, response) => response.end(),
    'JSON of another kind': (_, response) => response.end('{"joinId": 7}'),
    'a redirect': (_, response) => response.writeHead(302, { location: 'https://127.0.0.1:9/' }).end(),
    'a refusal with a code of its own': (_, response) =>
      response.writeHead(403).end('{"code": "SOMETHING", "message": "no"}'),
    'a broken-off answer': (_, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('{"joinId":');
      response.socket?.destroy();
    },
    'an endless answer': (_, response) => {
      const chunk = Buffer.alloc(1024 * 1024, 'x');
      const more = () => {
        while (!response.destroyed && response.write(chunk));
        response.once('drain', more);
      };
      more();
    },
  };
  for (const [what, answer] of Object.entries(answers)) {
    test(what, async () => {
      const host = await boot();
      const { token } = await as(answering(answer));
      const refusal = await host.link(token);
      assert.equal(refusal.status, 400);
      assert.match(refusal.body.code, /^LEADER_/);
      await isUnlinked(host);
    });
  }
});

describe('an offer that is not what it seems', () => {
  /** A sound offer to a host that asks to join, made by this impostor. */
  async function offerTo(request: JoinRequest, address: string, port: number): Promise<JoinAnswer> {
    const authority = createAuthority('group-of-an-impostor');
    const member = { hostId: request.facts.id, groupId: 'group-of-an-impostor' };
    return {
      joinId: 'join',
      groupId: member.groupId,
      authorityPem: authority.certificatePem,
      certificatePem: issue(authority, request.publicKey, member),
      leader: { ...request.facts, id: `edge-${'0'.repeat(32)}`, address, apiPort: port },
      peerPort: port,
    };
  }

  async function linkTo(host: TestHost, change: (offer: JoinAnswer) => JoinAnswer | Promise<JoinAnswer>) {
    const asked: string[] = [];
    const { token } = await as(
      answering(async (call, response) => {
        const chunks: Buffer[] = [];
        for await (const chunk of call) chunks.push(chunk);
        asked.push(call.url ?? '');
        if (call.url === groupPath) return void response.end('{"known": false}');
        const request = JSON.parse(Buffer.concat(chunks).toString()) as JoinRequest;
        const { localAddress = '', localPort = 0 } = call.socket;
        response.end(JSON.stringify(await change(await offerTo(request, localAddress, localPort))));
      }),
    );
    return { answer: await host.link(token), asked };
  }

  const unsound: Readonly<Record<string, (offer: JoinAnswer) => JoinAnswer | Promise<JoinAnswer>>> = {
    'an authority that is no certificate': (offer) => ({ ...offer, authorityPem: 'no certificate' }),
    'a certificate that is none': (offer) => ({ ...offer, certificatePem: 'no certificate' }),
    'a certificate of another authority': (offer) => ({
      ...offer,
      authorityPem: createAuthority('another').certificatePem,
    }),
    'a certificate for another key': (offer) => {
      const authority = createAuthority(offer.groupId);
      const { publicKeyPem } = newKeyPair();
      const member = { hostId: offer.leader.id, groupId: offer.groupId };
      return {
        ...offer,
        authorityPem: authority.certificatePem,
        certificatePem: issue(authority, publicKeyPem, member),
      };
    },
    'a leader that is somewhere else': (offer) => ({ ...offer, leader: { ...offer.leader, address: '127.0.0.1' } }),
    'a leader by a host name': (offer) => ({ ...offer, leader: { ...offer.leader, address: 'localhost' } }),
  };
  for (const [what, change] of Object.entries(unsound)) {
    test(what, async () => {
      const host = await boot();
      const { answer, asked } = await linkTo(host, change);
      assert.equal(answer.status, 400);
      assert.equal(answer.body.code, 'LEADER_ANSWER');
      assert.deepEqual(asked, [joinPath]);
      await isUnlinked(host);
    });
  }

  test('a leader with the id of the host itself', async () => {
    const host = await boot();
    const { answer } = await linkTo(host, (offer) => ({ ...offer, leader: { ...offer.leader, id: host.id } }));
    assert.equal(answer.body.code, 'OWN_TOKEN');
    await isUnlinked(host);
  });

  test('a leader that knows nothing of its offer afterwards', async () => {
    const host = await boot();
    const { answer, asked } = await linkTo(host, (offer) => offer);
    assert.equal(answer.status, 400);
    assert.ok(asked.includes(groupPath));
    await isUnlinked(host);
  });
});

test('two tokens entered at once: the second attempt is refused, and only one leader is asked', async () => {
  const [host, leader] = await Promise.all([boot(), boot()]);
  const token = await leader.token();
  const refused = encodeToken({ address: freeAddress(), port: 9, password: '01234567', fingerprint: 'ab'.repeat(32) });
  const answers = await Promise.all([host.link(token), host.link(refused)]);
  assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 400]);
  await eventually(async () => assert.equal((await host.peers()).length, answers[0].status === 200 ? 1 : 0));
});
