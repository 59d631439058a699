/**
 * Hosts inside this process: each is the reference agent on an address, a disk and a clock of its own.
 *
 * Where the machine lets every 127.x.y.z be bound (Linux), hosts listen on the addresses they have on their site. Elsewhere
 * they listen on free ports of 127.0.0.1, and the site's switch stands in for the addresses: hosts see no difference, and
 * only the endpoint that the harness uses tells.
 */
import { RealClock } from '../../clocks/real';
import { SiteTime } from '../../clocks/site-time';
import { VirtualClock } from '../../clocks/virtual';
import { SiteError } from '../../errors';
import type { HostSpec } from '../../host';
import type { SiteOptions } from '../../site';
import type { Backend, Machine } from '../backend';
import { type BlockPool, blocks } from './addresses/pool';
import { SiteAddresses } from './addresses/site-addresses';
import type { StartHost } from './boot';
import { EmbeddedMachine, type MachineRoom } from './machine';
import { Activity } from './network/activity';
import { NetworkCard } from './network/network-card';
import { Switch } from './network/switch';
import { seededRandom } from './random';

/** Boots at a time: as many as keep the threads of Node's pool busy with keys and hashes. */
const sideBySide = 8;

/** What tests put in place of the real things. */
export interface EmbeddedParts {
  readonly startHost: StartHost;
  readonly pool: BlockPool;
  /** Real milliseconds before the virtual clock gives something up, see `VirtualClockOptions`. */
  readonly patience: number;
}

/** Loads the agent with its first host: a thread that only hands scenarios out never needs it. */
const startReferenceAgent: StartHost = (options) => {
  const { startAgent } = require('../../../reference-agent') as typeof import('../../../reference-agent');
  return startAgent(options);
};

export function embeddedBackend(options: SiteOptions, parts: Partial<EmbeddedParts> = {}): Backend {
  const { seed, target } = options;
  const { startHost = startReferenceAgent, pool = blocks, patience } = parts;
  const lifetime = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, lifetime.signal]) : lifetime.signal;
  const time = new SiteTime();
  const activity = new Activity();
  const wires = new Switch(activity);
  const addresses = new SiteAddresses(pool);
  const machines: EmbeddedMachine[] = [];
  const clock =
    target.clock === 'real'
      ? new RealClock({ time, signal })
      : new VirtualClock({
          time,
          signal,
          settle: () => activity.settle(),
          ...(patience !== undefined && { patience }),
        });

  // Whether hosts have addresses of their own is only known once one was claimed.
  const room = (): MachineRoom => ({
    seed,
    clock,
    time,
    addressing: pool.addressing,
    startHost,
    bootBudget: target.budgets.boot,
    signal,
  });
  const portOf = (machine: Machine) => {
    const own = machines.find((known) => known === machine);
    if (own === undefined) throw new SiteError('SITE_FOREIGN_HOST', 'This machine belongs to another backend.');
    return own.card.port;
  };

  return {
    clock,
    sideBySide,
    async machine(spec: HostSpec) {
      const network = spec.network ?? '';
      const lease = await addresses.lease(network);
      if (lifetime.signal.aborted) throw lifetime.signal.reason;
      const card = new NetworkCard(network, lease, addresses, wires, seededRandom(seed, spec.name, 'mac').bytes(5));
      const machine = new EmbeddedMachine(spec, card, room());
      machines.push(machine);
      return machine;
    },
    cut: async (a, b, direction) => wires.cut(portOf(a), portOf(b), direction),
    heal: async (a, b) => wires.heal(portOf(a), portOf(b)),
    healAll: async () => wires.healAll(),
    afterPackets: async (a, b, count, then) => {
      const callOff = wires.afterPackets(portOf(a), portOf(b), count, then);
      return async () => callOff();
    },
    trouble: async () => undefined,
    freeAddress: async (network) => (await addresses.lease(network)).address,
    async close() {
      lifetime.abort(new SiteError('SITE_CLOSED', 'The site was closed while something still waited for it.'));
      await Promise.all(machines.map((machine) => machine.cutPower()));
      wires.close();
      time.close();
      await addresses.close();
      return [];
    },
  };
}

/** Rejects with `SITE_PORT_IN_USE` or `SITE_NO_ADDRESSES` where no site could have hosts. */
export async function embeddedPreflight(pool: BlockPool = blocks): Promise<void> {
  pool.giveBack(await pool.take());
}
