import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { doorOf, findEngine } from './find';

const find = (
  environment: Record<string, string>,
  platform: NodeJS.Platform = 'linux',
  usual: readonly string[] = [],
) => findEngine({ platform, environment, usual });

test('DOCKER_HOST decides, and an empty one does not', async () => {
  assert.equal(find({ DOCKER_HOST: 'unix:///some.sock' }), 'unix:///some.sock');
  assert.throws(() => find({ DOCKER_HOST: '' }), { code: 'SITE_ENGINE_GONE' });
});

test('the first of the usual sockets that is one is taken, and an error names all of them', async () => {
  const home = await mkdtemp(join(tmpdir(), 'hostlink-'));
  const [runtime, ofUser] = [join(home, 'docker.sock'), join(home, '.docker/run/docker.sock')];
  // A file is no socket.
  await writeFile(runtime, '');
  await mkdir(join(home, '.docker/run'), { recursive: true });
  const environment = { XDG_RUNTIME_DIR: home, HOME: home };
  assert.throws(() => find(environment, 'linux', ['/no/such.sock']), {
    code: 'SITE_ENGINE_GONE',
    message: `There is no Docker engine at "unix:///no/such.sock", "unix://${runtime}", "unix://${ofUser}"; start one with "docker/engine.sh --start", or name one in DOCKER_HOST.`,
  });
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(ofUser, resolve));
  assert.equal(find(environment), `unix://${ofUser}`);
  server.close();
  await rm(home, { recursive: true });
});

test('an engine whose containers cannot be reached is refused, with what was named', () => {
  const elsewhere = (message: RegExp) => ({ code: 'SITE_ENGINE_ELSEWHERE', attribution: 'environment', message });
  assert.throws(() => find({}, 'darwin'), elsewhere(/virtual machine on darwin/));
  const tls = { DOCKER_HOST: 'tcp://127.0.0.1:2376', DOCKER_TLS_VERIFY: '1' };
  assert.throws(() => find(tls), elsewhere(/by TLS/));
  assert.throws(() => doorOf('tcp://198.51.100.7:2375'), elsewhere(/"tcp:\/\/198.*runs on another machine/));
  assert.throws(() => doorOf('tcp://127.evil.example'), elsewhere(/another machine/));
  for (const strange of ['ssh://me@127.0.0.1', 'docker.sock', '']) {
    assert.throws(() => doorOf(strange), elsewhere(/neither at unix:\/\/ nor at tcp:\/\//));
  }
});

test('doors on this machine', () => {
  assert.deepEqual(doorOf('unix:///var/run/docker.sock'), { socketPath: '/var/run/docker.sock' });
  assert.deepEqual(doorOf('tcp://localhost'), { host: 'localhost', port: 2375 });
  assert.deepEqual(doorOf('tcp://127.0.0.2:99'), { host: '127.0.0.2', port: 99 });
});
