import type { Clock } from '../../clock';
import type { SiteTime } from '../../clocks/site-time';
import { SiteError, sentenceOf, siteErrorIn } from '../../errors';
import type { HostSpec, Power } from '../../host';
import { answers } from '../../wait/answers';
import { settlesWithin } from '../../wait/sleep';
import type { Machine } from '../backend';
import { LogRing } from '../log-ring';
import type { Addressing } from './addresses/pool';
import { Boot, type StartHost } from './boot';
import { RamDisk } from './disk';
import { EmbeddedNetwork } from './network/host-network';
import type { NetworkCard } from './network/network-card';
import { Servers } from './network/servers';
import { seededRandom } from './random';

/**
 * Exponent of two for the cost of hashing a password. As low as it goes with any sense: nobody attacks a simulated host,
 * and each of its logins would otherwise take longer than everything else it does.
 */
const passwordCost = 4;
/** Real milliseconds granted to a boot before site time is moved for it: many hosts may be booting on a slow machine. */
const bootGrace = 2000;

/** What all machines of a site share. */
export interface MachineRoom {
  readonly seed: number;
  readonly clock: Clock;
  readonly time: SiteTime;
  readonly addressing: Addressing;
  readonly startHost: StartHost;
  readonly bootBudget: number;
  readonly signal: AbortSignal;
}

/** A host in this process, with a disk in memory. */
export class EmbeddedMachine implements Machine {
  address: string;
  endpoint = '';
  readonly #disk = new RamDisk();
  readonly #log = new LogRing();
  #boot: Boot | undefined;
  #boots = 0;

  constructor(
    readonly spec: HostSpec,
    readonly card: NetworkCard,
    readonly room: MachineRoom,
  ) {
    this.address = card.port.address;
  }

  get power(): Power {
    return this.card.port.power;
  }

  async logs(): Promise<readonly string[]> {
    return this.#log.lines();
  }

  async spareAddress(): Promise<string> {
    return (await this.card.addresses.lease(this.card.port.network)).address;
  }

  async powerOn(): Promise<void> {
    this.#boots += 1;
    const boot = this.#newBoot();
    this.#boot = boot;
    this.card.port.power = 'on';
    try {
      await this.#booted(boot);
      // A first boot ends with the host listening, which is an answer of its own; after a power cut it must prove itself.
      if (this.#boots > 1) await this.#answers(boot);
    } catch (error) {
      const failure = this.#failureOf(boot, error);
      await boot.end();
      throw failure;
    }
  }

  async shutDown(): Promise<void> {
    await this.room.clock.during(this.#boot?.shutDown() ?? Promise.resolve(), this.room.bootBudget);
    await this.cutPower();
  }

  async cutPower(): Promise<void> {
    await this.#boot?.end();
  }

  async freeze(): Promise<void> {
    this.#boot?.freeze();
    // What it was in the middle of saying is said before this resolves.
    await this.card.wires.activity.settle();
  }

  async thaw(): Promise<void> {
    this.#boot?.thaw();
  }

  async fillDisk(freeBytes: number): Promise<void> {
    this.#disk.capacity = this.#disk.used + freeBytes;
  }

  async freeDisk(): Promise<void> {
    this.#disk.capacity = Number.POSITIVE_INFINITY;
  }

  #newBoot(): Boot {
    const power = new AbortController();
    const { room, card } = this;
    const network = new EmbeddedNetwork(
      card,
      card.wires,
      new Servers(card.wires.activity),
      room.addressing,
      power.signal,
      (address, origin) => {
        this.address = address;
        this.endpoint = origin;
      },
    );
    return new Boot(
      power,
      room.time.timers((fault) => this.#crash(fault)),
      network,
    );
  }

  async #booted(boot: Boot): Promise<void> {
    const { spec, room } = this;
    const power = boot.power.signal;
    const started = boot.start(room.startHost, {
      userData: spec.userData,
      userDataName: `user data of host "${spec.name}"`,
      deploymentMode: spec.deploymentMode,
      operatingSystem: spec.operatingSystem,
      users: [spec.credentials],
      hostName: spec.name,
      disk: this.#disk.attach(power),
      random: seededRandom(room.seed, spec.name, this.#boots),
      passwordCost,
      log: (line) => {
        if (!power.aborted) this.#log.add(line);
      },
    });
    if (await settlesWithin(started, bootGrace, room.signal)) await started;
    else await room.clock.during(started, room.bootBudget);
    power.throwIfAborted();
  }

  async #answers(boot: Boot): Promise<void> {
    const signal = AbortSignal.any([boot.power.signal, this.room.signal]);
    await answers(this.spec.name, () => this.endpoint, this.room.clock, this.room.bootBudget, signal);
  }

  /** Its software threw where nothing of it could catch that: on a machine of its own, its process would be gone. */
  #crash(fault: unknown): void {
    this.#log.add(`crashed: ${fault instanceof Error ? (fault.stack ?? fault.message) : String(fault)}`);
    void this.cutPower();
  }

  #failureOf(boot: Boot, error: unknown): SiteError {
    const { name } = this.spec;
    const options = { cause: error };
    if (boot.power.signal.aborted && !this.room.signal.aborted) {
      return new SiteError('SITE_POWER', `The power of host "${name}" was cut while it booted.`, options);
    }
    const known = siteErrorIn(error);
    if (known?.code === 'SITE_TIMEOUT') {
      const budget = this.room.bootBudget;
      return new SiteError(
        'SITE_HOST_SILENT',
        `Host "${name}" did not boot within its ${budget} s; see its logs.`,
        options,
      );
    }
    if (known !== undefined) return known;
    return this.#boots === 1
      ? new SiteError('SITE_BOOT_REFUSED', `Host "${name}" refused to boot: ${sentenceOf(error)}`, options)
      : new SiteError('SITE_BOOT_FAILED', `Host "${name}" did not boot again: ${sentenceOf(error)}`, options);
  }
}
