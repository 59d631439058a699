import assert from 'node:assert/strict';
import { test } from 'node:test';
import { turn } from '../../wait/sleep';
import { installAnew, makeMachine, type Order, removeMachine } from './make-machine';
import { Addresses, type SiteNetwork } from './networks';
import { runLabels } from './owned/labels';
import type { CallName } from './testing/fake-calls';
import { FakeHosts } from './testing/fake-hosts';
import { specOf } from './testing/fake-site';

const labels = runLabels({ id: 'run', owner: 'pid=1', started: new Date(0), keep: false });

async function stand(more: Partial<Order> = {}) {
  const hosts = new FakeHosts();
  const { engine, reach } = hosts;
  const [name, gateway] = ['net', '198.18.5.1'];
  const id = await engine.createNetwork({ name, subnet: '198.18.5.0/24', gateway, labels });
  const network: SiteNetwork = { id, name, gateway, addresses: new Addresses('198.18.5') };
  const images = { host: 'agent:1', helper: 'helper:1' };
  const order: Order = { spec: specOf('alpha'), network, images, name: 'm', labels, offset: 60, reach, ...more };
  return { hosts, engine, network, order };
}

/** Whether each address is given out once, those that were given back included. */
function allAddresses({ addresses }: SiteNetwork): readonly string[] {
  const all: string[] = [];
  for (;;) {
    try {
      all.push(addresses.lease());
    } catch {
      return all;
    }
  }
}

test('a machine is a helper that runs, with network, disk and clock, and a host that is off', async () => {
  const { hosts, engine, order } = await stand();
  const machine = await makeMachine(engine, order);
  assert.equal(machine.power, 'off');
  assert.equal(machine.address, '198.18.5.2');
  assert.equal(machine.endpoint, 'https://198.18.5.2:5080');
  const [network, helper, ...others] = engine.calls;
  assert.deepEqual([network, helper], ['createNetwork net', 'createContainer m-helper']);
  assert.deepEqual(
    others.filter((call) => call !== 'createContainer m'),
    ['attach m-helper', 'start m-helper', 'tell m-helper', 'tell m-helper'],
  );
  assert.ok(others.includes('createContainer m'));
  const [closing, configuring] = hosts.toldTo('198.18.5.2');
  assert.match(closing ?? '', /route del default.*table inet hostlink/s);
  assert.match(configuring ?? '', /user-data\.yaml.*printf %s \+60\.000 > \/config\/clock/s);
  assert.match(configuring ?? '', /operator:\n\s+passwd: secret/);
});

test('the image under test has no privilege, and its helper only what it needs', async () => {
  const { engine, order } = await stand();
  await makeMachine(engine, order);
  const [host, helper] = ['m', 'm-helper'].map((name) => engine.container(name).spec);
  assert.ok(host && helper);
  assert.deepEqual(host.addedCapabilities, []);
  assert.deepEqual(helper.addedCapabilities, ['NET_ADMIN', 'DAC_OVERRIDE', 'DAC_READ_SEARCH']);
  assert.deepEqual(host.network, { of: engine.container('m-helper').id });
  assert.deepEqual(helper.network, { name: 'net', address: '198.18.5.2', hostName: 'host-2' });
  assert.equal(host.reads, false);
  assert.deepEqual(
    host.mounts.map(({ volume, path, readOnly }) => ({ volume, path, readOnly })),
    [
      { volume: 'm-disk', path: '/var/lib/edge-host', readOnly: false },
      { volume: 'm-config', path: '/etc/edge-host', readOnly: true },
    ],
  );
  assert.deepEqual(
    helper.mounts.map(({ volume, readOnly }) => [volume, readOnly]),
    [
      ['m-disk', false],
      ['m-config', false],
    ],
  );
  for (const { mounts, limits, labels: own } of [host, helper]) {
    assert.ok(mounts.every(({ size }) => size > 0 && size <= 256 * 2 ** 20));
    assert.ok(limits.memoryBytes <= 768 * 2 ** 20 && limits.processes <= 256 && limits.cpus <= 2);
    assert.equal(own['hostlink.run'], 'run');
    assert.equal(own['hostlink.host'], 'alpha');
  }
  assert.deepEqual(
    [host, helper].map(({ labels: own }) => own['hostlink.part']),
    ['host', 'helper'],
  );
});

test('a host is told how it is deployed and on what, and of a clock only where that is moved', async () => {
  const told = { EDGE_DEPLOYMENT_MODE: 'agent', EDGE_OS: 'ubuntu:22.04' };
  for (const [offset, clock] of [
    [undefined, {}],
    [
      0,
      {
        LD_PRELOAD: '/etc/edge-host/libfaketime.so.1',
        FAKETIME_TIMESTAMP_FILE: '/etc/edge-host/clock',
        FAKETIME_NO_CACHE: '1',
        DONT_FAKE_MONOTONIC: '1',
      },
    ],
  ] as const) {
    const { engine, order } = await stand({ offset });
    await makeMachine(engine, order);
    assert.deepEqual(engine.container('m').spec.environment, { ...told, ...clock });
    assert.deepEqual(engine.container('m-helper').spec.environment, {});
  }
});

type Stand = Awaited<ReturnType<typeof stand>>;

const refusesCall =
  (call: CallName) =>
  ({ engine }: Stand): void =>
    engine.refuse(call, 'disk full');

const refusesCommand =
  (text: string) =>
  ({ hosts }: Stand): void => {
    hosts.onCommand = ({ command }) => (command.includes(text) ? { status: 1, output: 'disk full' } : undefined);
  };

function refusesHost({ engine }: Stand): void {
  const create = engine.createContainer.bind(engine);
  engine.createContainer = (spec) => {
    if (spec.name === 'm') engine.refuse('createContainer', 'disk full');
    return create(spec);
  };
}

function endsHelper({ hosts, engine }: Stand): void {
  hosts.onCommand = ({ command }) => {
    if (!command.includes('user-data.yaml')) return undefined;
    engine.container('m-helper').end(1);
    return 'nothing';
  };
}

test('nothing is left of a machine whose making fails, whichever step it is', async (t) => {
  const steps: readonly (readonly [string, (stand: Stand) => void])[] = [
    ['creating the helper', refusesCall('createContainer')],
    ['attaching to it', refusesCall('attach')],
    ['starting it', refusesCall('start')],
    ['creating the host', refusesHost],
    ['closing the network', refusesCommand('route del')],
    ['configuring the host', refusesCommand('user-data.yaml')],
    ['a helper that ends meanwhile', endsHelper],
  ];
  for (const [step, disturb] of steps) {
    await t.test(step, async () => {
      const made = await stand();
      disturb(made);
      await assert.rejects(makeMachine(made.engine, made.order), { attribution: 'environment' });
      assert.deepEqual(made.engine.things, ['network net']);
      assert.equal(made.engine.calls.includes('start m'), false);
      const addresses = allAddresses(made.network);
      assert.equal(addresses.length, 253);
      assert.equal(new Set(addresses).size, 253);
    });
  }
});

test('what is still being made when another step fails is waited for, and removed', async () => {
  const { engine, order } = await stand();
  const held: { release(): void }[] = [];
  const create = engine.createContainer.bind(engine);
  engine.createContainer = async (spec) => {
    if (spec.name === 'm') held.push(engine.hold('createContainer'));
    return create(spec);
  };
  engine.refuse('attach', 'no');
  const making = assert.rejects(makeMachine(engine, order), { code: 'SITE_ENGINE_REFUSED' });
  await turn();
  held[0]?.release();
  await making;
  await turn();
  assert.deepEqual(engine.things, ['network net']);
});

test('a machine is removed with all it has, and its addresses are free again, once each', async () => {
  const { engine, network, order } = await stand();
  const machine = await makeMachine(engine, order);
  machine.use({ hostName: 'alpha', clock: undefined as never, bootBudget: 1, signal: AbortSignal.abort() });
  assert.equal(await machine.spareAddress(), '198.18.5.3');
  await removeMachine(engine, machine);
  assert.deepEqual(engine.things, ['network net']);
  const addresses = allAddresses(network);
  assert.equal(addresses.length, 253);
  assert.equal(new Set(addresses).size, 253);
});

test('a host whose removal was refused is removed with its machine', async () => {
  const { engine, order } = await stand();
  const machine = await makeMachine(engine, order);
  engine.refuse('remove', 'busy');
  await assert.rejects(machine.takeHostAway(), { code: 'SITE_ENGINE_REFUSED' });
  await removeMachine(engine, machine);
  assert.deepEqual(engine.things, ['network net']);
});

test('another host finds network, disk and configuration as the first one did', async () => {
  const { hosts, engine, order } = await stand();
  const machine = await makeMachine(engine, order);
  await machine.takeHostAway();
  hosts.told.length = 0;
  await installAnew(engine, machine, {
    ...order,
    name: 'unused',
    spec: specOf('beta', { deploymentMode: 'appliance' }),
    offset: 90,
  });
  assert.deepEqual(
    engine.things.filter((thing) => thing.startsWith('container')),
    ['container m-helper', 'container m-2'],
  );
  assert.equal(engine.container('m-2').spec.environment.EDGE_DEPLOYMENT_MODE, 'appliance');
  assert.equal(machine.spec?.name, 'beta');
  assert.equal(machine.offset, 90);
  const [restoring, configuring] = hosts.toldTo('198.18.5.2');
  assert.match(restoring ?? '', /table inet hostlink.*qdisc del.*address flush.*rm -rf/s);
  assert.match(configuring ?? '', /user-data\.yaml.*\+90\.000/s);
});

test('a host that could not be put on a machine is not left beside it', async () => {
  const { hosts, engine, order } = await stand();
  const machine = await makeMachine(engine, order);
  await machine.takeHostAway();
  hosts.onCommand = ({ command }) => (command.includes('rm -rf') ? { status: 1, output: 'busy' } : undefined);
  await assert.rejects(installAnew(engine, machine, order), { code: 'SITE_ENGINE_REFUSED' });
  await removeMachine(engine, machine);
  assert.deepEqual(engine.things, ['network net']);
});
