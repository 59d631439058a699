import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { test } from 'node:test';
import type { Host } from '../../host';
import { BlockPool } from './addresses/pool';
import { echoPort } from './testing/fake-host';
import { addNamed, ask, fakeSite, received, specOf } from './testing/site';

const noSignal = new AbortController().signal;
const shared = { parts: { pool: new BlockPool('shared') } };

for (const [addressing, options] of [
  ['own', {}],
  ['shared', shared],
] as const) {
  test(`hosts with ${addressing} addresses reach each other at the addresses they know, and the harness reaches them`, async (t) => {
    const { site, fakes } = fakeSite(t, options);
    const [alpha, beta] = await addNamed(site, 'alpha', 'beta');
    assert.notEqual(alpha.address, beta.address);
    assert.equal(fakes.of('alpha').network.interfaces()[0]?.address, alpha.address);
    assert.equal(fakes.byName.get('alpha')?.url, `https://${alpha.address}:5080`);
    assert.equal(JSON.parse(await ask(alpha.endpoint)).name, 'alpha');
    assert.equal(JSON.parse(await ask(beta.endpoint)).name, 'beta');
    if (addressing === 'own') assert.equal(alpha.endpoint, `https://${alpha.address}:5080`);
    const wire = await fakes.of('alpha').network.connect(beta.address, echoPort, noSignal);
    wire.end('hello');
    assert.equal(String(await received(wire, 5)), 'hello');
  });

  test(`a host with ${addressing} addresses takes another one of its network, and listens there`, async (t) => {
    const { site, fakes } = fakeSite(t, options);
    const [alpha, beta] = await addNamed(site, 'alpha', 'beta');
    const before = alpha.address;
    const wanted = await site.network.freeAddress();
    const { network } = fakes.of('alpha');
    await network.change('eth0', { type: 'static', address: wanted, subnet: '255.255.255.0' });
    assert.equal(network.interfaces()[0]?.address, wanted);
    const server = createServer((socket) => socket.end('moved'));
    if (addressing === 'own') assert.equal(await network.listen(server, 5080), 5080);
    if (addressing === 'own') assert.equal(alpha.endpoint, `https://${wanted}:5080`);
    await alpha.reboot();
    assert.equal(alpha.address, wanted);
    assert.equal(JSON.parse(await ask(alpha.endpoint)).name, 'alpha');
    await fakes.of('beta').network.connect(wanted, echoPort, noSignal);
    await assert.rejects(fakes.of('beta').network.connect(before, echoPort, noSignal), { code: 'EHOSTUNREACH' });
    assert.equal(beta.power, 'on');
  });
}

test('addresses that are taken or of elsewhere are refused with a sentence, and nothing has changed', async (t) => {
  const { site, fakes } = fakeSite(t);
  const [, beta] = await addNamed(site, 'alpha', 'beta');
  const { network } = fakes.of('alpha');
  const before = network.interfaces();
  const refused = (name: string, change: object) => network.change(name, { type: 'static', ...change });
  await assert.rejects(refused('eth0', { address: beta.address }), /in use/);
  await assert.rejects(refused('eth0', { address: '10.1.2.3' }), /"10\.1\.2\.3" does not belong/);
  await assert.rejects(refused('eth0', { address: await site.network.freeAddress('other') }), /does not belong/);
  await assert.rejects(refused('eth0', { subnet: '255.0.0.0' }), /"255\.0\.0\.0" does not fit/);
  await assert.rejects(refused('eth1', { address: await site.network.freeAddress() }), /no interface "eth1"/);
  assert.deepEqual(network.interfaces(), before);
});

test('nobody is reached on another network, at a free address, at 127.0.0.1, or where nothing listens', async (t) => {
  const { site, fakes } = fakeSite(t);
  const [, elsewhere, off] = (await site.addHosts(
    specOf('alpha'),
    specOf('elsewhere', 'other'),
    specOf('off'),
  )) as Host[];
  await off?.kill();
  const { network } = fakes.of('alpha');
  const reach = (address = '', port = 5080) => network.connect(address, port, noSignal);
  await assert.rejects(reach(elsewhere?.address), { code: 'EHOSTUNREACH' });
  await assert.rejects(reach(await site.network.freeAddress()), { code: 'EHOSTUNREACH' });
  await assert.rejects(reach('127.0.0.1'), { code: 'EHOSTUNREACH' });
  await assert.rejects(reach(off?.address), { code: 'EHOSTUNREACH' });
  await assert.rejects(reach(network.interfaces()[0]?.address, 1), { code: 'ECONNREFUSED' });
});

test('what is sent into a cut arrives in order once it heals, in both directions, on the open connection', async (t) => {
  const { site, fakes } = fakeSite(t);
  const [alpha, beta] = await addNamed(site, 'alpha', 'beta');
  let fromServer = (_: string): void => undefined;
  const toServer: Buffer[] = [];
  const talks = createServer((socket) => {
    socket.on('data', (part) => toServer.push(part));
    fromServer = (text) => void socket.write(text);
    socket.write('greeting');
  });
  await fakes.of('beta').network.listen(talks, 9);
  const wire = await fakes.of('alpha').network.connect(beta.address, 9, noSignal);
  assert.equal(String(await received(wire, 8)), 'greeting');
  site.network.cut(beta, alpha);
  const big = Buffer.alloc(3_000_000, 'abcdefghij');
  wire.write('from alpha ');
  wire.write(big);
  fromServer('from beta');
  await site.clock.pass(60);
  assert.equal(wire.read(), null);
  assert.equal(toServer.length, 0);
  assert.equal(wire.destroyed, false);
  assert.equal(JSON.parse(await ask(alpha.endpoint)).name, 'alpha');
  assert.equal(JSON.parse(await ask(beta.endpoint)).name, 'beta');
  site.network.heal(alpha, beta);
  assert.equal(String(await received(wire, 9)), 'from beta');
  const length = () => toServer.reduce((sum, part) => sum + part.length, 0);
  for await (const attempt of site.clock.attempts(60)) if (length() === 11 + big.length || attempt.last) break;
  assert.ok(Buffer.concat(toServer).equals(Buffer.concat([Buffer.from('from alpha '), big])));
});

test('connecting across a cut is silent until it heals or the caller gives up', async (t) => {
  const { site, fakes } = fakeSite(t);
  const [alpha, beta] = await addNamed(site, 'alpha', 'beta');
  const { network } = fakes.of('alpha');
  site.network.cut(alpha, beta);
  const gaveUp = new AbortController();
  const given = network.connect(beta.address, echoPort, gaveUp.signal);
  gaveUp.abort(new Error('enough'));
  await assert.rejects(given, /enough/);
  let outcome = 'silent';
  const waiting = network.connect(beta.address, echoPort, noSignal).finally(() => {
    outcome = 'ended';
  });
  await site.clock.pass(60);
  assert.equal(outcome, 'silent');
  site.network.healAll();
  (await waiting).end('hello');
  assert.equal(String(await received(await waiting, 5)), 'hello');
});

test('neither a closed connection nor a killed host is seen across a cut before it heals', async (t) => {
  const { site, fakes } = fakeSite(t);
  const [alpha, beta] = await addNamed(site, 'alpha', 'beta');
  const ended: string[] = [];
  const listens = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.resume().on('close', () => ended.push('closed'));
  });
  await fakes.of('beta').network.listen(listens, 9);
  const [closes, stays] = await Promise.all([
    fakes.of('alpha').network.connect(beta.address, 9, noSignal),
    fakes.of('alpha').network.connect(beta.address, 9, noSignal),
  ]);
  site.network.cut(alpha, beta);
  closes.destroy();
  await site.clock.pass(1);
  await alpha.kill();
  assert.equal(stays.destroyed, true);
  await site.clock.pass(1);
  assert.deepEqual(ended, []);
  site.network.heal(alpha, beta);
  for await (const attempt of site.clock.attempts(60)) if (ended.length === 2 || attempt.last) break;
  assert.equal(ended.length, 2);
});

test('a paused host is silent to other hosts, and goes on where it was', async (t) => {
  const { site, fakes } = fakeSite(t);
  const [, beta] = await addNamed(site, 'alpha', 'beta');
  const wire = await fakes.of('alpha').network.connect(beta.address, echoPort, noSignal);
  await beta.pause();
  wire.write('one');
  const later = await fakes.of('alpha').network.connect(beta.address, echoPort, noSignal);
  later.write('two');
  await site.clock.pass(60);
  assert.equal(wire.read(), null);
  assert.equal(later.read(), null);
  await beta.resume();
  assert.equal(String(await received(wire, 3)), 'one');
  assert.equal(String(await received(later, 3)), 'two');
});

test('what hosts have under way is waited for before site time moves on', async (t) => {
  const { site, fakes } = fakeSite(t);
  const [, beta] = await addNamed(site, 'alpha', 'beta');
  const { network, clock } = fakes.of('alpha');
  const rounds: string[] = [];
  const round = (): void => {
    const timeout = clock.after(2000, () => rounds.push('timeout'));
    network.connect(beta.address, echoPort, noSignal).then(async (wire) => {
      wire.write('ping');
      await received(wire, 4);
      timeout.cancel();
      rounds.push('answer');
      wire.destroy();
    });
    clock.after(5000, round);
  };
  clock.after(5000, round);
  await site.clock.pass(52);
  assert.deepEqual(
    rounds,
    Array.from({ length: 10 }, () => 'answer'),
  );
});

test('a host is seen by others at its own address', async (t) => {
  const { site, fakes } = fakeSite(t);
  const [alpha, beta] = await addNamed(site, 'alpha', 'beta');
  const seen = createServer((socket) => socket.end(String(socket.remoteAddress)));
  await fakes.of('beta').network.listen(seen, 9);
  const wire = await fakes.of('alpha').network.connect(beta.address, 9, noSignal);
  assert.equal(String(await received(wire, alpha.address.length)), alpha.address);
});

test('two ports that a host listens at are told apart, whichever was used first', async (t) => {
  const { site, fakes } = fakeSite(t);
  const [alpha] = await addNamed(site, 'alpha');
  const endpoint = alpha.endpoint;
  const other = createServer();
  const port = await fakes.of('alpha').network.listen(other, 0);
  assert.notEqual(port, 5080);
  assert.equal(alpha.endpoint, endpoint);
  const closed = once(other, 'close');
  await alpha.kill();
  await closed;
});
