import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect as connectPlainly } from 'node:net';
import { test } from 'node:test';
import { connect } from 'node:tls';
import { addNamed, ask, fakeSite, keptAlive } from './testing/site';

const bootsOf = async (endpoint: string): Promise<number> => JSON.parse(await ask(endpoint)).boots;
const unfinished = Symbol('unfinished');

/** What this promise has come to after the site had its time, or `unfinished`. */
async function now(work: Promise<unknown>, pass: () => Promise<void>): Promise<unknown> {
  const failed = work.then(undefined, (error) => error);
  await pass();
  return Promise.race([failed, Promise.resolve(unfinished)]);
}

for (const power of ['stop', 'kill'] as const) {
  test(`a host is gone after ${power}, and back with its disk after start`, async (t) => {
    const { site } = fakeSite(t);
    const [alpha] = await addNamed(site, 'alpha');
    assert.equal(await bootsOf(alpha.endpoint), 1);
    const agent = await keptAlive(t, alpha.endpoint);
    await alpha[power]();
    assert.equal(alpha.power, 'off');
    await assert.rejects(ask(alpha.endpoint), { code: 'ECONNREFUSED' });
    await assert.rejects(ask(alpha.endpoint, agent));
    await alpha[power]();
    await alpha.start();
    assert.equal(alpha.power, 'on');
    assert.equal(await bootsOf(alpha.endpoint), 2);
    await alpha.start();
    assert.equal(await bootsOf(alpha.endpoint), 2);
    assert.equal((await alpha.logs()).includes('shut down'), power === 'stop');
  });
}

test('a reboot is an orderly stop and a start', async (t) => {
  const { site } = fakeSite(t);
  const [alpha] = await addNamed(site, 'alpha');
  const address = alpha.address;
  await alpha.reboot();
  assert.deepEqual(await alpha.logs(), ['boot 1', 'shut down', 'boot 2']);
  assert.equal(alpha.address, address);
});

test('a killed host does nothing more: no write, no timer, no log line, no connection', async (t) => {
  const { site, fakes } = fakeSite(t);
  const [alpha, beta] = await addNamed(site, 'alpha', 'beta');
  const { clock, disk, log, network, power } = fakes.of('alpha');
  clock.after(10_000, () => assert.fail('its timer fired'));
  const connected = network.connect(beta.address, 7, new AbortController().signal);
  const before = await connected;
  await alpha.kill();
  assert.equal(power?.aborted, true);
  assert.equal(before.destroyed, true);
  clock.after(10_000, () => assert.fail('a later timer fired'));
  log?.('after the end');
  const writing = disk.replace('boots', Buffer.from('77'));
  const connecting = network.connect(beta.address, 7, new AbortController().signal);
  assert.equal(await now(Promise.race([writing, connecting]), () => site.clock.pass(60)), unfinished);
  assert.deepEqual(await alpha.logs(), ['boot 1']);
  await alpha.start();
  assert.equal(await bootsOf(alpha.endpoint), 2);
});

test('a paused host keeps its connections, takes new ones and answers nothing until it is resumed', async (t) => {
  const { site, fakes } = fakeSite(t);
  const [alpha] = await addNamed(site, 'alpha');
  const endpoint = alpha.endpoint;
  const agent = await keptAlive(t, endpoint);
  let fired = false;
  fakes.of('alpha').clock.after(10_000, () => {
    fired = true;
  });
  let asked = 0;
  fakes.onRequest = async () => {
    asked += 1;
  };
  await alpha.pause();
  assert.equal(alpha.power, 'paused');
  const socket = connect({
    host: new URL(endpoint).hostname,
    port: Number(new URL(endpoint).port),
    rejectUnauthorized: false,
  });
  t.after(() => socket.destroy());
  await once(socket, 'connect');
  const handshake = once(socket, 'secureConnect');
  const answers = [ask(endpoint, agent), ask(endpoint)];
  assert.equal(await now(Promise.race([...answers, handshake]), () => site.clock.pass(60)), unfinished);
  assert.equal(asked, 0);
  assert.equal(fired, false);
  await alpha.resume();
  await Promise.all([...answers, handshake]);
  await site.clock.pass(1);
  assert.equal(asked, 2);
  assert.equal(fired, true);
});

test('a connection that a host was just taking on when it was paused is not answered either', async (t) => {
  const { site } = fakeSite(t);
  const [alpha] = await addNamed(site, 'alpha');
  const { hostname, port } = new URL(alpha.endpoint);
  const underlying = connectPlainly(Number(port), hostname);
  await once(underlying, 'connect');
  // Connections are taken on in order: once a later one is served, this one was taken on.
  await ask(alpha.endpoint);
  await alpha.pause();
  const socket = connect({ socket: underlying, rejectUnauthorized: false });
  t.after(() => socket.destroy());
  socket.write('GET /v1/ping HTTP/1.1\r\nhost: alpha\r\n\r\n');
  const answer = once(socket, 'data');
  assert.equal(await now(answer, () => site.clock.pass(60)), unfinished);
  await alpha.resume();
  await answer;
});

test('a host paused in the middle of a request answers it after it was resumed', async (t) => {
  const { site, fakes } = fakeSite(t);
  const [alpha] = await addNamed(site, 'alpha');
  let arrived = (): void => undefined;
  const underWay = new Promise<void>((resolve) => {
    arrived = resolve;
  });
  fakes.onRequest = async ({ clock }) => {
    arrived();
    await new Promise<void>((resolve) => clock?.after(1000, resolve));
  };
  const answer = ask(alpha.endpoint);
  await underWay;
  await alpha.pause();
  assert.equal(await now(answer, () => site.clock.pass(60)), unfinished);
  await alpha.resume();
  await answer;
});

test('killing a paused host ends its connections', async (t) => {
  const { site } = fakeSite(t);
  const [alpha] = await addNamed(site, 'alpha');
  const agent = await keptAlive(t, alpha.endpoint);
  await alpha.pause();
  const answers = Promise.allSettled([ask(alpha.endpoint, agent), ask(alpha.endpoint)]);
  await site.clock.pass(1);
  await alpha.kill();
  assert.deepEqual(
    (await answers).map(({ status }) => status),
    ['rejected', 'rejected'],
  );
});

test('operations that make no sense are refused with a sentence', async (t) => {
  const { site } = fakeSite(t);
  const [alpha] = await addNamed(site, 'alpha');
  await alpha.pause();
  await alpha.pause();
  for (const refused of ['stop', 'start', 'reboot'] as const) {
    await assert.rejects(alpha[refused](), { code: 'SITE_POWER', message: /^Host "alpha" is paused .*\.$/ });
  }
  await alpha.kill();
  for (const refused of ['pause', 'resume'] as const) {
    await assert.rejects(alpha[refused](), { code: 'SITE_POWER', message: /^Host "alpha" is off .*\.$/ });
  }
});

test('a host whose software throws in a timer is off, and its log says why', async (t) => {
  const { site, fakes } = fakeSite(t);
  const [alpha] = await addNamed(site, 'alpha');
  fakes.of('alpha').clock.after(1000, () => {
    throw new Error('bug of the host');
  });
  await site.clock.pass(2);
  assert.equal(alpha.power, 'off');
  assert.match((await alpha.logs()).join('\n'), /crashed: Error: bug of the host/);
});

test('a host that does not come back is the fault of the implementation', async (t) => {
  const { site, fakes } = fakeSite(t);
  const [alpha] = await addNamed(site, 'alpha');
  await alpha.kill();
  fakes.onBoot = () => Promise.reject(new Error('The state on the disk is broken.'));
  await assert.rejects(alpha.start(), {
    code: 'SITE_BOOT_FAILED',
    attribution: 'implementation',
    message: /"alpha".*The state on the disk is broken\./,
  });
  assert.equal(alpha.power, 'off');
});

test('power that is cut while a host boots ends the boot', async (t) => {
  const { site, fakes } = fakeSite(t);
  const [alpha] = await addNamed(site, 'alpha');
  await alpha.kill();
  let booting = (): void => undefined;
  const underWay = new Promise<void>((resolve) => {
    booting = resolve;
  });
  fakes.onBoot = () => {
    booting();
    return new Promise(() => undefined);
  };
  const starting = alpha.start();
  await underWay;
  await alpha.kill();
  await assert.rejects(starting, { code: 'SITE_POWER' });
  fakes.onBoot = async () => undefined;
  await alpha.start();
  assert.equal(alpha.power, 'on');
});
