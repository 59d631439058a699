/** engine.sh starts a real engine, apart from the one that the other tests use. */
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { ran, until } from './testing/docker';

const script = join(__dirname, 'engine.sh');
const mayStart = process.platform === 'linux' && process.getuid?.() === 0;

test('an engine of its own is started, and ends when it is told', {
  skip: !mayStart && 'takes root, on Linux',
}, async (context) => {
  const folder = await mkdtemp(join(tmpdir(), 'engine-'));
  context.after(() => rm(folder, { recursive: true, force: true }));
  const started = await ran(script, ['--own', folder, '--log', join(folder, 'log')]);
  assert.equal(started.code, 0, started.stderr);
  const id = Number(/kill (\d+)/.exec(started.stderr)?.[1]);
  assert.equal(Number(await readFile(join(folder, 'dockerd.pid'), 'utf8')), id);
  const host = { ...process.env, DOCKER_HOST: started.stdout.trim() };
  assert.deepEqual(await ran(script, [], { env: host }), { code: 0, stdout: started.stdout, stderr: '' });
  process.kill(id);
  await until(async () => (await ran(script, [], { env: host })).code === 3);
  await until(async () => !isAlive(id));
});

function isAlive(id: number): boolean {
  try {
    return process.kill(id, 0);
  } catch {
    return false;
  }
}
