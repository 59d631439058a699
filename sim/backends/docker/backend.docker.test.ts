/** Sites on a real engine: what holds between their hosts, and towards everything else. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { type Ground, type Host, NotSimulated, prepare, releaseHosts } from '../..';
import {
  ask,
  beside,
  connected,
  docker,
  helperOf,
  lineEnd,
  realSite,
  siteWith,
  specOf,
  things,
} from './testing/real-site';

/** Whether a connection from beside one host comes about within a second. */
const reaches = async (from: Host, address: string, port = 5080) =>
  (await beside(from, `nc -w 1 ${address} ${port} -e true`)).code === 0;

/** The harness is answered by all of these. */
const answered = async (...hosts: readonly Host[]): Promise<void> => {
  for (const { status } of await Promise.all(hosts.map(({ endpoint }) => ask(endpoint)))) assert.equal(status, 200);
};

describe('a site on Docker', { concurrency: 2 }, () => {
  let ground: Ground;
  before(async () => {
    ground = await prepare({ backend: 'docker', docker });
  });
  after(async () => {
    await releaseHosts({ backend: 'docker' });
    assert.deepEqual(await things(), []);
    // It tells of what it could not remove of dead runs, too.
    await ground.close();
  });

  test('loses what is cut, in one direction or both, until it is healed; the harness reaches all hosts', async (t) => {
    const [{ network }, alpha, beta, gamma] = await siteWith(t, 'alpha', 'beta', 'gamma');
    const [near, far] = await connected(t, alpha, beta);
    await network.cut(alpha, beta, 'from the first');
    near.say('withheld');
    far.say('heard');
    await near.lines(1);
    await answered(alpha, beta, gamma);
    assert.equal(await reaches(alpha, beta.address), false);
    assert.deepEqual([near.heard, far.heard], [['heard'], []]);
    await network.heal(alpha, beta);
    await far.lines(1);
    assert.deepEqual(far.heard, ['withheld']);

    await network.cut(alpha, beta);
    near.say('withheld, too');
    far.say('and this');
    const [cut, back, aside] = await Promise.all([
      reaches(alpha, beta.address),
      reaches(beta, alpha.address),
      reaches(gamma, beta.address),
    ]);
    assert.deepEqual({ cut, back, aside }, { cut: false, back: false, aside: true });
    await answered(alpha, beta, gamma);
    assert.deepEqual([near.heard.length, far.heard.length], [1, 1]);
    await network.healAll();
    await Promise.all([near.lines(2), far.lines(2)]);
    assert.deepEqual([near.heard[1], far.heard[1]], ['and this', 'withheld, too']);
  });

  test('has no way out: neither into the world, nor to this machine, nor to another site', async (t) => {
    const server = createServer((socket) => socket.destroy());
    const calls: unknown[] = [];
    server.on('connection', (socket) => calls.push(socket.remoteAddress));
    server.listen(0, '0.0.0.0');
    await once(server, 'listening');
    t.after(() => server.close());
    const { port } = server.address() as AddressInfo;
    const [[, alpha], [, other]] = await Promise.all([siteWith(t, 'alpha'), siteWith(t, 'other')]);
    const gateway = alpha.address.replace(/\d+$/, '1');
    // An address that is nobody's, for examples.
    for (const address of ['192.0.2.1', other.address]) {
      const { code, output } = await beside(alpha, `nc -w 1 ${address} 5080 -e true`);
      assert.equal(code, 1, address);
      assert.match(output, /Network is unreachable/, address);
    }
    const [machine, ownMachine, name] = await Promise.all([
      reaches(alpha, gateway, port),
      reaches(alpha, other.address.replace(/\d+$/, '1'), port),
      beside(alpha, 'busybox nslookup -timeout=1 -retry=1 example.com'),
    ]);
    assert.deepEqual({ machine, ownMachine }, { machine: false, ownMachine: false });
    assert.notEqual(name.code, 0, name.output);
    assert.deepEqual(calls, []);
  });

  test('shows silence where power is cut, and an end where a host shuts down; its disk survives both', async (t) => {
    const [, alpha, beta, gamma] = await siteWith(t, 'alpha', 'beta', 'gamma');
    const helper = await helperOf(gamma);
    const [toAlpha, toBeta] = [alpha, beta].map(({ address }) =>
      lineEnd(t, helper, `exec 2>&1; nc ${address} 5080 -e sh -c 'echo open >&2; cat'`),
    );
    assert.ok(toAlpha && toBeta);
    await Promise.all([toAlpha.lines(1), toBeta.lines(1)]);
    await beside(alpha, 'echo kept > /disk/x');
    await alpha.kill();
    await beta.stop();
    // Heard of the one, and by then of the other, were there anything to hear.
    await toBeta.over;
    assert.equal(toAlpha.isOver, false);
    assert.equal(await reaches(gamma, alpha.address), false);
    await Promise.all([alpha.start(), beta.start()]);
    await answered(alpha, beta);
    assert.equal((await beside(alpha, 'cat /disk/x')).output, 'kept');
    assert.equal(await reaches(gamma, alpha.address), true);
  });

  test('has hosts that can be frozen, and killed while they are', async (t) => {
    const [, alpha] = await siteWith(t, 'alpha');
    await alpha.pause();
    // Its network is up, and nobody answers there.
    const waiting = ask(alpha.endpoint);
    await alpha.resume();
    assert.equal((await waiting).status, 200);
    await alpha.pause();
    await alpha.kill();
    await alpha.start();
    await answered(alpha);
  });

  test('has disks that can be full', async (t) => {
    const [, alpha] = await siteWith(t, 'alpha');
    // So that it writes nothing of its own meanwhile.
    await alpha.pause();
    await alpha.fillDisk(64 * 1024);
    const write = (kibibytes: number) => beside(alpha, `dd if=/dev/zero of=/disk/x bs=1k count=${kibibytes}`);
    assert.match((await write(68)).output, /No space left on device/);
    await beside(alpha, 'rm /disk/x');
    assert.match((await write(64)).output, /64\+0 records out/);
    await alpha.freeDisk();
    assert.match((await write(8192)).output, /8192\+0 records out/);
  });

  test('follows a host to another address, where it is cut off as before, and finds it there after a power cut', async (t) => {
    const [{ network }, alpha, beta] = await siteWith(t, 'alpha', 'beta');
    const before = alpha.address;
    await network.cut(alpha, beta);
    const spare = await alpha.spareAddress();
    const { body } = await ask(alpha.endpoint, 'POST', '/v1/users/default/login', { body: alpha.credentials });
    const change = { session: body.Token.Authorization as string, body: { type: 'static', ip: spare } };
    const { status } = await ask(alpha.endpoint, 'PUT', '/v1/edge-mgmt/network/interfaces/eth0/config', change);
    assert.equal(status, 202);
    while (alpha.address !== spare) await new Promise((resolve) => setTimeout(resolve, 5));
    await answered(alpha, beta);
    assert.equal(await reaches(beta, spare), false);
    await network.heal(alpha, beta);
    assert.equal(await reaches(beta, spare), true);
    await alpha.kill();
    await alpha.start();
    assert.equal(alpha.address, spare);
    assert.equal(alpha.endpoint, `https://${spare}:5080`);
    await answered(alpha);
    await assert.rejects(ask(`https://${before}:5080`), { code: 'ECONNREFUSED' });
  });

  test('has a clock that jumps, and stays ahead over a power cut and for hosts that come later', async (t) => {
    const [site, alpha] = await siteWith(t, 'alpha');
    const day = 86_400;
    await site.clock.pass(day);
    await alpha.kill();
    await alpha.start();
    const [beta] = await site.addHosts(specOf('beta'));
    assert.ok(beta);
    for (const { endpoint } of [alpha, beta]) {
      const told = Date.parse((await ask(endpoint)).headers.date ?? '');
      assert.ok(told - Date.now() > (day - 10) * 1000, new Date(told).toISOString());
    }
  });

  test('calls back after exactly so many packets, and lets no further one pass before', async (t) => {
    const [{ network }, alpha, beta] = await siteWith(t, 'alpha', 'beta');
    const [near, far] = await connected(t, alpha, beta);
    const [called, settle] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    await network.afterPackets(alpha, beta, 3, async () => {
      called.resolve();
      await settle.promise;
    });
    // Each has arrived before the next one is sent, or they could go in one packet.
    near.say('a');
    await far.lines(1);
    far.say('b');
    await near.lines(1);
    near.say('c');
    await far.lines(2);
    await called.promise;
    near.say('d');
    // Longer than it would have taken.
    await beside(alpha, 'sleep 0.1');
    await answered(alpha, beta);
    assert.deepEqual(far.heard, ['a', 'c']);
    settle.resolve();
    await far.lines(3);
    assert.deepEqual(far.heard, ['a', 'c', 'd']);
    // What is called off counts no more.
    const callOff = await network.afterPackets(alpha, beta, 1, () => assert.fail('it was called off'));
    await callOff();
    near.say('e');
    near.say('f');
    await far.lines(5);
  });

  test('limits what passes between hosts where the kernel can, and says so where it cannot', async (t) => {
    const [{ network }, alpha, beta] = await siteWith(t, 'alpha', 'beta');
    const [near, far] = await connected(t, alpha, beta);
    await network.limit(alpha, { bitsPerSecond: 4_000_000 });
    near.say('x'.repeat(200_000));
    await far.lines(1);
    assert.equal(far.heard[0]?.length, 200_000);
    const { output } = await beside(alpha, '/sbin/tc -s qdisc show dev eth0');
    assert.match(output, /^qdisc htb/);
    assert.ok(Number(/overlimits (\d+)/.exec(output)?.[1]) > 0, output);
    try {
      await network.limit(alpha, { delayMilliseconds: 20 });
      assert.match((await beside(alpha, '/sbin/tc qdisc show dev eth0')).output, /netem .*delay 20ms/);
      await network.limit(alpha, {});
    } catch (error) {
      assert.ok(error instanceof NotSimulated, String(error));
      assert.match(error.notJudged.reason, /delay a host's packets \(the kernel says "[^"]*\bunknown\b/);
    }
    assert.doesNotMatch((await beside(alpha, '/sbin/tc qdisc show dev eth0')).output, /htb|netem/);
    await answered(alpha);
  });

  test('tells why a host does not boot, by the end of its log', async (t) => {
    const site = await realSite(t);
    await assert.rejects(site.addHosts(specOf('alpha', { userData: 'stylus: 7\n' })), {
      code: 'SITE_BOOT_REFUSED',
      message:
        /^Host "alpha" refused to boot: its process ended with code 2; its log ends with ".*stylus is a number, /,
    });
  });
});
