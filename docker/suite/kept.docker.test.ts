/** An implementation that fails: what is left running of it, how to get at that, and the evidence. */
import assert from 'node:assert/strict';
import { chmod, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { images, newName } from '../testing/docker';
import { Hostlink, hostlink, newFolder } from './testing/hostlink';
import { impossible, OwnEngine } from './testing/own-engine';

const bundle = join(__dirname, '..', '..', 'dist', 'image', 'agent.js');
const broken = 'LINK-LIM-1';
/** So many scenarios that hosts wait to be used again when the first one fails. */
const sound = ['INTRO-1', 'INTRO-2', 'INTRO-3'];
/** Ends the process with 0 where the host says that it is there. */
const ping = (url: string) =>
  `require('node:https').get('${url}/v1/ping', { rejectUnauthorized: false }, ({ statusCode }) => process.exit(statusCode === 200 ? 0 : 1))`;

/** An image of the reference agent that links hosts of different deployment modes. */
async function brokenImage(context: TestContext, engine: OwnEngine): Promise<string> {
  const folder = await newFolder(context);
  const parts = (await readFile(bundle, 'utf8')).split('leader.deploymentMode!==follower.deploymentMode');
  assert.equal(parts.length, 2, 'The agent has changed; break it in another way.');
  const agent = join(folder, 'agent.js');
  await writeFile(agent, parts.join('false'));
  // Hosts run as some other user.
  await chmod(agent, 0o644);
  await writeFile(join(folder, 'Dockerfile'), `FROM ${images.agent}\nCOPY agent.js /opt/edge-host/\n`);
  const name = `${newName()}:broken`;
  await engine.docker('build', '--quiet', '--tag', name, folder);
  return name;
}

test('a failing image fails its clause, and what it leaves can be looked at until it is pruned', {
  skip: impossible,
}, async (context) => {
  const engine = await OwnEngine.start(context);
  const empty = await engine.holds();
  const image = await brokenImage(context, engine);
  const place = await engine.place(context);
  const selection = ['--clause', ...sound, broken, '--parallel', '1'];
  const run = await Hostlink.run(place, '--image', image, '--keep', 'on-failure', ...selection);
  const { code, stdout, stderr } = await run.ended;
  const report = await run.report();
  assert.equal(code, 1, stdout + stderr);
  assert.equal(report.verdict, 'non-conformant');
  const verdicts = new Map(report.clauses.map(({ id, verdict }) => [id, verdict]));
  for (const clause of sound) assert.equal(verdicts.get(clause), 'pass');
  assert.equal(verdicts.get(broken), 'fail');
  assert.equal(report.run.image?.name, image);
  assert.equal(report.run.image?.id, await engine.docker('image', 'inspect', '--format', '{{.Id}}', image));
  assert.equal(report.run.engine?.version, await engine.docker('version', '--format', '{{.Server.Version}}'));

  const failed = report.scenarios.filter(({ verdict }) => verdict !== 'pass');
  const kept = failed.flatMap((scenario) => scenario.kept ?? []);
  assert.ok(failed.length > 0);
  for (const { name, verdict, attribution, kept } of failed) {
    assert.deepEqual([verdict, attribution], ['fail', 'implementation'], name);
    assert.ok(kept !== undefined && kept.length >= 2, name);
  }
  const containers = (await engine.docker('ps', '--format', '{{.Names}}')).split('\n');
  const wanted = kept.flatMap(({ container, helper }) => [container, helper]);
  assert.deepEqual(containers.sort(), wanted.sort());

  // What a host logged in scenarios before, where it was used there, is no part of this one's slice.
  const evidence = (await run.evidence()).filter(({ failure }) => failure !== undefined);
  assert.equal(evidence.length, failed.length);
  for (const { name, container } of failed[0]?.kept ?? []) {
    const slice = evidence[0]?.logs[name] ?? [];
    const whole = (await engine.typed(`docker logs ${container}`)).split('\n');
    assert.deepEqual(
      slice.filter((line) => !whole.includes(line)),
      [],
    );
  }
  assert.ok(evidence.some(({ logs }) => Object.values(logs).flat().length > 0));

  const printed = (label: string) =>
    stdout.split('\n').flatMap((line) => new RegExp(`^ +${label} {2,}(\\S.*)$`).exec(line)?.[1] ?? []);
  const shell = printed('shell beside it')[0] ?? '';
  assert.equal(printed('shell beside it').length, kept.length);
  const typed = `printf 'echo "disk: $(ls -d /disk)"; exit\\n' | script --quiet --return --command '${shell}' /dev/null`;
  assert.match(await engine.typed(typed), /disk: \/disk/);
  assert.match(await engine.typed(printed('logs')[0] ?? ''), /"msg":/);
  for (const { endpoint: url } of kept) {
    assert.ok(stdout.includes(` ${url}\n`), url);
    await engine.inside(`${process.execPath} --eval "${ping(url)}"`);
  }

  // The next run leaves them alone.
  const next = await Hostlink.run(await engine.place(context), '--clause', 'INTRO-1', '--format', 'quiet');
  assert.equal((await next.ended).code, 0);
  assert.deepEqual((await engine.docker('ps', '--format', '{{.Names}}')).split('\n').sort(), wanted);
  const shown = await hostlink(place, 'prune', '--dry-run');
  assert.deepEqual([shown.code, wanted.filter((name) => !shown.stdout.includes(name))], [0, []]);
  assert.match(printed('remove them all')[0] ?? '', /^hostlink prune$/);
  const pruned = await hostlink(place, 'prune');
  assert.equal(pruned.code, 0, pruned.stdout);
  assert.deepEqual(await engine.holds(), empty);
});
