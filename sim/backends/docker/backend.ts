import { request } from 'node:https';
import type { Clock } from '../../clock';
import { FaketimeClock } from '../../clocks/faketime';
import { RealClock } from '../../clocks/real';
import { NotSimulated, SiteError } from '../../errors';
import type { Host, HostSpec } from '../../host';
import type { KeptHost, SiteOptions } from '../../site';
import { sleep } from '../../wait/sleep';
import type { Backend, Machine } from '../backend';
import type { Fleet } from './fleet';
import { cutBetween, DockerMachine } from './machine';

/** Machines made at a time: the engine does one thing after the other for the most part. */
const sideBySide = 8;
/** Seconds by which a host's clock may differ from where it was put: what it tells is in whole seconds. */
const clockTolerance = 2;
/** Bytes by which a disk may be fuller after a factory reset than after the first boot. */
const diskTolerance = 256 * 1024;
/** Real milliseconds for which servers may go on telling a time that they have worded before, and between looks. */
const dateStaleness = 3000;
const datePause = 20;
/** Milliseconds for an answer that tells a host's time. */
const datePatience = 5000;

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
    premises.offset = seconds;
    await Promise.all(machines.map((machine) => machine.setOffset(seconds)));
    const [first] = machines.filter(({ power }) => power === 'on');
    if (!fleet.followsClocks && first !== undefined) {
      await demandClock(first, clock, signal);
      fleet.followsClocks = true;
    }
  };
  const clock: Clock = fleet.options.movesClocks
    ? new FaketimeClock({ offset: () => premises.offset, setOffset, signal })
    : new RealClock({ time: { now: Date.now }, signal });

  /** As it was after its first boot, or rejects. */
  const renewed = async (machine: DockerMachine, host: Host): Promise<void> => {
    const idle = new RealClock({ time: { now: Date.now }, signal: fleet.lost });
    machine.use({ hostName: host.name, clock: idle, bootBudget: target.budgets.boot, signal: fleet.lost });
    await machine.healAll();
    await renew?.(host);
    const bytes = await machine.parts.helper.usedBytes();
    if (bytes > (machine.bytesAtFirst ?? 0) + diskTolerance)
      machine.harm = 'its factory reset left something on its disk';
  };

  return {
    clock,
    sideBySide,
    async machine(spec: HostSpec) {
      const use = { hostName: spec.name, clock, bootBudget: target.budgets.boot, signal };
      const machine = await premises.take({ network: '', ...spec }, use);
      machines.push(machine);
      if (signal.aborted) throw signal.reason;
      return machine;
    },
    cut: (a, b, direction) => cutBetween(own(a), own(b), direction),
    async heal(a, b) {
      await Promise.all([own(a).healFrom(own(b)), own(b).healFrom(own(a))]);
    },
    async healAll() {
      await Promise.all(machines.map((machine) => machine.healAll()));
    },
    afterPackets: (a, b, count, then) => own(a).parts.helper.afterPackets(own(b).addresses, count, then),
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
        fleet.abandon(premises);
        for (const machine of machines) machine.parts.helper.shell.leaveRunning();
        return machines.map(keptHost);
      }
      for (const machine of machines) {
        const host = hosts.find((each) => (each as { machine?: unknown }).machine === machine);
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

/** Makes sure that a clock was really put forward: what the host tells of its time must fit, and does not where it cannot be faked. */
async function demandClock({ endpoint }: DockerMachine, clock: Clock, signal: AbortSignal): Promise<void> {
  let told: number | undefined;
  for (const began = performance.now(); performance.now() - began < dateStaleness; await sleep(datePause, signal)) {
    told = await dateOf(endpoint).catch(() => undefined);
    if (told !== undefined && Math.abs(told - clock.now()) <= clockTolerance * 1000) return;
  }
  const seen = told === undefined ? 'tells no time in its answers' : `still tells ${new Date(told).toISOString()}`;
  throw new NotSimulated(`put the clock of this image forward (the host ${seen}; "--clock real" waits instead)`);
}

/** Milliseconds since the epoch that the host's answer is dated with. */
function dateOf(endpoint: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const asked = request(
      new URL('/v1/ping', endpoint),
      { rejectUnauthorized: false, agent: false, timeout: datePatience },
      (answer) => {
        const date = Date.parse(answer.headers.date ?? '');
        resolve(Number.isNaN(date) ? undefined : date);
        answer.destroy();
      },
    );
    asked.on('timeout', () => asked.destroy(new Error('no answer in time')));
    asked.on('error', reject);
    asked.end();
  });
}
