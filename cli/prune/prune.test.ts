import assert from 'node:assert/strict';
import { test } from 'node:test';
import { main } from '../main';
import { testIo } from '../run/testing';
import { ageText, secondsOf } from './age';
import { labelsOf, withEngine } from './testing';

async function prune(...argv: string[]) {
  const io = testIo();
  const code = await main(['prune', ...argv], io);
  return { code, ...io.printed };
}

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);
const twoRuns = {
  containers: { 'a-1': labelsOf('a', minutesAgo(125)), 'a-1-helper': labelsOf('a', minutesAgo(125)) },
  networks: { 'a-net': labelsOf('a', minutesAgo(125)), 'b-net': labelsOf('b', minutesAgo(5)) },
};

test('what is left of runs is removed, and shown run by run', async () => {
  await withEngine(twoRuns, async (removed) => {
    const { code, out, err } = await prune();
    assert.deepEqual({ code, err }, { code: 0, err: '' });
    assert.equal(
      out,
      [
        'Run a, began 2h ago',
        '  container  a-1',
        '  container  a-1-helper',
        '  network    a-net',
        '',
        'Run b, began 5m ago',
        '  network    b-net',
        '',
        'Removed 2 containers, 2 networks.',
        '',
      ].join('\n'),
    );
    assert.deepEqual([...removed].sort(), [
      'containers/a-1',
      'containers/a-1-helper',
      'networks/a-net',
      'networks/b-net',
    ]);
    assert.deepEqual(await prune(), { code: 0, out: 'Removed nothing.\n', err: '' });
  });
});

test('a dry run shows the same and removes nothing', async () => {
  await withEngine(twoRuns, async (removed) => {
    const { code, out } = await prune('--dry-run');
    assert.equal(code, 0);
    assert.match(out, /^Run a, began 2h ago\n {2}container {2}a-1\n/);
    assert.match(out, /\nWould remove 2 containers, 2 networks\.\n$/);
    assert.deepEqual(removed, []);
  });
});

test('an age spares what is younger, and says so', async () => {
  await withEngine(twoRuns, async (removed) => {
    const { out } = await prune('--older-than', '1h');
    assert.match(
      out,
      /\n {2}Left alone: 1 network of run b, which is not that old\.\nRemoved 2 containers, 1 network\.\n$/,
    );
    assert.equal(removed.length, 3);
  });
});

test('a run that may still go on elsewhere is left alone until its age counts', async () => {
  const containers = { 'a-1': labelsOf('a', minutesAgo(125), 'another machine') };
  await withEngine({ containers }, async (removed) => {
    const { out } = await prune();
    assert.match(out.replace(/\s+/g, ' '), /1 container of run a, which may still go on, .* --older-than only the age/);
    assert.deepEqual(removed, []);
    assert.match((await prune('--older-than', '2h')).out, /Removed 1 container\./);
  });
});

test('what the engine refuses to remove is told in its words, and nothing is well then', async () => {
  await withEngine({ ...twoRuns, refusals: { 'a-1': 'device is\nbusy' } }, async () => {
    const { code, out } = await prune();
    assert.equal(code, 3);
    assert.match(out.replace(/\s+/g, ' '), /\? The Docker engine at .* did not remove container a-1: device is busy;/);
    assert.match(out, /\nRemoved 1 container, 2 networks\.\n$/);
  });
});

test('the same as JSON', async () => {
  await withEngine(twoRuns, async () => {
    const told = JSON.parse((await prune('--dry-run', '--older-than', '10m', '--json')).out);
    assert.equal(told.dryRun, true);
    assert.deepEqual(
      told.removed.map(({ name }: { name: string }) => name),
      ['a-1', 'a-1-helper', 'a-net'],
    );
    const [{ ageSeconds, ...kept }] = told.kept;
    assert.deepEqual(kept, { kind: 'network', name: 'b-net', run: 'b', reason: 'young' });
    assert.ok(ageSeconds >= 300);
    assert.deepEqual(told.refused, []);
  });
});

test('names and runs cannot write to the terminal', async () => {
  const networks = { net: labelsOf('a\u001b[2J\nb', minutesAgo(1)) };
  await withEngine({ networks }, async () => {
    const { out } = await prune('--dry-run');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what must not be there
    assert.doesNotMatch(out, /\u001b/);
    assert.equal(out.split('\n').length, 5, out);
  });
});

test('without an engine the machine is at fault, in one sentence', async () => {
  const before = process.env.DOCKER_HOST;
  process.env.DOCKER_HOST = 'unix:///no/such/docker.sock';
  try {
    const { code, out, err } = await prune();
    assert.deepEqual({ code, out }, { code: 3, out: '' });
    assert.match(err, /^The Docker engine at "unix:\/\/\/no\/such\/docker\.sock" .*\(ENOENT\)[^\n]*\n$/);
  } finally {
    if (before === undefined) delete process.env.DOCKER_HOST;
    else process.env.DOCKER_HOST = before;
  }
});

test('ages are read and written', async () => {
  assert.deepEqual(
    ['30s', '10m', '2h', '7d', '0s'].map((text) => secondsOf('--older-than', text)),
    [30, 600, 7200, 604_800, 0],
  );
  assert.deepEqual([0, 59.9, 60, 3599, 7200, 200_000, undefined].map(ageText), [
    '0s',
    '59s',
    '1m',
    '59m',
    '2h',
    '2d',
    'unknown',
  ]);
  for (const text of ['', '1', 'h', '-1h', '1.5h', '1w', '1h ', '9999999s']) {
    const { code, out, err } = await prune(`--older-than=${text}`);
    assert.deepEqual({ code, out }, { code: 2, out: '' }, text);
    assert.equal(err, `--older-than takes an age like 30s, 10m, 2h or 7d, not "${text}".\n`);
  }
});
