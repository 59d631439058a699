import type { HostSpec } from '../../host';
import type { Engine, Labels, VolumeMount } from './engine/engine';
import { Helper, helperPaths } from './helper/helper';
import { HelperShell } from './helper/shell';
import { DockerMachine } from './machine';
import { InstalledHost } from './machine/installed-host';
import type { SiteNetwork } from './networks';
import { partLabels } from './owned/labels';
import type { Reach } from './reach';
import { withUser } from './user-data';

/** Where the image under test finds things, by its contract. */
const hostPaths = { disk: '/var/lib/edge-host', config: '/etc/edge-host', scratch: '/tmp' };
const mebibyte = 2 ** 20;
const diskBytes = 256 * mebibyte;
const configBytes = 2 * mebibyte;
/** Of the image under test. What it keeps on its disk is memory of its own. */
const hostLimits = { memoryBytes: 768 * mebibyte, processes: 256, cpus: 2 };
const helperLimits = { memoryBytes: 384 * mebibyte, processes: 32, cpus: 1 };

/** What a machine is to be made of. */
export interface Order {
  readonly spec: HostSpec;
  readonly network: SiteNetwork;
  readonly images: { readonly host: string; readonly helper: string };
  /** Unlike any other on the engine. */
  readonly name: string;
  readonly labels: Labels;
  /** Seconds that its clock is ahead of the machine's; undefined leaves its clock alone. */
  readonly offset: number | undefined;
  readonly reach: Reach;
}

/** A machine that is off, with its network and its disk. Leaves nothing where it fails. */
export async function makeMachine(engine: Engine, order: Order): Promise<DockerMachine> {
  const { network, name, reach } = order;
  const address = network.addresses.lease();
  const helperName = `${name}-helper`;
  const volumes = volumesOf(name);
  try {
    const helperId = await engine.createContainer({
      name: helperName,
      image: order.images.helper,
      labels: partLabels(order.labels, order.spec.name, 'helper'),
      environment: {},
      // Outlives whoever types into it: engines have been seen to lock up when many networks' hosts end in one instant.
      command: ['sh', '-c', 'sh; exec sleep 2147483647'],
      network: { name: network.name, address, hostName: `host-${address.split('.').at(-1)}` },
      mounts: [
        mount(volumes.disk, helperPaths.disk, diskBytes),
        mount(volumes.config, helperPaths.config, configBytes),
      ],
      scratch: [],
      // The last two, to see and to clear what a host keeps in folders that only it may use.
      addedCapabilities: ['NET_ADMIN', 'DAC_OVERRIDE', 'DAC_READ_SEARCH'],
      limits: helperLimits,
      reads: true,
    });
    const [helper, host] = await allOf(
      startHelper(engine, helperId, helperName, order),
      createHost(engine, order, helperId, 1),
    );
    return new DockerMachine(engine, {
      name,
      network,
      address,
      helperContainer: { id: helperId, name: helperName },
      volumes: Object.values(volumes),
      helper,
      reach,
      host,
      offset: order.offset ?? 0,
    });
  } catch (error) {
    // By name, since a container whose making failed half way told no id.
    const things = [hostName(name, 1), helperName].map((id) => ({ kind: 'container' as const, id }));
    const disks = Object.values(volumes).map((id) => ({ kind: 'volume' as const, id }));
    for (const thing of [...things, ...disks]) await engine.remove(thing).catch(() => undefined);
    network.addresses.giveBack(address);
    throw error;
  }
}

/**
 * Makes a machine, whose host was taken away, into one of another make, or of the same: nothing of before is left on its
 * network or its disk.
 */
export async function installAnew(engine: Engine, machine: DockerMachine, order: Order): Promise<void> {
  const { helper, helperContainer, name } = machine.parts;
  const count = machine.installations + 1;
  try {
    const [host] = await allOf(
      createHost(engine, { ...order, name }, helperContainer.id, count),
      helper.restore().then(() => helper.configure(configurationOf(order), order.offset ?? 0)),
    );
    machine.install(host, order.offset ?? 0);
  } catch (error) {
    await engine.remove({ kind: 'container', id: hostName(name, count) }).catch(() => undefined);
    throw error;
  }
}

/** Ends and removes a machine with all it has. */
export async function removeMachine(engine: Engine, machine: DockerMachine): Promise<void> {
  const { parts, whereabouts } = machine;
  // Side by side: a network namespace lives for as long as anybody is in it.
  const ended = await Promise.allSettled([
    machine.takeHostAway(),
    engine.remove({ kind: 'container', id: parts.helperContainer.id }),
  ]);
  parts.helper.shell.attached.close();
  for (const each of ended) if (each.status === 'rejected') throw each.reason;
  await Promise.all(parts.volumes.map((id) => engine.remove({ kind: 'volume', id })));
  whereabouts.giveBack();
}

async function createHost(engine: Engine, order: Order, helperId: string, count: number): Promise<InstalledHost> {
  const name = hostName(order.name, count);
  const volumes = volumesOf(order.name);
  const id = await engine.createContainer({
    name,
    image: order.images.host,
    labels: partLabels(order.labels, order.spec.name, 'host'),
    environment: environmentOf(order),
    network: { of: helperId },
    mounts: [
      mount(volumes.disk, hostPaths.disk, diskBytes),
      { ...mount(volumes.config, hostPaths.config, configBytes), readOnly: true },
    ],
    scratch: [hostPaths.scratch],
    addedCapabilities: [],
    limits: hostLimits,
    reads: false,
  });
  return new InstalledHost(engine, order.spec, { id, name });
}

const hostName = (name: string, count: number): string => (count === 1 ? name : `${name}-${count}`);
const volumesOf = (name: string) => ({ disk: `${name}-disk`, config: `${name}-config` });
const configurationOf = ({ spec }: Order): string => withUser(spec.userData, spec.credentials);

async function startHelper(engine: Engine, id: string, name: string, order: Order): Promise<Helper> {
  const attached = await engine.attach(id);
  await engine.start(id);
  const helper = new Helper(new HelperShell(name, attached), order.network.gateway);
  await helper.close();
  await helper.configure(configurationOf(order), order.offset ?? 0);
  return helper;
}

/** Both, done side by side; rejects when both have settled, so that what one makes is there to be removed. */
async function allOf<A, B>(...work: [Promise<A>, Promise<B>]): Promise<[A, B]> {
  await Promise.allSettled(work);
  return Promise.all(work);
}

function environmentOf({ spec, offset }: Order): Record<string, string> {
  const { deploymentMode, operatingSystem } = spec;
  return {
    EDGE_DEPLOYMENT_MODE: deploymentMode,
    EDGE_OS: `${operatingSystem.family}:${operatingSystem.version}`,
    ...(offset === undefined
      ? {}
      : {
          LD_PRELOAD: `${hostPaths.config}/libfaketime.so.1`,
          FAKETIME_TIMESTAMP_FILE: `${hostPaths.config}/clock`,
          // Read at every look at the clock, so that all of a host's looks agree from one instant on.
          FAKETIME_NO_CACHE: '1',
          DONT_FAKE_MONOTONIC: '1',
        }),
  };
}

function mount(volume: string, path: string, size: number): VolumeMount {
  return { volume, path, size, readOnly: false };
}
