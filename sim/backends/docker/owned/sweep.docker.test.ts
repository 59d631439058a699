import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { test } from 'node:test';
import { dockerEngine } from '../engine/dockerode';
import { makeOne } from '../testing/make-one';
import { labelNames } from './labels';
import { sweepDead, sweepRun } from './sweep';

const script = join(__dirname, '..', 'testing', 'doomed-run.ts');
const loader = ['--require', require.resolve('ts-node/register/transpile-only')];

test('two sweeps at once clear what a killed run left, and nothing of one that lives', async () => {
  const engine = dockerEngine();
  const [doomed, own] = ['doomed', 'own'].map((part) => `hostlink-${part}-${randomUUID().slice(0, 8)}`);
  assert.ok(doomed && own);
  const kindsOf = async (run: string) => (await engine.owned({ [labelNames.run]: run })).map(({ kind }) => kind).sort();
  const child = spawn(process.execPath, [...loader, script, doomed], { stdio: ['pipe', 'pipe', 'inherit'] });
  try {
    const [[said]] = await Promise.all([once(child.stdout, 'data'), makeOne(engine, own)]);
    assert.equal(String(said), 'made\n');
    await sweepDead(engine);
    const all = ['container', 'network', 'volume'];
    assert.deepEqual([await kindsOf(doomed), await kindsOf(own)], [all, all], 'both live');

    child.kill('SIGKILL');
    await once(child, 'exit');
    await Promise.all([sweepDead(engine), sweepDead(engine)]);
    assert.deepEqual([await kindsOf(doomed), await kindsOf(own)], [[], all]);
  } finally {
    child.kill('SIGKILL');
    for (const run of [doomed, own]) assert.deepEqual(await sweepRun(engine, run), []);
    engine.close();
  }
});
