/** The reference agent's image keeps CONTRACT.md. */
import assert from 'node:assert/strict';
import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { configFolder, docker, images, ran, until } from './testing/docker';
import { ImageHost, userData } from './testing/host';

const current = '/v1/edge-mgmt/edgehosts/current';
const idOf = async (host: ImageHost) => {
  const { body } = await host.ask('GET', current, { session: await host.logIn() });
  return body.metadata.id as string;
};

describe('the image of the reference agent', { concurrency: 2 }, () => {
  test('says what it is, and runs as nobody in particular', async () => {
    const { Config: config } = JSON.parse(await docker('inspect', '--format', '{{json .}}', images.agent));
    assert.match(config.User, /^[1-9]\d*:[1-9]\d*$/);
    assert.equal(config.Labels['hostlink.image'], 'reference-agent');
    assert.equal(`hostlink/reference-agent:${config.Labels['org.opencontainers.image.version']}`, images.agent);
    // Neither needs a shell, which the base may not have.
    assert.equal(config.Healthcheck.Test[0], 'CMD');
    assert.equal(config.Entrypoint[0], 'node');
    assert.deepEqual(Object.keys(config.ExposedPorts), ['5080/tcp']);
    assert.equal(config.Volumes ?? undefined, undefined);
  });

  test('boots without privilege as any user, with what was compiled beforehand, and is what it is told', async (context) => {
    const host = await ImageHost.make(context, '--user', '4321:4321');
    await host.powerOn();
    const session = await host.logIn();
    const { status, body } = await host.ask('GET', current, { session });
    assert.equal(status, 200);
    assert.equal(body.spec.hostInfo.hostType, 'agent');
    assert.deepEqual([body.spec.hardwareSpec.os.family, body.spec.hardwareSpec.os.version], ['rhel', '9.4']);
    const { stdout, stderr } = await ran('docker', ['logs', host.name]);
    assert.equal(stderr, '');
    const [line = ''] = stdout.split('\n');
    assert.equal(JSON.parse(line).url, `https://${host.address}:5080`);
    assert.equal((await host.ask('GET', current)).status, 401);
  });

  test('has a Local UI, with everything that its pages load', async (context) => {
    const host = await ImageHost.make(context);
    await host.powerOn();
    const login = await host.ask('GET', '/login');
    assert.equal(login.status, 200);
    const assets = [...new Set<string>(login.body.match(/\/assets\/[^"]+/g))];
    assert(assets.some((path) => path.endsWith('.js')));
    for (const path of assets) assert.equal((await host.ask('GET', path)).status, 200, path);
  });

  test('shuts down in order, and is the same host after that and after a power cut', async (context) => {
    const host = await ImageHost.make(context);
    await host.powerOn();
    const id = await idOf(host);
    assert.match(id, /^edge-[0-9a-f]{32}$/);
    assert.equal(await host.shutDown(), 0);
    await host.powerOn();
    assert.equal(await idOf(host), id);
    await host.cutPower();
    await host.powerOn();
    assert.equal(await idOf(host), id);
  });

  test('is ended in order even while it boots', async (context) => {
    const host = await ImageHost.make(context);
    const userDataFile = join(host.config, 'user-data.yaml');
    await rm(userDataFile);
    assert.equal((await ran('mkfifo', ['-m', '644', userDataFile])).code, 0);
    await docker('start', host.name);
    // Opened once the host reads; it waits for the text then.
    const pipe = await open(userDataFile, 'w');
    await docker('kill', '--signal', 'TERM', host.name);
    await pipe.writeFile(userData);
    await pipe.close();
    assert.equal(await docker('wait', host.name), '0');
  });

  test('keeps an address that it was given over a power cut', async (context) => {
    const host = await ImageHost.make(context);
    await host.powerOn();
    const before = host.address;
    const network = before.split('.').slice(0, 3).join('.');
    const wanted = `${network}.201`;
    await docker('exec', host.helper, 'ip', 'address', 'add', `${wanted}/16`, 'dev', 'eth0');
    const session = await host.logIn();
    const change = { session, body: { type: 'static', ip: wanted } };
    assert.equal((await host.ask('PUT', '/v1/edge-mgmt/network/interfaces/eth0/config', change)).status, 202);
    host.address = wanted;
    await until(() => host.answersAt(wanted));
    await assert.rejects(host.ask('GET', '/v1/ping', { address: before }), { code: 'ECONNREFUSED' });
    await host.cutPower();
    await host.powerOn();
    await assert.rejects(host.ask('GET', '/v1/ping', { address: before }), { code: 'ECONNREFUSED' });
    assert.equal((await ran('docker', ['exec', host.name, 'node', '/opt/edge-host/health.js'])).code, 0);
    // The address that it has lost gives way to the one that it has.
    await host.cutPower();
    await docker('exec', host.helper, 'ip', 'address', 'delete', `${wanted}/16`, 'dev', 'eth0');
    host.address = before;
    await host.powerOn();
  });

  test('is found healthy, and unhealthy when it answers no longer', async (context) => {
    const often = ['--health-interval', '200ms', '--health-timeout', '2s', '--health-retries', '1'];
    const host = await ImageHost.make(context, ...often);
    await host.powerOn();
    const health = (is: string) => until(async () => (await host.state('{{.State.Health.Status}}')) === is);
    await health('healthy');
    await docker('kill', '--signal', 'STOP', host.name);
    await health('unhealthy');
    await docker('kill', '--signal', 'CONT', host.name);
    await health('healthy');
  });

  test('follows a clock that is preloaded', async (context) => {
    const folder = await configFolder(context);
    const library = '/usr/lib/faketime/libfaketime.so.1';
    const taken = await docker('create', images.helper, 'true');
    context.after(() => docker('rm', taken));
    await docker('cp', `${taken}:${library}`, folder);
    const clock = ['--env', 'LD_PRELOAD=/clock/libfaketime.so.1', '--env', 'FAKETIME=+10d'];
    const before = Date.now();
    const said = await docker(
      ...['run', '--rm', '--volume', `${folder}:/clock:ro`, ...clock, '--entrypoint', 'node', images.agent],
      ...['--print', 'Date.now()'],
    );
    const ahead = Number(said) - before;
    assert.ok(ahead >= 864_000_000, `${said} is 10 days after ${before}`);
  });

  const wrong: [string, string[], string | undefined, number, RegExp][] = [
    [
      'no user data',
      [],
      undefined,
      2,
      /^The user data "\/etc\/edge-host\/user-data\.yaml" cannot be read \(ENOENT\); /,
    ],
    ['user data that is none', [], 'stylus: 7\n', 2, /^\/etc\/edge-host\/user-data\.yaml: stylus is a number, /],
    ['a mode that is none', ['--env', 'EDGE_DEPLOYMENT_MODE=cloud'], userData, 2, /^EDGE_DEPLOYMENT_MODE is "cloud"; /],
    ['no network', ['--network', 'none'], userData, 3, /^There is no network interface with an IPv4 address; /],
    [
      'a disk that it may not write',
      ['--read-only'],
      userData,
      3,
      /^The file "\/var\/lib\/edge-host\/host\.json" cannot be written \(ENOENT\); /,
    ],
  ];
  for (const [what, options, text, code, message] of wrong) {
    test(`with ${what} says so in one sentence, and ends with ${code}`, async (context) => {
      const folder = await configFolder(context, text);
      const ended = await ran('docker', [
        'run',
        '--rm',
        '--volume',
        `${folder}:/etc/edge-host:ro`,
        ...options,
        images.agent,
      ]);
      assert.equal(ended.code, code);
      assert.match(ended.stderr, message);
      assert.match(ended.stderr, /^[^\n]+\n$/);
      assert.equal(ended.stdout, '');
    });
  }
});
