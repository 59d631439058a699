import { randomInt } from 'node:crypto';
import { SiteError } from '../../../errors';
import type { Engine, Labels } from '../engine/engine';
import { ownerText, runLabels } from '../owned/labels';
import { thisMachine } from '../owned/machine';

/** Makes a network, a volume and a running container for a run of this process, all of this name. */
export async function makeOne(engine: Engine, name: string): Promise<void> {
  const owner = ownerText(process.pid, thisMachine());
  const labels = runLabels({ id: name, owner, started: new Date(), keep: false });
  const prefix = await makeNetwork(engine, name, labels);
  const container = await engine.createContainer({
    name,
    image: 'hostlink/helper:1',
    labels,
    environment: {},
    command: ['sleep', '1000'],
    network: { name, address: `${prefix}.2`, hostName: 'alpha' },
    mounts: [{ volume: name, path: '/disk', readOnly: false, size: 2 ** 20 }],
    scratch: [],
    addedCapabilities: [],
    limits: { memoryBytes: 16 * 2 ** 20, processes: 4, cpus: 1 },
    reads: false,
  });
  await engine.start(container);
}

/** A network on a subnet that is free. Resolves to what its addresses begin with. */
export async function makeNetwork(engine: Engine, name: string, labels: Labels): Promise<string> {
  for (;;) {
    const prefix = `198.${18 + randomInt(2)}.${randomInt(256)}`;
    try {
      await engine.createNetwork({ name, subnet: `${prefix}.0/24`, gateway: `${prefix}.1`, labels });
      return prefix;
    } catch (error) {
      if (!(error instanceof SiteError) || error.code !== 'SITE_SUBNET_TAKEN') throw error;
    }
  }
}
