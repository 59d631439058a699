import assert from 'node:assert/strict';
import { createSecretKey, randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { SignJWT, UnsecuredJWT } from 'jose';
import { Sessions } from '.';

const hour = 3_600_000;
const day = 24 * hour;

function host(options: { hostId?: string; signingKey?: Buffer } = {}) {
  const clock = { time: Date.UTC(2031, 0, 1), now: () => clock.time, after: () => ({ cancel: () => {} }) };
  const { hostId = 'edge-1', signingKey = randomBytes(32) } = options;
  return { clock, hostId, signingKey, sessions: new Sessions({ signingKey, hostId, clock }) };
}

/** A token like the host's own, but for what the test changes. */
function forge({ hostId, signingKey, clock }: ReturnType<typeof host>, claims: object, header: object = {}) {
  const exp = clock.time / 1000 + 60;
  return new SignJWT({ iss: hostId, sub: 'kairos', sid: 'some', exp, ...claims })
    .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt', ...header })
    .sign(createSecretKey(signingKey));
}

test('an opened session is recognised, again and again', async () => {
  const { sessions } = host();
  const { authorization } = await sessions.open('kairos');
  const session = await sessions.check(authorization);
  assert.equal(session?.username, 'kairos');
  assert.ok(session?.sessionId);
  assert.deepEqual(await sessions.check(authorization), session);
  const other = await sessions.open('kairos');
  assert.notEqual((await sessions.check(other.authorization))?.sessionId, session?.sessionId);
});

for (const [kind, extended, hours] of [
  ['a', false, 2],
  ['an extended', true, 24],
] as const) {
  test(`${kind} session lasts ${hours} hours of the host's clock`, async () => {
    const { sessions, clock } = host();
    const seen = await sessions.open('kairos', { extended });
    const unseen = await sessions.open('kairos', { extended });
    clock.time += hours * hour - 1000;
    assert.equal((await sessions.check(seen.authorization))?.username, 'kairos');
    clock.time += 1000;
    assert.equal(await sessions.check(seen.authorization), undefined);
    assert.equal(await sessions.check(unseen.authorization), undefined);
  });
}

test('a session of another host is refused, whichever way it differs', async () => {
  const ours = host();
  const otherKey = host();
  const otherName = host({ hostId: 'edge-2', signingKey: ours.signingKey });
  for (const other of [otherKey, otherName]) {
    const { authorization, refresh } = await other.sessions.open('kairos');
    assert.equal(await ours.sessions.check(authorization), undefined);
    assert.equal(await ours.sessions.renew(refresh), undefined);
  }
});

test('a session outlives a restart of its host', async () => {
  const before = host();
  const { authorization } = await before.sessions.open('kairos');
  const after = host({ signingKey: before.signingKey });
  assert.equal((await after.sessions.check(authorization))?.username, 'kairos');
});

test('tokens that this host did not sign as they stand are refused', async () => {
  const own = host();
  const { sessions } = own;
  // The forgery itself is sound: only what each case changes makes the difference.
  assert.deepEqual(await sessions.check(await forge(own, {})), { username: 'kairos', sessionId: 'some' });
  const { authorization } = await sessions.open('kairos');
  const [header, payload, signature] = authorization.split('.') as [string, string, string];
  const admin = Buffer.from(Buffer.from(payload, 'base64url').toString().replace('kairos', 'root')).toString(
    'base64url',
  );
  const claims = { iss: own.hostId, sub: 'kairos', sid: 'some', exp: own.clock.time / 1000 + 60 };
  const bad = {
    empty: '',
    text: 'Bearer',
    'altered claims': `${header}.${admin}.${signature}`,
    'no signature': `${header}.${payload}.`,
    'algorithm none': new UnsecuredJWT(claims).encode(),
    'another algorithm': await new SignJWT(claims)
      .setProtectedHeader({ alg: 'HS512', typ: 'at+jwt' })
      .sign(Buffer.concat([own.signingKey, own.signingKey])),
    'no expiry': await forge(own, { exp: undefined }),
    'no user': await forge(own, { sub: undefined }),
    'no session': await forge(own, { sid: undefined }),
    'a session that is no text': await forge(own, { sid: 1 }),
    'no issuer': await forge(own, { iss: undefined }),
    'no type': await forge(own, {}, { typ: undefined }),
    'too long': await forge(own, { pad: 'x'.repeat(4096) }),
    'a megabyte': 'x'.repeat(1_000_000),
  };
  for (const [what, token] of Object.entries(bad)) assert.equal(await sessions.check(token), undefined, what);
});

test('an authorization does not renew, and a refresh token does not authorize', async () => {
  const { sessions } = host();
  const { authorization, refresh } = await sessions.open('kairos');
  assert.equal(await sessions.renew(authorization), undefined);
  assert.equal(await sessions.check(refresh), undefined);
});

test('a session is renewed under its id, but not beyond seven days from its login', async () => {
  const { sessions, clock } = host();
  const opened = await sessions.open('kairos');
  const session = await sessions.check(opened.authorization);
  clock.time += 7 * day - hour;
  const renewed = await sessions.renew(opened.refresh, { extended: true });
  assert.ok(renewed);
  assert.equal(await sessions.check(opened.authorization), undefined);
  assert.deepEqual(await sessions.check(renewed.authorization), session);
  clock.time += hour;
  assert.equal(await sessions.check(renewed.authorization), undefined);
  assert.equal(await sessions.renew(renewed.refresh), undefined);
});

test('a closed session is refused in all its tokens, and others go on', async () => {
  const { sessions, clock } = host();
  const [mine, other] = [await sessions.open('kairos', { extended: true }), await sessions.open('kairos')];
  const renewed = await sessions.renew(mine.refresh);
  const session = await sessions.check(mine.authorization);
  sessions.close(session?.sessionId ?? assert.fail());
  clock.time += hour;
  sessions.close('another');
  assert.equal(await sessions.check(mine.authorization), undefined);
  assert.equal(await sessions.check(renewed?.authorization ?? assert.fail()), undefined);
  assert.equal(await sessions.renew(mine.refresh), undefined);
  assert.equal((await sessions.check(other.authorization))?.username, 'kairos');
});

test('more sessions than are remembered are all recognised', async () => {
  const { sessions } = host();
  const opened = await Promise.all(Array.from({ length: 300 }, (_, index) => sessions.open(`user${index}`)));
  for (let round = 0; round < 2; round += 1) {
    const users = await Promise.all(
      opened.map(async ({ authorization }) => (await sessions.check(authorization))?.username),
    );
    assert.deepEqual(
      users,
      opened.map((_, index) => `user${index}`),
    );
  }
});

test('a signing key of another length is refused', () => {
  assert.throws(() => host({ signingKey: randomBytes(16) }), { code: 'SIGNING_KEY_LENGTH' });
});
