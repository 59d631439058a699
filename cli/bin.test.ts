import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';

const bin = join(__dirname, 'bin.ts');
const loader = ['--require', require.resolve('ts-node/register/transpile-only')];

function hostlink(options: readonly string[], argv: readonly string[]) {
  return new Promise<{ code: number; out: string; err: string }>((resolve) => {
    execFile(process.execPath, [...loader, ...options, bin, ...argv], (error, out, err) => {
      resolve({ code: error === null ? 0 : Number(error.code), out, err });
    });
  });
}

test('the command ends with the exit code of what it did', async () => {
  const { code, out, err } = await hostlink([], ['run', '--clause', 'NOPE']);
  assert.deepEqual([code, out], [2, '']);
  assert.match(err, /^There is no clause "NOPE"/);
});

test('a Node.js that is too old is told in one sentence', async () => {
  const old = `data:text/javascript,Object.defineProperty(process.versions, 'node', { value: '18.20.4' })`;
  const { code, out, err } = await hostlink(['--import', old], ['--help']);
  assert.deepEqual({ code, out }, { code: 2, out: '' });
  assert.match(err, /^hostlink needs Node\.js 22\.20 or later, and this is 18\.20\.4; install a newer one\.\n$/);
});

test('a reader that goes away is no error', async () => {
  const child = spawn(process.execPath, [...loader, bin, 'clauses', '--json'], { stdio: ['ignore', 'pipe', 'pipe'] });
  let err = '';
  child.stderr.on('data', (chunk) => {
    err += chunk;
  });
  child.stdout.destroy();
  const code = await new Promise((resolve) => child.on('close', resolve));
  assert.deepEqual({ code, err }, { code: 0, err: '' });
});
