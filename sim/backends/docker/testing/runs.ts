/** Runs that have made things on an engine, living and dead. */
import type { ContainerSpec, Engine, Labels } from '../engine/engine';
import { ownerText, partLabels, type RunMark, runLabels } from '../owned/labels';
import type { ThisMachine } from '../owned/machine';

/** A machine on which only process 1 runs. */
export const machine: ThisMachine = {
  host: 'here',
  boot: 'now',
  pidNamespace: 'pid:[1]',
  startOf: (pid) => (pid === 1 ? '10' : undefined),
};

/** Texts of `hostlink.owner`. */
export const owners = {
  living: ownerText(1, machine),
  dead: ownerText(2, machine),
  unknown: ownerText(2, { ...machine, host: 'there', boot: 'another' }),
};

let subnets = 0;

/** What a site of one host leaves: a network, a helper, a host and a volume, named after the run. */
export async function makeSite(engine: Engine, mark: Partial<RunMark> & { readonly id: string }): Promise<Labels> {
  const { id } = mark;
  const labels = runLabels({ owner: owners.dead, started: new Date(0), keep: false, ...mark });
  subnets += 1;
  const subnet = `198.18.${subnets}.0/24`;
  await engine.createNetwork({ name: `${id}-network`, subnet, gateway: `198.18.${subnets}.1`, labels });
  const spec = (part: 'helper' | 'host', network: ContainerSpec['network']): ContainerSpec => ({
    name: `${id}-${part}`,
    image: 'some:1',
    labels: partLabels(labels, 'alpha', part),
    environment: {},
    network,
    mounts: [{ volume: `${id}-disk`, path: '/disk', readOnly: false, size: 1 }],
    scratch: [],
    addedCapabilities: [],
    limits: { memoryBytes: 1, processes: 1, cpus: 1 },
    reads: false,
  });
  const onNetwork = { name: `${id}-network`, address: `198.18.${subnets}.2`, hostName: 'alpha' };
  const helper = await engine.createContainer(spec('helper', onNetwork));
  const host = await engine.createContainer(spec('host', { of: helper }));
  await engine.start(helper);
  await engine.start(host);
  return labels;
}

/** What {@link makeSite} makes, as the fake engine names things. */
export const thingsOf = (id: string): readonly string[] => [
  `container ${id}-helper`,
  `container ${id}-host`,
  `network ${id}-network`,
  `volume ${id}-disk`,
];
