/** What an engine cannot do, or does no longer, is never held against the implementation. */
import assert from 'node:assert/strict';
import { after, before, describe, type TestContext, test } from 'node:test';
import { until } from '../testing/docker';
import { Hostlink, hostlink, type Report } from './testing/hostlink';
import { impossible, OwnEngine } from './testing/own-engine';

/** Seconds in which a run without an engine has to come to its end. */
const patience = 30;
const all198 = ['198.18.0.0/17', '198.18.128.0/17', '198.19.0.0/17', '198.19.128.0/17'];
const few = ['--clause', 'INTRO-1', 'LINK-1', '--parallel', '2'];
/** Long enough to be in the middle of, and of one clause after the other. */
const many = ['--profile', 'core', '--parallel', '2'];

/** That nothing was held against the implementation, and the reason is in the engine's words. */
function assertInconclusive({ verdict, clauses, scenarios }: Report, words: RegExp): void {
  assert.equal(verdict, 'inconclusive');
  assert.deepEqual(
    clauses.filter((clause) => clause.verdict === 'fail'),
    [],
  );
  const open = scenarios.filter((scenario) => scenario.verdict !== 'pass');
  assert.ok(open.length > 0);
  for (const { name, verdict, attribution, reason = '' } of open) {
    assert.deepEqual([verdict, attribution], ['inconclusive', 'environment'], `${name}: ${reason}`);
    assert.match(reason, words, name);
  }
}

describe('trouble of the engine', { skip: impossible, concurrency: false }, () => {
  let engine: OwnEngine;
  const closing: (() => unknown)[] = [];
  before(async () => {
    engine = await OwnEngine.start({ after: (close) => closing.unshift(close as () => unknown) });
  });
  after(async () => {
    for (const close of closing) await close();
  });
  /** What anybody left on it, but for what the engine itself has. */
  const left = () => engine.holds('label=hostlink.run');

  test('that is not there is told in one sentence', async (context) => {
    const place = await engine.place(context, `${engine.address}.nobody`);
    const run = await Hostlink.run(place, ...few);
    const { code, stdout, stderr } = await run.ended;
    assert.deepEqual([code, stdout], [3, '']);
    assert.match(stderr, /^[^\n]*The Docker engine at "unix:[^"]*nobody" [^\n]*\(ENOENT\); [^\n]*\n$/);
  });

  test('that lacks the image is told in one sentence', async (context) => {
    const run = await Hostlink.run(await engine.place(context), '--image', 'hostlink/nobody:7', ...few);
    const { code, stdout, stderr } = await run.ended;
    assert.deepEqual([code, stdout], [3, '']);
    assert.match(stderr, /^[^\n]* has no image "hostlink\/nobody:7"; [^\n]*\n$/);
  });

  test('that has no addresses left is no fault of a host', async (context) => {
    const names = all198.map((_, at) => `taken-${at}`);
    context.after(() => engine.docker('network', 'rm', ...names));
    // Known to the engine only: no interface has an address of them.
    const create = ['network', 'create', '--internal', '--opt', 'com.docker.network.bridge.inhibit_ipv4=true'];
    for (const [at, subnet] of all198.entries()) await engine.docker(...create, '--subnet', subnet, `taken-${at}`);
    const run = await Hostlink.run(await engine.place(context), ...few);
    const { code, stderr } = await run.ended;
    assert.equal(code, 3, stderr);
    assertInconclusive(await run.report(), /Pool overlaps with other one on this address space/);
    assert.deepEqual(await left(), []);
  });

  test('whose disk is full is no fault of a host', async (context) => {
    const filler = `${engine.folder}/data/filler`;
    context.after(() => engine.inside(`rm ${filler}`));
    await engine.inside(`dd if=/dev/zero of=${filler} bs=64k 2>/dev/null || :`);
    const run = await Hostlink.run(await engine.place(context), ...few);
    const { code, stderr } = await run.ended;
    assert.equal(code, 3, stderr);
    assertInconclusive(await run.report(), /no space left on device/);
  });

  test('that was overcome is forgotten', async (context) => {
    await recovers(context);
  });

  for (const [what, end] of [
    ['stops', () => engine.stop()],
    ['is killed', () => engine.kill()],
  ] as const) {
    test(`that ${what} in the middle ends the run, which is inconclusive`, async (context) => {
      const run = await Hostlink.run(await engine.place(context), ...many);
      await until(async () => (await run.messages()).some(({ testCaseFinished }) => testCaseFinished));
      await end();
      const tooLate = setTimeout(() => run.signal('SIGKILL'), patience * 1000);
      const { code, stdout } = await run.ended;
      clearTimeout(tooLate);
      assert.equal(code, 3, stdout);
      const report = await run.report();
      assertInconclusive(report, /The Docker engine at "unix:[^"]*" /);
      assert.ok(report.scenarios.some(({ verdict }) => verdict === 'pass'));
      await engine.gone();
      await engine.powerOn();
      await recovers(context);
    });
  }

  /** A run on it succeeds, and clears whatever others left. */
  async function recovers(context: TestContext): Promise<void> {
    const run = await Hostlink.run(await engine.place(context), ...few, '--format', 'quiet');
    assert.deepEqual(await run.ended, { code: 0, stdout: '', stderr: '' });
    assert.deepEqual(await left(), []);
    const pruned = await hostlink(await engine.place(context), 'prune');
    assert.deepEqual(pruned, { code: 0, stdout: 'Removed nothing.\n', stderr: '' });
  }
});
