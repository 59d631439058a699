import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FakeEngine } from '../testing/fake-engine';
import { machine, makeSite, owners, thingsOf } from '../testing/runs';
import { labelNames } from './labels';
import { sweep, sweepBeside, sweepDead, sweepRun } from './sweep';

/** Resolves when that is so; everything here happens in turns of the event loop. */
async function until(is: () => boolean): Promise<void> {
  while (!is()) await new Promise(setImmediate);
}

const sorted = (things: readonly string[]) => [...things].sort();

test('what a dead run left goes, in an order in which nothing is in use', async () => {
  const engine = new FakeEngine();
  await makeSite(engine, { id: 'dead' });
  engine.calls.length = 0;
  const { removed, left } = await sweepDead(engine, machine);
  assert.deepEqual(engine.things, []);
  assert.equal(removed.length, 4);
  assert.deepEqual(left, []);
  assert.deepEqual(
    engine.calls.filter((call) => call.startsWith('remove')),
    [
      'remove container dead-host',
      'remove container dead-helper',
      'remove network dead-network',
      'remove volume dead-disk',
    ],
  );
});

test('a living run, one that nobody can see, and what was kept are left alone', async () => {
  const engine = new FakeEngine();
  await makeSite(engine, { id: 'living', owner: owners.living });
  await makeSite(engine, { id: 'unknown', owner: owners.unknown });
  await makeSite(engine, { id: 'kept', keep: true });
  const before = engine.things;
  await makeSite(engine, { id: 'dead' });
  await sweepDead(engine, machine);
  assert.deepEqual(sorted(engine.things), sorted(before));
});

test('what others made is left alone, and so is what of ours they use', async () => {
  const engine = new FakeEngine();
  await makeSite(engine, { id: 'dead' });
  const mounts = [{ volume: 'dead-disk', path: '/d', readOnly: true, size: 1 }];
  const network = { name: 'dead-network', address: '', hostName: 'a' };
  engine.addForeignNetwork('foreign-network', '10.0.0.0/8');
  engine.addForeignVolume('foreign-volume');
  engine.addForeignContainer({ name: 'guest', network, mounts });
  const { left } = await sweepDead(engine, machine);
  assert.deepEqual(
    sorted(engine.things),
    sorted([
      'container guest',
      'network dead-network',
      'network foreign-network',
      'volume dead-disk',
      'volume foreign-volume',
    ]),
  );
  assert.deepEqual(left.map(({ thing: { name } }) => name).sort(), ['dead-disk', 'dead-network']);
  for (const { error } of left) assert.match(error.message, /used by container "guest"/);
});

test('two sweeps at once do no harm', async () => {
  const engine = new FakeEngine();
  for (const id of ['a', 'b', 'c']) await makeSite(engine, { id });
  const swept = await Promise.all([sweepDead(engine, machine), sweepDead(engine, machine)]);
  assert.deepEqual(engine.things, []);
  assert.deepEqual(
    swept.flatMap(({ left }) => left),
    [],
  );
});

test('what vanishes in the middle is no trouble, and what comes into being in the middle goes too', async () => {
  const engine = new FakeEngine();
  await makeSite(engine, { id: 'dead' });
  const held = engine.hold('remove');
  const sweeping = sweepDead(engine, machine);
  await held.reached;
  engine.takeAway({ kind: 'container', id: engine.container('dead-host').id });
  engine.takeAway({ kind: 'container', id: engine.container('dead-helper').id });
  // A call that the dead run had made is carried out only now.
  await makeSite(engine, { id: 'late' });
  held.release();
  const { left } = await sweeping;
  assert.deepEqual([engine.things, left], [[], []]);
});

test('an engine that goes away in the middle ends the sweep', async () => {
  const engine = new FakeEngine();
  for (const id of ['a', 'b']) await makeSite(engine, { id });
  const held = engine.hold('remove');
  const sweeping = sweepDead(engine, machine);
  await held.reached;
  engine.lose();
  await assert.rejects(sweeping, { code: 'SITE_ENGINE_GONE' });
});

test('what a killed run had asked for, and a busy engine makes only later, goes at the end of the next run', async () => {
  const engine = new FakeEngine();
  await makeSite(engine, { id: 'dead' });
  const end = sweepBeside(engine, machine);
  await until(() => engine.things.length === 0);
  await makeSite(engine, { id: 'late' });
  assert.deepEqual(await end(), []);
  assert.deepEqual(engine.things, []);
});

test('what is refused beside a run is told at its end, and not tried again', async () => {
  const engine = new FakeEngine();
  await makeSite(engine, { id: 'dead' });
  for (const _ of thingsOf('dead')) engine.refuse('remove', 'device is busy');
  const left = await sweepBeside(engine, machine)();
  assert.equal(left.length, 4);
  assert.match(left[0] ?? '', /device is busy/);
  assert.equal(engine.things.length, 4);
});

test('an engine that goes away beside a run is told at its end', async () => {
  const engine = new FakeEngine();
  engine.lose();
  assert.equal((await sweepBeside(engine, machine)()).length, 1);
});

test('what is refused once is tried again, as long as anything else goes', async () => {
  const engine = new FakeEngine();
  await makeSite(engine, { id: 'dead' });
  engine.refuse('remove', 'device is busy');
  const { left } = await sweepDead(engine, machine);
  assert.deepEqual([engine.things, left], [[], []]);
});

test('what is refused again and again is not tried for ever, and keeps nothing else from being tried', async () => {
  const engine = new FakeEngine();
  await makeSite(engine, { id: 'dead' });
  engine.calls.length = 0;
  for (const _ of thingsOf('dead')) engine.refuse('remove', 'device is busy');
  const { removed, left } = await sweep(engine, { [labelNames.run]: 'dead' }, () => true);
  assert.deepEqual([removed.length, left.length, engine.things.length], [0, 4, 4]);
  assert.equal(engine.calls.filter((call) => call.startsWith('remove')).length, 4);
});

test('the end of a run clears what is its own, but for the hosts that are kept and what they stand on', async () => {
  const engine = new FakeEngine();
  const mark = { owner: owners.living, keep: true };
  await makeSite(engine, { ...mark, id: 'other' });
  await makeSite(engine, { ...mark, id: 'run' });
  const kept = { name: 'alpha', endpoint: 'https://198.18.1.2:5080', container: 'run-host', helper: 'run-helper' };
  engine.addForeignVolume('foreign');
  assert.deepEqual(await sweepRun(engine, 'run', [kept]), []);
  assert.deepEqual(sorted(engine.things), sorted([...thingsOf('other'), ...thingsOf('run'), 'volume foreign']));
  assert.deepEqual(await sweepRun(engine, 'run'), []);
  assert.deepEqual(sorted(engine.things), sorted([...thingsOf('other'), 'volume foreign']));
});

test('what the end of a run could not remove is told, and so is an engine that is gone', async () => {
  const engine = new FakeEngine();
  await makeSite(engine, { id: 'run', owner: owners.living });
  engine.addForeignContainer({ name: 'guest', network: { name: 'run-network', address: '', hostName: 'a' } });
  const [only, ...others] = await sweepRun(engine, 'run');
  assert.match(only ?? '', /did not remove network run-network: it is used by container "guest"/);
  assert.deepEqual(others, []);
  engine.lose();
  const [gone] = await sweepRun(engine, 'run');
  assert.match(gone ?? '', /does not answer \(ECONNREFUSED\)/);
});
