/** Runs that are killed in the middle leave nothing that the next run does not clear, and nobody else loses anything. */
import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { type TestContext, test } from 'node:test';
import { images, until } from '../testing/docker';
import { Door, type Moment, moments } from './testing/door';
import { Hostlink, hostlink, type Place, temporaryFilesOf } from './testing/hostlink';
import { impossible, OwnEngine } from './testing/own-engine';

const kills = 20;
const sideBySide = 2;
/** Short, and with hosts that are made, used again and removed. */
const selection = ['--clause', 'INTRO-1', 'LINK-1', '--parallel', '2', '--format', 'quiet'];

/** A run that asks the engine through a door, and what to do with it at a moment of that. */
interface Watched {
  readonly run: Hostlink;
  readonly door: Door;
  readonly place: Place;
}

async function runThroughDoor(
  context: TestContext,
  engine: OwnEngine,
  at?: Moment,
  then?: (run: Hostlink) => void,
): Promise<Watched> {
  let run: Hostlink | undefined;
  const { address, door } = await Door.open(context, engine.socket, at, () => run && then?.(run));
  const place = await engine.place(context, address);
  run = await Hostlink.run(place, ...selection);
  // One that stands still would be waited for for ever, where the test fails before it goes on.
  context.after(() => run?.signal('SIGKILL'));
  return { run, door, place };
}

/** Kills a run at this moment, or where it was over by then, another one at an earlier moment. */
async function killed(context: TestContext, engine: OwnEngine, at: Moment): Promise<Watched> {
  const watched = await runThroughDoor(context, engine, at, (run) => run.signal('SIGKILL'));
  const { run, door } = watched;
  const { code } = await run.ended;
  if (code === null) return watched;
  assert.ok(door.calls < at.call, `The run was at its call ${at.call}, and ended with ${code}.`);
  return killed(context, engine, { ...at, call: Math.ceil(at.call / 2) });
}

/** What belongs to nobody known here, though its name and labels may make one think so. */
async function makeForeign(engine: OwnEngine): Promise<void> {
  const name = 'hostlink-foreign';
  await engine.docker('network', 'create', '--internal', '--label', 'hostlinked.run=1', name);
  await engine.docker('volume', 'create', '--label', 'hostlinked.run=1', name);
  const stands = ['--network', name, '--volume', `${name}:/disk`];
  await engine.docker('run', '--detach', '--interactive', '--name', name, ...stands, images.helper, 'sh');
}

test(`${kills} runs that are killed at as many moments leave nothing`, { skip: impossible }, async (context) => {
  const engine = await OwnEngine.start(context);
  const empty = await engine.holds();
  const whole = await runThroughDoor(context, engine);
  assert.equal((await whole.run.ended).code, 0);
  assert.deepEqual(await engine.holds(), empty);

  await makeForeign(engine);
  const foreign = await engine.holds();
  const middle = { call: Math.ceil(whole.door.calls / 2), when: 'once it is done' } as const;
  const living = await runThroughDoor(context, engine, middle, (run) => run.signal('SIGSTOP'));
  await until(() => living.run.isStopped());
  await living.door.idle();
  const id = await engine.docker('ps', '--latest', '--format', '{{.Label "hostlink.run"}}');
  const itsOwn = () => engine.holds(`label=hostlink.run=${id}`);
  const atWork = await itsOwn();
  assert.deepEqual([...new Set(atWork.map((thing) => thing.split(' ')[0]))], ['container', 'network', 'volume']);
  const leftByOthers = async () => {
    const [all, own] = await Promise.all([engine.holds(), itsOwn()]);
    return all.filter((thing) => !own.includes(thing) && !foreign.includes(thing));
  };

  const dead: Watched[] = [];
  let left = 0;
  const spread = Array.from({ length: kills }, (_, at) => Math.ceil(((at + 1) * whole.door.calls) / (kills + 1)));
  const queue = spread.entries();
  const killer = async () => {
    for (const [at, call] of queue) {
      dead.push(await killed(context, engine, { call, when: moments[at % moments.length] ?? moments[0] }));
      left = Math.max(left, (await leftByOthers()).length);
    }
  };
  await Promise.all(Array.from({ length: sideBySide }, killer));
  assert.equal(dead.length, kills);
  assert.ok(left > 0, 'Nothing was left that could have been swept.');
  // What an engine makes after the next run has ended is left for the one after that.
  for (const { door } of dead) await door.idle();

  const next = await Hostlink.run(await engine.place(context), ...selection);
  assert.deepEqual(await next.ended, { code: 0, stdout: '', stderr: '' });
  assert.deepEqual(await leftByOthers(), []);
  const pruned = await hostlink(await engine.place(context), 'prune');
  assert.equal(pruned.code, 0, pruned.stdout);
  assert.match(pruned.stdout, /Removed nothing\.\n$/);
  const missing = async (things: readonly string[]) => {
    const all = await engine.holds();
    return things.filter((thing) => !all.includes(thing));
  };
  assert.deepEqual(await missing([...atWork, ...foreign]), []);
  for (const { place } of dead) {
    assert.deepEqual(await readdir(temporaryFilesOf(place)), []);
    assert.deepEqual((await readdir(place.folder)).sort(), ['report', 'tmp']);
  }

  // How it judges hosts that it had lost sight of is its own affair.
  living.run.signal('SIGCONT');
  assert.notEqual((await living.run.ended).code, null);
  assert.deepEqual(await engine.holds(), foreign);
});
