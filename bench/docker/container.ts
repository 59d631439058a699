import type { ContainerCreateOptions } from 'dockerode';
import { environment, hostLimits, image, scratch, userDataPlace } from './contract';
import type { Stand } from './stand';

/** One host as a container by itself, on this network, as strict as those of the simulator. */
export function hostContainer({ labels, userData }: Stand, network: string): ContainerCreateOptions {
  return {
    Image: image,
    Labels: { ...labels },
    Env: Object.entries(environment).map(([name, value]) => `${name}=${value}`),
    Healthcheck: { Test: ['NONE'] },
    HostConfig: {
      NetworkMode: network,
      Binds: [`${userData}:${userDataPlace}:ro`],
      Tmpfs: scratch,
      ReadonlyRootfs: true,
      CapDrop: ['ALL'],
      SecurityOpt: ['no-new-privileges'],
      Memory: hostLimits.memoryBytes,
      MemorySwap: hostLimits.memoryBytes,
      PidsLimit: hostLimits.processes,
      NanoCpus: hostLimits.cpus * 1e9,
    },
  };
}
