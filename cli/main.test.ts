import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { clauses } from '../conformance/index';
import { main } from './main';
import { testIo } from './run/testing';

async function call(...argv: string[]) {
  const io = testIo();
  const code = await main(argv, io);
  return { code, ...io.printed };
}

/** Wrong usage: exit 2, one sentence, nothing on stdout. */
async function refuses(argv: readonly string[], sentence: RegExp): Promise<void> {
  const { code, out, err } = await call(...argv);
  assert.equal(code, 2, err);
  assert.equal(out, '');
  assert.match(err, sentence);
  assert.equal(err.trimEnd().split('\n').length, 1, err);
}

test('an unknown clause is refused with the nearest ones', async () => {
  await refuses(['run', '--clause', 'LINK-LIMIT-1'], /no clause "LINK-LIMIT-1"; the nearest are LINK-LIM-1, /);
  await refuses(['run', '--clause', 'LINK-1,nonsense entirely'], /"hostlink clauses" shows all/);
  await refuses(['run', '--clause', 'X-API-1', '--profile', 'core'], /X-API-1 is of the level extended/);
});

test('values that cannot be are refused in one sentence', async () => {
  await refuses(['run', '--profile', 'gold'], /no profile "gold"; there are core, extended, hardening/);
  await refuses(['run', '--report-dir', ''], /--report-dir takes the name of a folder/);
  await refuses(['run', '--name', '('], /regular expression, and "\(" is none/);
  await refuses(['run', '--tags', '@a and'], /--tags takes an expression .*"@a and" is none: .*parsed/);
  for (const value of ['-1', '1.5', 'x', '', '99999999999']) {
    await refuses(['run', `--seed=${value}`], /--seed takes a whole number from 0 to 4294967295/);
    await refuses(['run', `--parallel=${value}`], /--parallel takes a whole number from 1 to 64/);
  }
});

test('unknown options and commands are refused', async () => {
  for (const argv of [['run', '--parallell', '2'], ['--what'], ['walk'], ['run', '--format', 'xml'], []]) {
    const { code, out, err } = await call(...argv);
    assert.equal(code, 2);
    assert.equal(out, '');
    assert.notEqual(err, '');
  }
});

test('help and version are no errors', async () => {
  const { code, out } = await call('run', '--help');
  assert.equal(code, 0);
  assert.match(out, /Exit codes: 0 conformant/);
  assert.deepEqual(await call('--version'), { code: 0, out: '0.1.0\n', err: '' });
});

test('clauses are shown as a table and as JSON', async () => {
  const { out } = await call('clauses', '--profile', 'hardening');
  assert.match(out, /Good practice: Tokens\n {2}· H-TOK-1 /);
  assert.match(out, /0 of 10 clauses are covered/);
  const all = JSON.parse((await call('clauses', '--json')).out);
  assert.equal(all.length, clauses.length);
  assert.deepEqual(Object.keys(all[0]), ['id', 'level', 'statement', 'page', 'heading', 'covered']);
});

test('the agent refuses user data it cannot use, with file, key and value', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'hostlink-'));
  const file = join(folder, 'user-data.yaml');
  const contents: readonly (readonly [string, RegExp])[] = [
    ['', /user-data\.yaml: The user data is empty/],
    [
      'stylus: {managementMode: local, installationMode: connected}',
      /installationMode is "connected".*managementMode is "local"/,
    ],
    ['stylus: {managementMode: local}', /nobody could log in.*stages\.initramfs/],
  ];
  for (const [content, sentence] of contents) {
    await writeFile(file, content);
    await refuses(['agent', '--user-data', file], sentence);
  }
  await refuses(['agent', '--user-data', join(folder, 'none')], /none" cannot be read \(ENOENT\)/);
  await refuses(['agent', '--user-data', file, '--os', 'ubuntu'], /like ubuntu:22\.04, not "ubuntu"/);
  await refuses(
    ['agent', '--user-data', file, '--provision-seconds', 'long'],
    /--provision-seconds takes a whole number .* not "long"/,
  );
  await refuses(['agent', '--user-data', file, '--address', 'here'], /--address takes an IP address, not "here"/);
  await rm(folder, { recursive: true });
});

const userData = `
stylus: { managementMode: local, enableMultiNode: true }
stages: { initramfs: [ { users: { operator: { passwd: correct-horse } } } ] }
`;

test('the agent says where it is and who may log in, and ends with Ctrl-C', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'hostlink-'));
  const file = join(folder, 'user-data.yaml');
  await writeFile(file, userData);
  const io = testIo();
  const listen = io.onInterrupt;
  // It listens as soon as it is up.
  const up = Promise.withResolvers<void>();
  const code = main(['agent', '--user-data', file, '--port', '0', '--data', join(folder, 'data'), '--log'], {
    ...io,
    onInterrupt(callback) {
      up.resolve();
      return listen(callback);
    },
  });
  await Promise.race([up.promise, code]);
  const url = /https:\/\/127\.0\.0\.1:\d+/.exec(io.printed.out)?.[0] ?? '';
  assert.match(io.printed.out, /Log in as operator/);
  io.interrupt();
  assert.equal(await code, 0);
  assert.notEqual(url, '');
  await assert.rejects(fetch(url), /fetch failed/);
  assert.doesNotMatch(io.printed.out + io.printed.err, /correct-horse/);
  await rm(folder, { recursive: true });
});

test('a port in use is told in one sentence', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'hostlink-'));
  const file = join(folder, 'user-data.yaml');
  await writeFile(file, userData);
  const server = createServer();
  const port = await new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port));
  });
  const { code, err } = await call('agent', '--user-data', file, '--port', String(port));
  assert.equal(code, 3);
  assert.match(err, new RegExp(`^Port ${port} of 127\\.0\\.0\\.1 is in use[^\\n]*\\n$`));
  server.close();
  await rm(folder, { recursive: true });
});
