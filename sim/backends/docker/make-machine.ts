import type { HostSpec } from '../../host';
import type { Engine, Labels, VolumeMount } from './engine/engine';
import { Helper, helperPaths } from './helper/helper';
import { HelperShell } from './helper/shell';
import { DockerMachine } from './machine';
import type { SiteNetwork } from './networks';
import { partLabels } from './owned/labels';
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
}

/** A machine that is off, with its network and its disk. Leaves nothing where it fails. */
export async function makeMachine(engine: Engine, order: Order): Promise<DockerMachine> {
  const { spec, network, name } = order;
  const address = network.addresses.lease();
  const made: { kind: 'container' | 'volume'; id: string }[] = [];
  try {
    const helperName = `${name}-helper`;
    const volumes = { disk: `${name}-disk`, config: `${name}-config` };
    made.push({ kind: 'volume', id: volumes.disk }, { kind: 'volume', id: volumes.config });
    const helperId = await engine.createContainer({
      name: helperName,
      image: order.images.helper,
      labels: partLabels(order.labels, spec.name, 'helper'),
      environment: {},
      command: ['sh'],
      network: { name: network.name, address, hostName: `host-${address.split('.').at(-1)}` },
      mounts: [
        mount(volumes.disk, helperPaths.disk, diskBytes),
        mount(volumes.config, helperPaths.config, configBytes),
      ],
      scratch: [],
      // To see how much a host keeps in folders that only it may read.
      addedCapabilities: ['NET_ADMIN', 'DAC_READ_SEARCH'],
      limits: helperLimits,
      reads: true,
    });
    made.unshift({ kind: 'container', id: helperId });
    const [helper, id] = await Promise.all([
      startHelper(engine, helperId, helperName, order),
      engine.createContainer({
        name,
        image: order.images.host,
        labels: partLabels(order.labels, spec.name, 'host'),
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
      }),
    ]);
    return new DockerMachine(engine, {
      spec,
      network,
      address,
      container: { id, name },
      helperContainer: { id: helperId, name: helperName },
      volumes: Object.values(volumes),
      helper,
      offset: order.offset ?? 0,
    });
  } catch (error) {
    // By name, since a container whose making failed half way told no id.
    await engine.remove({ kind: 'container', id: name }).catch(() => undefined);
    for (const thing of made) await engine.remove(thing).catch(() => undefined);
    network.addresses.giveBack(address);
    throw error;
  }
}

/** Ends and removes a machine with all it has. */
export async function removeMachine(engine: Engine, { parts, addresses }: DockerMachine): Promise<void> {
  await engine.remove({ kind: 'container', id: parts.container.id });
  parts.helper.shell.attached.close();
  await engine.remove({ kind: 'container', id: parts.helperContainer.id });
  await Promise.all(parts.volumes.map((id) => engine.remove({ kind: 'volume', id })));
  for (const address of addresses) parts.network.addresses.giveBack(address);
}

async function startHelper(engine: Engine, id: string, name: string, order: Order): Promise<Helper> {
  const attached = await engine.attach(id);
  await engine.start(id);
  const helper = new Helper(new HelperShell(name, attached), order.network.gateway);
  await helper.configure(withUser(order.spec.userData, order.spec.credentials), order.offset ?? 0);
  return helper;
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
