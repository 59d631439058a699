import assert from 'node:assert/strict';
import { test } from 'node:test';
import { logger } from '.';

function listen() {
  const lines: string[] = [];
  const clock = { time: Date.UTC(2031, 0, 1), now: () => clock.time, after: () => ({ cancel: () => {} }) };
  return { lines, clock, log: logger({ clock, log: (line) => lines.push(line) }) };
}

const secretNames = [
  ...[
    'password',
    'passwd',
    'newPassword',
    'oldPassword',
    'NEW_PASSWORD',
    'Authorization',
    'authorization',
    'AUTHORIZATION',
  ],
  ...[
    'cookie',
    'Set-Cookie',
    'token',
    'Token',
    'linkToken',
    'otp',
    'oneTimePassword',
    'refresh',
    'RefreshToken',
    'jwt',
  ],
  ...['keyPem', 'signingKey', 'private_key', 'secret', 'totpSecret', 'passwordHash'],
];

/** Every secret name, with a value that shows nowhere else. */
const secrets = () => Object.fromEntries(secretNames.map((name, index) => [name, `hunter${index}`]));

test('a line has the level, the time of the host, the message and what was passed beside it', () => {
  const { log, lines, clock } = listen();
  log.info({ peer: 'edge-1', count: 2 }, 'linked');
  clock.time += 120_000;
  log.error('failed');
  assert.deepEqual(
    lines.map((line) => JSON.parse(line)),
    [
      { level: 'info', time: '2031-01-01T00:00:00.000Z', peer: 'edge-1', count: 2, msg: 'linked' },
      { level: 'error', time: '2031-01-01T00:02:00.000Z', msg: 'failed' },
    ],
  );
  assert.ok(lines.every((line) => !line.includes('\n')));
});

test('no secret shows, however deep it lies and whatever holds it', () => {
  class Request {
    headers = secrets();
  }
  const places: Record<string, object> = {
    top: secrets(),
    nested: { a: { b: { c: { d: secrets() } } } },
    list: { items: [secrets(), [secrets()]] },
    map: { map: new Map(Object.entries(secrets())) },
    set: { set: new Set([secrets()]) },
    instance: { request: new Request() },
    json: { it: { toJSON: secrets } },
    error: { err: Object.assign(new Error('failed'), { request: secrets(), ...secrets() }) },
    'cause of an error': { err: new Error('failed', { cause: Object.assign(new Error('why'), secrets()) }) },
    'objects in place of text': { password: { value: 'hunter' }, token: ['hunter'] },
    numbers: { otp: 12_345_678 },
  };
  for (const [place, fields] of Object.entries(places)) {
    const { log, lines } = listen();
    log.info(fields, 'event');
    log.child(fields).info('event');
    log.child({}).child(fields).info('event');
    assert.equal(lines.length, 3, place);
    assert.doesNotMatch(lines.join(), /hunter|12345678/, place);
    assert.match(lines.join(), /\[secret\]|"type":"Error"/, place);
  }
});

test('a JWT shows nowhere, not even inside other text', () => {
  const { log, lines } = listen();
  const jwt = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJrYWlyb3MifQ.c2lnbmF0dXJl';
  log.info({ url: `/v1/x?at=${jwt}&b=1`, err: new Error(`bad ${jwt}`), header: jwt }, 'event');
  assert.equal(JSON.parse(lines[0] ?? '').url, '/v1/x?at=[secret]&b=1');
  assert.doesNotMatch(lines[0] ?? '', /eyJ|c2lnbmF0dXJl/);
});

test('an error passed by itself is logged with its message, code and causes', () => {
  const { log, lines } = listen();
  const cause = new Error('refused');
  log.error(Object.assign(new Error('no answer', { cause }), { code: 'CONNECTION_FAILED', body: secrets() }));
  const { err, msg } = JSON.parse(lines[0] ?? '');
  assert.equal(msg, 'no answer');
  assert.equal(err.type, 'Error');
  assert.equal(err.code, 'CONNECTION_FAILED');
  assert.match(err.stack, /caused by: Error: refused/);
  assert.doesNotMatch(lines[0] ?? '', /hunter/);
});

test('what is logged stays as it was, and may be a cycle or binary', () => {
  const { log, lines } = listen();
  const fields: Record<string, unknown> = { password: 'kept', bytes: Buffer.from('hunter'), tokenGiven: true };
  fields.self = fields;
  log.info(fields, 'event');
  assert.equal(fields.password, 'kept');
  const line = JSON.parse(lines[0] ?? '');
  assert.equal(line.bytes, '[6 bytes]');
  assert.equal(line.tokenGiven, true);
  assert.match(lines[0] ?? '', /\[too deep\]/);
});

test('without a reader nothing is written, nor looked at', () => {
  const { clock } = listen();
  const log = logger({ clock });
  const untouchable = {
    get peer(): string {
      return assert.fail('was looked at');
    },
  };
  log.fatal(untouchable, 'event');
  assert.equal(log.level, 'silent');
  assert.equal(logger({ clock }), log);
});
