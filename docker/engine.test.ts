/** engine.sh without an engine: commands that it would call stand in a folder of their own. */
import assert from 'node:assert/strict';
import { chmod, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { ran } from './testing/docker';

const script = join(__dirname, 'engine.sh');
const linuxOnly = process.platform === 'linux' ? {} : { skip: 'engine.sh starts engines on Linux only' };
/** What the script takes from any machine. */
const ordinary = [
  'sh',
  'cat',
  'chmod',
  'cp',
  'dirname',
  'mkdir',
  'mktemp',
  'nohup',
  'rm',
  'setsid',
  'sleep',
  'tail',
  'timeout',
];

async function folderOf(context: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'hostlink-engine-'));
  context.after(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A machine with these commands beside the ordinary ones, each a shell script. */
async function machine(context: TestContext, commands: Readonly<Record<string, string>>) {
  const folder = await folderOf(context);
  const bin = join(folder, 'bin');
  await mkdir(bin);
  const which = await ran('sh', ['-c', ordinary.map((name) => `command -v ${name}`).join('; ')]);
  for (const path of which.stdout.trim().split('\n')) await symlink(path, join(bin, path.split('/').at(-1) ?? ''));
  for (const [name, text] of Object.entries(commands)) {
    await writeFile(join(bin, name), `#!/bin/sh\n${text}\n`);
    await chmod(join(bin, name), 0o755);
  }
  const environment = { PATH: bin, TMPDIR: folder, HOME: folder };
  const engine = (args: readonly string[], more: Readonly<Record<string, string>> = {}) =>
    ran(script, args, { env: { ...environment, ...more } });
  return { folder, engine };
}

const linux = { uname: 'echo Linux', id: 'echo 0' };
/** A client for which an engine answers wherever there is a file called `up` beside its commands. */
const client = 'case "$*" in *version*) [ -e "$(dirname "$0")/up" ] ;; *) exit 1 ;; esac';

describe('engine.sh', linuxOnly, () => {
  test('names the engine of DOCKER_HOST, if it answers', async (context) => {
    const { folder, engine } = await machine(context, { docker: client });
    const socket = join(folder, 'engine.sock');
    const server = createServer().listen(socket);
    context.after(() => server.close());
    const address = { DOCKER_HOST: `unix://${socket}` };
    assert.deepEqual(await engine([], address), {
      code: 3,
      stdout: '',
      stderr: `DOCKER_HOST is "unix://${socket}", and no engine answers there; correct it, or unset it.\n`,
    });
    await writeFile(join(folder, 'bin', 'up'), '');
    assert.deepEqual(await engine([], address), { code: 0, stdout: `unix://${socket}\n`, stderr: '' });
  });

  test('finds one at a usual socket of the user', async (context) => {
    const { folder, engine } = await machine(context, {
      docker: `case "$*" in *"${'$'}{XDG_RUNTIME_DIR}/docker.sock version"*) ;; *) exit 1 ;; esac`,
    });
    const server = createServer().listen(join(folder, 'docker.sock'));
    context.after(() => server.close());
    const { code, stdout } = await engine([], { XDG_RUNTIME_DIR: folder });
    assert.deepEqual([code, stdout], [0, `unix://${folder}/docker.sock\n`]);
  });

  test('says in one sentence that there is none', async (context) => {
    const { engine } = await machine(context, { docker: 'exit 1' });
    const { code, stdout, stderr } = await engine([]);
    assert.deepEqual([code, stdout], [3, '']);
    assert.match(stderr, /^No Docker engine answers at the usual sockets; .*engine\.sh --start\.\n$/);
  });

  for (const [args, message] of [
    [['--begin'], '"--begin" is no option of engine.sh; there are --start, --log and --own.\n'],
    [['--log'], '--log takes the name of a file or folder.\n'],
  ] as const) {
    test(`refuses ${args.join(' ')}`, async (context) => {
      const { engine } = await machine(context, {});
      assert.deepEqual(await engine(args), { code: 2, stdout: '', stderr: message });
    });
  }

  test('installs what is missing, starts it, waits until it answers, and says how to stop it', async (context) => {
    const { folder, engine } = await machine(context, {
      ...linux,
      'apt-cache': 'exit 1',
      // Knows of no package until its lists are there.
      'apt-get': [
        'here=$(dirname "$0")',
        'echo "$*" >>"$here/calls"',
        'if [ "$1" = update ]; then : >"$here/lists"; exit; fi',
        '[ -e "$here/lists" ] || { echo "E: Unable to locate package docker.io"; exit 100; }',
        `printf '%s\\n' '#!/bin/sh' 'echo "$*" >>"$(dirname "$0")/started"; : >"$(dirname "$0")/up"; exec sleep 60' >"$here/dockerd"`,
        `printf '%s\\n' '#!/bin/sh' '[ -e "$(dirname "$0")/up" ] || exit 1' >"$here/docker"`,
        'chmod 755 "$here/dockerd" "$here/docker"',
      ].join('\n'),
    });
    const own = join(folder, 'own');
    await mkdir(own);
    const server = createServer().listen(join(own, 'docker.sock'));
    context.after(() => server.close());
    const { code, stdout, stderr } = await engine(['--own', own, '--log', join(folder, 'log'), '--', '--debug']);
    const id = Number(/kill (\d+)/.exec(stderr)?.[1]);
    if (id > 0) context.after(() => process.kill(id));
    assert.deepEqual([code, stdout], [0, `unix://${own}/docker.sock\n`], stderr);
    assert.match(stderr, /^Installing .*\nThe engine runs as process \d+; to stop it: kill \d+ \(log: .*\)\n$/);
    const calls = await readFile(join(folder, 'bin', 'calls'), 'utf8');
    const install = 'install --yes --no-install-recommends docker.io iptables';
    assert.deepEqual(calls.trim().split('\n'), [install, 'update', install]);
    assert.match(await readFile(join(folder, 'bin', 'started'), 'utf8'), /--data-root .*own\/data .*--debug\n$/);
  });

  const hopeless: [string, Record<string, string>, RegExp][] = [
    [
      'on another system',
      { uname: 'echo Darwin', id: 'echo 0' },
      /^An engine can be started on Linux only, and this is Darwin; /,
    ],
    ['without being root', { uname: 'echo Linux', id: 'echo 7' }, /^An engine can be started by root only; /],
    ['without a package manager', linux, /^There is no dockerd and no apt-get /],
    [
      'where an installation fails',
      { ...linux, 'apt-get': 'echo E: no way; exit 100', 'apt-cache': 'exit 1' },
      /could not be installed \(E: no way\); see /,
    ],
    [
      'where it ends at once',
      { ...linux, dockerd: 'echo no disk; exit 1', docker: 'exit 1' },
      /^The engine ended at once \(no disk\); see /,
    ],
  ];
  for (const [where, commands, message] of hopeless) {
    test(`starts none ${where}, and says so in one sentence`, async (context) => {
      const { folder, engine } = await machine(context, commands);
      const { code, stdout, stderr } = await engine(['--own', join(folder, 'own')]);
      assert.deepEqual([code, stdout], [3, '']);
      assert.match(stderr.replace('Installing docker.io and iptables.\n', ''), message);
    });
  }
});
