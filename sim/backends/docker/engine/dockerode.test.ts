import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { type Answer, refusal, withHttpEngine } from '../testing/http-engine';
import { dockerEngine } from './dockerode';
import type { Engine } from './engine';

const network = { name: 'n', subnet: '198.18.1.0/24', gateway: '198.18.1.1', labels: {} };
const noLabels = { 'hostlink.run': '' };

/** An engine that answers so, for the time of a test. */
function withEngine(
  answers: Readonly<Record<string, Answer | readonly Answer[]>>,
  use: (engine: Engine, requests: readonly string[]) => Promise<void>,
): Promise<void> {
  return withHttpEngine(answers, async (address, requests) => {
    const engine = dockerEngine(address);
    try {
      await use(engine, requests);
    } finally {
      engine.close();
    }
  });
}

const isGone = (why: RegExp) => ({ code: 'SITE_ENGINE_GONE', attribution: 'environment', message: why });

test('nobody at the socket, or nobody who speaks HTTP, is an engine that is gone', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'hostlink-'));
  const path = join(folder, 'docker.sock');
  await assert.rejects(
    dockerEngine(`unix://${path}`).facts(),
    isGone(/at "unix:.*docker\.sock" was asked to say who it is .*\(ENOENT\).*docker\/engine\.sh --start/),
  );
  const server = createServer((socket) => socket.end('SSH-2.0-x\r\n'));
  await new Promise<void>((resolve) => server.listen(path, resolve));
  await assert.rejects(dockerEngine(`unix://${path}`).owned(noLabels), isGone(/does not answer \(HPE_/));
  server.close();
  await rm(folder, { recursive: true });
});

test('an engine that hangs up, at once or in the middle of an answer, is gone', async () => {
  const inTheMiddle: Answer = (_, response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' });
    response.write('[{"Id":', () => response.destroy());
  };
  const answers = {
    'POST /containers/x/start': (request: Parameters<Answer>[0]) => void request.socket.destroy(),
    'GET /containers/json': inTheMiddle,
    'GET /networks': () => [],
    'GET /volumes': () => ({ Volumes: [] }),
  };
  await withEngine(answers, async (engine) => {
    await assert.rejects(engine.start('x'), isGone(/start container x .*\(ECONNRESET\)/));
    await assert.rejects(engine.owned(noLabels), isGone(/list what is labelled .*\(ECONNRESET\)/));
  });
});

test('closing ends the calls under way, and their connections', async () => {
  const reached = Promise.withResolvers<void>();
  const dropped = Promise.withResolvers<void>();
  const never: Answer = (request) => {
    request.socket.on('close', () => dropped.resolve());
    reached.resolve();
  };
  await withEngine({ 'POST /containers/x/start': never }, async (engine) => {
    const started = engine.start('x');
    await Promise.race([reached.promise, started]);
    engine.close();
    await assert.rejects(started, { code: 'SITE_CLOSED' });
    await dropped.promise;
  });
});

test('what the engine refuses is told in its own words, in one line', async () => {
  const answers = {
    'POST /containers/x/start': refusal(500, 'write /var/lib/x:\n\tno space left on device.\u001b[31m\n'),
    'POST /containers/y/start': refusal(500, ''),
    'POST /networks/create': [
      refusal(403, 'Pool overlaps with other one on this address space'),
      refusal(500, 'could not find an available, non-overlapping IPv4 address pool among the defaults'),
      refusal(403, 'cannot create network a (br-a): conflicts with network b (br-b): networks have overlapping IPv4'),
    ],
    'GET /images/some:1/json': [
      refusal(404, 'No such image: some:1'),
      refusal(404, 'No such image: some:1'),
      () => ({ Id: 'sha256:1', Config: { Volumes: null } }),
    ],
    'POST /containers/create': [refusal(404, 'No such image: some:1'), refusal(404, 'network site not found')],
  };
  await withEngine(answers, async (engine) => {
    const refused = (message: RegExp) => ({ code: 'SITE_ENGINE_REFUSED', attribution: 'environment', message });
    await assert.rejects(
      engine.start('x'),
      refused(/did not start container x: write \/var\/lib\/x: no space left on device\. \[31m; see/),
    );
    await assert.rejects(engine.start('y'), refused(/it gave no reason/));
    await assert.rejects(engine.createNetwork(network), { code: 'SITE_SUBNET_TAKEN', message: /"198\.18\.1\.0\/24"/ });
    await assert.rejects(engine.createNetwork(network), refused(/could not find an available/));
    await assert.rejects(engine.createNetwork(network), { code: 'SITE_SUBNET_TAKEN' });
    const missing = { code: 'SITE_IMAGE_MISSING', message: /has no image "some:1".*docker\/images\.sh/ };
    await assert.rejects(engine.image('some:1'), missing);
    const limits = { memoryBytes: 1, processes: 1, cpus: 1 };
    const nothing = { labels: {}, environment: {}, mounts: [], scratch: [], addedCapabilities: [], reads: false };
    const spec = { name: 'a', image: 'some:1', network: { of: 'b' }, limits, ...nothing };
    await assert.rejects(engine.createContainer(spec), missing);
    await assert.rejects(engine.createContainer(spec), missing, 'removed after it was looked at');
    await assert.rejects(engine.createContainer(spec), refused(/network site not found/));
  });
});

test('an engine that keeps its containers to itself is refused', async () => {
  const version = () => ({ Version: '1', ApiVersion: '1.41', Arch: 'amd64' });
  const elsewhere = (info: object, message: RegExp) =>
    withEngine({ 'GET /version': version, 'GET /info': () => info }, async (engine) => {
      await assert.rejects(engine.facts(), { code: 'SITE_ENGINE_ELSEWHERE', message });
    });
  await elsewhere({ OperatingSystem: 'Docker Desktop' }, /runs in a virtual machine/);
  await elsewhere({ OperatingSystem: 'Debian', SecurityOptions: ['name=seccomp', 'name=rootless'] }, /is rootless/);
});

test('the environment of Docker clients does not lead to another engine', async () => {
  const version = () => ({ Version: '1', ApiVersion: '1.41', Arch: 'amd64' });
  const misleading = { DOCKER_HOST: 'tcp://127.0.0.1:9', DOCKER_TLS_VERIFY: '1', DOCKER_PATH_PREFIX: '/elsewhere' };
  const before = { ...process.env };
  Object.assign(process.env, misleading);
  try {
    const answers = { 'GET /version': version, 'GET /info': () => ({ OperatingSystem: 'Debian' }) };
    await withEngine(answers, async (engine) => assert.equal((await engine.facts()).version, '1'));
  } finally {
    for (const name of Object.keys(misleading)) {
      if (before[name] === undefined) delete process.env[name];
      else process.env[name] = before[name];
    }
  }
});

test('what somebody else removes is waited for, and what is gone needs no removing', async () => {
  const inProgress = refusal(409, 'removal of container x is already in progress');
  const answers = {
    'DELETE /containers/x': inProgress,
    'POST /containers/x/wait': () => ({ StatusCode: 0 }),
    'DELETE /containers/y': inProgress,
    'POST /containers/y/wait': refusal(404, 'No such container: y'),
    'DELETE /containers/z': refusal(404, 'No such container: z'),
  };
  await withEngine(answers, async (engine, requests) => {
    for (const id of ['x', 'y', 'z']) await engine.remove({ kind: 'container', id });
    assert.deepEqual(requests, [
      'DELETE /containers/x?force=true&v=true',
      'POST /containers/x/wait?condition=removed',
      'DELETE /containers/y?force=true&v=true',
      'POST /containers/y/wait?condition=removed',
      'DELETE /containers/z?force=true&v=true',
    ]);
  });
});

test('a network or volume that a container is just letting go of is tried again; one in use is not touched', async () => {
  const user = (State: string) => () => [{ Id: 'a', Names: ['/alpha'], State }];
  const answers = {
    'DELETE /networks/n': [refusal(403, 'error while removing network: network n has active endpoints'), () => 204],
    'DELETE /volumes/v': [refusal(409, 'remove v: volume is in use - [a]'), () => 204],
    'GET /containers/json': [() => [], user('removing'), user('dead'), user('exited')],
  };
  await withEngine(answers, async (engine, requests) => {
    await engine.remove({ kind: 'network', id: 'n' });
    await engine.remove({ kind: 'volume', id: 'v' });
    const before = requests.length;
    await assert.rejects(engine.remove({ kind: 'network', id: 'n' }), {
      code: 'SITE_ENGINE_REFUSED',
      message: /did not remove network n: it is used by container "alpha"/,
    });
    assert.deepEqual(
      requests.slice(before).filter((request) => request.startsWith('DELETE')),
      [],
    );
  });
});

test('an engine that has lost count of who uses a network is not asked for ever', async () => {
  const answers = {
    'DELETE /networks/n': refusal(403, 'error while removing network: network n has active endpoints'),
    'GET /containers/json': () => [],
  };
  await withEngine(answers, async (engine) => {
    await assert.rejects(engine.remove({ kind: 'network', id: 'n' }), {
      code: 'SITE_ENGINE_REFUSED',
      message: /network n has active endpoints, though no container uses it: .* started anew;/,
    });
  });
});

test('events are read as they come, and their end is the loss of the engine, told once', async () => {
  const die = (ID: string, exitCode: string) => `${JSON.stringify({ Actor: { ID, Attributes: { exitCode } } })}\n`;
  const text = die('a', '137') + die('b', '0');
  const stream: Answer = (_, response) => {
    response.writeHead(200).write(text.slice(0, 20));
    setImmediate(() => response.write(text.slice(20), () => response.destroy()));
  };
  await withEngine({ 'GET /events': stream }, async (engine, requests) => {
    const seen: unknown[] = [];
    const lost = Promise.withResolvers<Error>();
    const close = await engine.watch(
      { 'hostlink.run': 'r', 'hostlink.host': '' },
      {
        ended: (id, code) => seen.push([id, code]),
        lost: (error) => {
          seen.push('lost');
          lost.resolve(error);
        },
      },
    );
    assert.equal(((await lost.promise) as { code?: string }).code, 'SITE_ENGINE_GONE');
    close();
    assert.deepEqual(seen, [['a', 137], ['b', 0], 'lost']);
    assert.match(requests[0] ?? '', /"event":\["die"\],"label":\["hostlink.run=r","hostlink.host"\]/);
  });
});
