import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SiteError } from '.';
import type { Backend } from './backends/backend';
import { embeddedBackend } from './backends/embedded';
import { echoPort, FakeHosts } from './backends/embedded/testing/fake-host';
import { addNamed, fakeSite, received, specOf } from './backends/embedded/testing/site';
import { assembleSite } from './create-site';

const noSignal = new AbortController().signal;

test('an isolated host is cut off from every other one, and from none once it rejoined', async (t) => {
  const { site, fakes } = fakeSite(t);
  const [alpha, beta, gamma] = await addNamed(site, 'alpha', 'beta', 'gamma');
  const reaches = async (from: string, to: typeof alpha): Promise<boolean> => {
    const given = AbortSignal.timeout(50);
    const wire = await fakes
      .of(from)
      .network.connect(to.address, echoPort, given)
      .catch(() => undefined);
    wire?.destroy();
    return wire !== undefined;
  };
  await site.network.isolate(alpha);
  assert.deepEqual(await Promise.all([reaches('alpha', beta), reaches('gamma', alpha), reaches('beta', gamma)]), [
    false,
    false,
    true,
  ]);
  await site.network.rejoin(alpha);
  assert.deepEqual(await Promise.all([reaches('alpha', beta), reaches('gamma', alpha)]), [true, true]);
});

test('a cut in one direction lets the other one pass, and no connection come about', async (t) => {
  const { site, fakes } = fakeSite(t);
  const [alpha, beta] = await addNamed(site, 'alpha', 'beta');
  const { network } = fakes.of('alpha');
  const wire = await network.connect(beta.address, echoPort, noSignal);
  await site.network.cut(beta, alpha, 'from the first');
  wire.write('heard');
  await site.clock.pass(1);
  assert.equal(wire.read(), null);
  await assert.rejects(fakes.of('beta').network.connect(alpha.address, echoPort, AbortSignal.timeout(50)));
  await site.network.cut(alpha, beta, 'from the first');
  wire.write(', and not heard');
  await site.network.heal(alpha, beta);
  assert.equal(String(await received(wire, 20)), 'heard, and not heard');
});

test('a callback comes when the so manieth packet has passed, in either direction, once', async (t) => {
  const { site, fakes } = fakeSite(t);
  const [alpha, beta, gamma] = await addNamed(site, 'alpha', 'beta', 'gamma');
  const told: string[] = [];
  await site.network.afterPackets(beta, alpha, 3, async () => void told.push('third'));
  const callOff = await site.network.afterPackets(alpha, beta, 1, async () => void told.push('called off'));
  await callOff();
  const { network } = fakes.of('alpha');
  const elsewhere = await network.connect(gamma.address, echoPort, noSignal);
  elsewhere.write('to somebody else');
  await received(elsewhere, 16);
  const wire = await network.connect(beta.address, echoPort, noSignal);
  for (const [text, expected] of [
    ['one', []],
    ['two', ['third']],
    ['three', ['third']],
  ] as const) {
    wire.write(text);
    await received(wire, text.length);
    assert.deepEqual(told, expected);
  }
});

test('a callback may wait for the next packet', { timeout: 10_000 }, async (t) => {
  const { site, fakes } = fakeSite(t);
  const [alpha, beta] = await addNamed(site, 'alpha', 'beta');
  let count = 0;
  const again = async (): Promise<void> => {
    await site.network.afterPackets(alpha, beta, 1, async () => {
      count += 1;
      await again();
    });
  };
  await again();
  const wire = await fakes.of('alpha').network.connect(beta.address, echoPort, noSignal);
  wire.write('there');
  await received(wire, 5);
  assert.equal(count, 2);
});

test('a cut in the callback keeps the next packet from passing, and a kill ends it there', async (t) => {
  const { site, fakes } = fakeSite(t);
  const [alpha, beta] = await addNamed(site, 'alpha', 'beta');
  const { network } = fakes.of('alpha');
  const wire = await network.connect(beta.address, echoPort, noSignal);
  await site.network.afterPackets(alpha, beta, 1, () => site.network.cut(alpha, beta));
  wire.write('a question');
  await site.clock.pass(10);
  assert.equal(wire.read(), null);
  await site.network.heal(alpha, beta);
  assert.equal(String(await received(wire, 10)), 'a question');

  const { promise: killed, resolve } = Promise.withResolvers<void>();
  await site.network.afterPackets(alpha, beta, 1, async () => resolve(await beta.kill()));
  wire.on('error', () => undefined).resume();
  wire.write('another');
  await killed;
  assert.equal(beta.power, 'off');
});

test('a disk that is full but for so many bytes takes no larger file, until it has room again', async (t) => {
  const { site, fakes } = fakeSite(t);
  const [alpha] = await addNamed(site, 'alpha');
  const { disk } = fakes.of('alpha');
  await alpha.fillDisk(100);
  await disk.replace('small', Buffer.alloc(60));
  await assert.rejects(disk.replace('large', Buffer.alloc(60)), { code: 'DISK_FULL' });
  await alpha.freeDisk();
  await disk.replace('large', Buffer.alloc(60));
});

test('a backend without a fault leaves what needs it unjudged, with the reason', async (t) => {
  const fakes = new FakeHosts();
  const full = embeddedBackend(
    { seed: 1, target: { clock: 'virtual', budgets: { boot: 60 } } as never },
    { startHost: fakes.start },
  );
  const { afterPackets, ...poor } = full;
  const backend: Backend = {
    ...poor,
    machine: async (spec) => Object.assign(await full.machine(spec), { fillDisk: undefined, freeDisk: undefined }),
  };
  const site = assembleSite(backend);
  t.after(() => site.close());
  const [alpha, beta] = await site.addHosts(specOf('alpha'), specOf('beta'));
  if (!alpha || !beta) throw new Error('both were added');
  const unjudged = (error: unknown): boolean => {
    const { notJudged } = error as { notJudged?: { verdict: string; reason: string } };
    assert(!(error instanceof SiteError));
    assert.equal(notJudged?.verdict, 'skipped');
    assert.match(notJudged?.reason ?? '', /cannot (fill a host's disk|tell what passes|limit what passes)/);
    return true;
  };
  await assert.rejects(alpha.fillDisk(0), unjudged);
  await assert.rejects(
    site.network.afterPackets(alpha, beta, 1, async () => undefined),
    unjudged,
  );
  await assert.rejects(site.network.limit(alpha, { delayMilliseconds: 50 }), unjudged);
  await alpha.freeDisk();
});
