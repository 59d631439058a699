import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Engine } from '../engine/engine';
import { FakeEngine } from '../testing/fake-engine';
import { machine, makeSite, owners, thingsOf } from '../testing/runs';
import { type PruneOptions, pruneDocker } from './prune';

/** An hour after the runs of `makeSite` began. */
const now = 3_600_000;
const prune = (engine: Engine, options: PruneOptions = {}) => pruneDocker(options, { engine, here: machine, now });
const sorted = (things: readonly string[]) => [...things].sort();
const named = (things: readonly { kind: string; name: string }[]) => things.map(({ kind, name }) => `${kind} ${name}`);

async function everyKindOfRun(): Promise<FakeEngine> {
  const engine = new FakeEngine();
  await makeSite(engine, { id: 'living', owner: owners.living });
  await makeSite(engine, { id: 'unknown', owner: owners.unknown });
  await makeSite(engine, { id: 'kept', keep: true });
  await makeSite(engine, { id: 'dead' });
  engine.addForeignVolume('foreign');
  return engine;
}

test('everything goes but what may still be in use', async () => {
  const engine = await everyKindOfRun();
  const { removed, kept, refused } = await prune(engine);
  assert.deepEqual(sorted(engine.things), sorted([...thingsOf('living'), ...thingsOf('unknown'), 'volume foreign']));
  assert.deepEqual(named(removed), [...thingsOf('dead'), ...thingsOf('kept')]);
  assert.deepEqual(removed[0], { kind: 'container', name: 'dead-helper', run: 'dead', ageSeconds: 3600 });
  assert.deepEqual(
    new Set(kept.map(({ run, reason }) => `${run} ${reason}`)),
    new Set(['living living', 'unknown unknown']),
  );
  assert.deepEqual(refused, []);
});

test('a dry run tells the same and touches nothing', async () => {
  const engine = await everyKindOfRun();
  const before = engine.things;
  const told = await prune(engine, { dryRun: true });
  assert.deepEqual(engine.things, before);
  assert.deepEqual(told, await prune(await everyKindOfRun()));
});

test('an age spares younger runs, and takes runs that nobody can see at their age', async () => {
  const engine = new FakeEngine();
  await makeSite(engine, { id: 'living', owner: owners.living });
  await makeSite(engine, { id: 'unknown', owner: owners.unknown });
  await makeSite(engine, { id: 'young', started: new Date(now - 59_000) });
  const { removed, kept } = await prune(engine, { olderThanSeconds: 60 });
  assert.deepEqual(named(removed), thingsOf('unknown'));
  assert.deepEqual(
    new Set(kept.map(({ run, reason }) => `${run} ${reason}`)),
    new Set(['living living', 'young young']),
  );
  assert.deepEqual(sorted(engine.things), sorted([...thingsOf('living'), ...thingsOf('young')]));
});

test('what somebody else uses is refused, with the reason', async () => {
  const engine = new FakeEngine();
  await makeSite(engine, { id: 'dead' });
  engine.addForeignContainer({ name: 'guest', network: { name: 'dead-network', address: '', hostName: 'a' } });
  const { removed, refused } = await prune(engine);
  assert.equal(removed.length, 3);
  assert.deepEqual(
    refused.map(({ name, message }) => [name, /"guest"/.test(message)]),
    [['dead-network', true]],
  );
});

test('without an engine nothing is told', async () => {
  const engine = new FakeEngine();
  engine.lose();
  await assert.rejects(prune(engine), { code: 'SITE_ENGINE_GONE' });
});
