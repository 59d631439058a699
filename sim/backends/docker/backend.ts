import type { Clock } from '../../clock';
import { FaketimeClock } from '../../clocks/faketime';
import { RealClock } from '../../clocks/real';
import { SiteError } from '../../errors';
import type { Host, HostSpec } from '../../host';
import type { KeptHost, SiteOptions } from '../../site';
import { interruption } from '../../wait/sleep';
import type { Backend, Machine } from '../backend';
import type { Fleet } from './fleet';
import { DockerMachine } from './machine';
import { cutBetween, healBetween } from './machine/faults';
import { judgeRenewal } from './renewal';
import { demandTime } from './told-time';

/** Machines made at a time: the engine does one thing after the other for the most part. */
const sideBySide = 8;

/** A site whose hosts are machines of this fleet. */
export function fleetBackend(fleet: Fleet, { target, renew, signal: outer }: SiteOptions): Backend {
  const premises = fleet.checkOut();
  const lifetime = new AbortController();
  const signal = AbortSignal.any([lifetime.signal, fleet.lost, ...(outer ? [outer] : [])]);
  const machines: DockerMachine[] = [];
  const leased: { network: string; address: string }[] = [];

  const own = (machine: Machine): DockerMachine => {
    if (machine instanceof DockerMachine && machines.includes(machine)) return machine;
    throw new SiteError('SITE_FOREIGN_HOST', 'This machine belongs to another site.');
  };
  const setOffset = async (seconds: number): Promise<void> => {
    await premises.setOffset(seconds);
    if (fleet.followsClocks) return;
    const endpoints = machines.filter(({ power }) => power === 'on').map(({ endpoint }) => endpoint);
    if (endpoints.length > 0) fleet.followsClocks = await demandTime(fleet.reach, endpoints, () => clock.now(), signal);
  };
  const clock: Clock = fleet.options.movesClocks
    ? new FaketimeClock({ offset: () => premises.offset, setOffset, signal })
    : new RealClock({ time: { now: Date.now }, signal });

  /** As it was after its first boot, or rejects. */
  const renewed = async (machine: DockerMachine, host: Host): Promise<void> => {
    const idle = new RealClock({ time: { now: Date.now }, signal: fleet.lost });
    machine.use({ hostName: host.name, clock: idle, bootBudget: target.budgets.boot, signal: fleet.lost });
    await machine.undoFaults();
    await renew?.(host);
    await judgeRenewal(machine, fleet);
  };

  return {
    clock,
    sideBySide,
    async machine(spec: HostSpec) {
      const use = { hostName: spec.name, clock, bootBudget: target.budgets.boot, signal };
      const machine = await premises.take({ network: '', ...spec }, use);
      if (signal.aborted) {
        premises.end(machine);
        throw interruption(signal);
      }
      machines.push(machine);
      return machine;
    },
    cut: (a, b, direction) => cutBetween(own(a).faults, own(b).faults, direction),
    heal: (a, b) => healBetween(own(a).faults, own(b).faults),
    async healAll() {
      await Promise.all(machines.map((machine) => machine.faults.healAll()));
    },
    afterPackets: (a, b, count, then) => own(a).afterPackets(own(b), count, then),
    limit: (machine, quality) => own(machine).limit(quality),
    async freeAddress(network) {
      const address = (await premises.network(network)).addresses.lease();
      leased.push({ network, address });
      return address;
    },
    trouble: () => fleet.trouble(),
    async close(ended, hosts) {
      lifetime.abort(new SiteError('SITE_CLOSED', 'The site was closed while something still waited for it.'));
      if (ended === 'failed' && fleet.options.keep === 'on-failure' && !fleet.lost.aborted) {
        premises.keepTaken();
        for (const machine of machines) machine.parts.helper.shell.leaveRunning();
        return machines.map(keptHost);
      }
      for (const machine of machines) {
        const host = hosts.find(({ name }) => name === machine.hostName);
        const again = ended === 'passed' && renew !== undefined && host !== undefined;
        if (fleet.options.fresh || fleet.lost.aborted) premises.end(machine);
        else premises.giveBack(machine, again ? () => renewed(machine, host) : undefined);
      }
      for (const { network, address } of leased) (await premises.network(network)).addresses.giveBack(address);
      fleet.checkIn(premises);
      return [];
    },
  };
}

function keptHost({ hostName, container, endpoint, parts }: DockerMachine): KeptHost {
  return { name: hostName, endpoint, container: container.name, helper: parts.helperContainer.name };
}
