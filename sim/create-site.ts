import type { Backend } from './backends/backend';
import { embeddedBackend } from './backends/embedded';
import { NotSimulated, SiteError } from './errors';
import type { Host, HostSpec } from './host';
import type { Network } from './network';
import { PoweredHost } from './powered-host';
import type { KeptHost, Site, SiteOptions } from './site';

/** The network of hosts whose spec names none. */
const defaultNetwork = 'site';

/** A site without hosts yet. Rejects with a coded `SiteError`. */
export async function createSite(options: SiteOptions): Promise<Site> {
  if (options.backend !== 'docker') return assembleSite(embeddedBackend(options));
  // Not loaded by those who run everything in this process.
  const { dockerBackend } = require('./backends/docker') as typeof import('./backends/docker');
  return assembleSite(await dockerBackend(options));
}

/** A site on this backend, whose hosts and clock it takes over. */
export function assembleSite(backend: Backend): Site {
  const hosts = new Map<string, PoweredHost>();
  const names = new Set<string>();
  let closed: Promise<readonly KeptHost[]> | undefined;

  const add = async (spec: HostSpec): Promise<PoweredHost> => {
    const host = new PoweredHost(spec, await backend.machine({ network: defaultNetwork, ...spec }));
    await host.start();
    return host;
  };

  return {
    clock: backend.clock,
    hosts,
    network: networkOf(backend, hosts),
    async addHosts(...specs: HostSpec[]): Promise<Host[]> {
      if (closed !== undefined) throw new SiteError('SITE_CLOSED', 'The site is closed and takes no more hosts.');
      for (const { name } of specs) {
        if (names.has(name))
          throw new SiteError('SITE_DUPLICATE_HOST', `There is a host "${name}" already: give each a name of its own.`);
        names.add(name);
      }
      const added = await sideBySide(specs, backend.sideBySide, add);
      for (const host of added) hosts.set(host.name, host);
      return added;
    },
    trouble: () => backend.trouble(),
    close: (ended = 'passed') => {
      closed ??= backend.close(ended, [...hosts.values()]);
      return closed;
    },
  };
}

function networkOf(backend: Backend, hosts: ReadonlyMap<string, PoweredHost>): Network {
  const machineOf = (host: Host) => {
    const own = hosts.get(host.name);
    if (own !== host) throw new SiteError('SITE_FOREIGN_HOST', `Host "${host.name}" is not a host of this site.`);
    return own.machine;
  };
  const others = (host: Host) => {
    const own = machineOf(host);
    return [...hosts.values()].map(({ machine }) => [own, machine] as const).filter(([, machine]) => machine !== own);
  };
  return {
    cut: async (a, b, direction = 'both') => backend.cut(machineOf(a), machineOf(b), direction),
    heal: async (a, b) => backend.heal(machineOf(a), machineOf(b)),
    async isolate(host) {
      await Promise.all(others(host).map(([own, other]) => backend.cut(own, other, 'both')));
    },
    async rejoin(host) {
      await Promise.all(others(host).map(([own, other]) => backend.heal(own, other)));
    },
    healAll: () => backend.healAll(),
    async afterPackets(a, b, count, then) {
      if (backend.afterPackets === undefined) throw new NotSimulated('tell what passes between two hosts');
      return backend.afterPackets(machineOf(a), machineOf(b), count, then);
    },
    async limit(host, quality) {
      if (backend.limit === undefined) throw new NotSimulated("limit what passes through a host's network");
      await backend.limit(machineOf(host), quality);
    },
    freeAddress: (network = defaultNetwork) => backend.freeAddress(network),
  };
}

/** Works through the items, so many at a time. After a failure no further one is begun, and those under way are awaited. */
async function sideBySide<A, B>(items: readonly A[], atATime: number, work: (item: A) => Promise<B>): Promise<B[]> {
  const results: B[] = [];
  const queue = items.entries();
  let failed = false;
  const worker = async (): Promise<void> => {
    for (const [at, item] of queue) {
      if (failed) return;
      try {
        results[at] = await work(item);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  const ended = await Promise.allSettled(Array.from({ length: Math.min(atATime, items.length) }, worker));
  for (const end of ended) if (end.status === 'rejected') throw end.reason;
  return results;
}
