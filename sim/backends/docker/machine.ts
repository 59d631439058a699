import type { Clock } from '../../clock';
import { SiteError } from '../../errors';
import type { HostSpec, Power } from '../../host';
import type { LinkQuality } from '../../network';
import { sleep } from '../../wait/sleep';
import type { Machine } from '../backend';
import type { Engine } from './engine/engine';
import type { Helper } from './helper/helper';
import { bootFailure } from './machine/boot-failure';
import { LinkFaults } from './machine/faults';
import type { Container, InstalledHost } from './machine/installed-host';
import { Whereabouts } from './machine/whereabouts';
import { prefixLength, type SiteNetwork } from './networks';
import { apiPort, type Reach } from './reach';

/** Real milliseconds between looks at a host that boots: it refuses at once, so that a look costs next to nothing. */
const bootPause = 4;

/** What a machine is made of. */
export interface MachineParts {
  readonly name: string;
  readonly network: SiteNetwork;
  readonly address: string;
  readonly helperContainer: Container;
  readonly volumes: readonly string[];
  readonly helper: Helper;
  readonly reach: Reach;
  readonly host: InstalledHost;
  /** Seconds that its clock is ahead of the machine's. */
  readonly offset: number;
}

/** What a machine is told by the site that uses it at the moment. */
export interface Use {
  /** What the site calls the host. */
  readonly hostName: string;
  readonly clock: Clock;
  readonly bootBudget: number;
  /** Ends every wait. */
  readonly signal: AbortSignal;
}

/** A host on the engine: network, disk and clock, and the image under test on them. */
export class DockerMachine implements Machine {
  /** Seconds that its clock is ahead of the machine's. */
  offset: number;
  /** What {@link offset} was when the host was last seen to follow it, after its boot or a factory reset. */
  followedOffset: number;
  readonly faults: LinkFaults;
  readonly whereabouts: Whereabouts;
  #host: InstalledHost | undefined;
  #installations = 1;
  #use: Use | undefined;
  #usedSince = 0;

  constructor(
    readonly engine: Engine,
    readonly parts: MachineParts,
  ) {
    this.offset = parts.offset;
    this.followedOffset = parts.offset;
    this.#host = parts.host;
    this.whereabouts = new Whereabouts(parts.network, parts.address, parts.reach);
    this.faults = new LinkFaults(parts.helper, () => this.whereabouts.all);
  }

  /** What it is now; undefined once its host was taken away. */
  get spec(): HostSpec | undefined {
    return this.#host?.spec;
  }

  get container(): Container {
    return this.#installed().container;
  }

  get power(): Power {
    return this.#host?.power ?? 'off';
  }

  /** What makes its host unfit for another scenario, once something does. */
  get harm(): string | undefined {
    return this.#host?.harm;
  }

  /** From now on its host is not used again. */
  spoil(why: string): void {
    this.#installed().harm ??= why;
  }

  get address(): string {
    return this.whereabouts.address;
  }

  get endpoint(): string {
    return `https://${this.address}:${apiPort}`;
  }

  /** What the site that uses it calls the host. */
  get hostName(): string {
    return this.#use?.hostName ?? this.parts.name;
  }

  /** How many hosts have stood on it. */
  get installations(): number {
    return this.#installations;
  }

  /** Now it belongs to this site. */
  use(use: Use): void {
    this.#use = use;
    this.#usedSince = Date.now();
  }

  async logs(): Promise<readonly string[]> {
    return this.engine.logs(this.container.id, this.#usedSince);
  }

  async powerOn(): Promise<void> {
    const host = this.#installed();
    const began = Date.now();
    try {
      if (this.faults.silent) await this.faults.silence(false);
      await host.powerOn();
      await this.#booted(host);
    } catch (error) {
      const { bootBudget: budgetSeconds, signal } = this.#inUse();
      const { hostName, endpoint } = this;
      const failure = await bootFailure({
        ...{ hostName, endpoint, budgetSeconds, error, signal, down: host.down, first: host.boots === 1 },
        logs: () => this.engine.logs(host.container.id, began),
      });
      host.harm ??= failure.message;
      await this.cutPower().catch(() => undefined);
      throw failure;
    }
  }

  async shutDown(): Promise<void> {
    await this.#installed().shutDown();
    await this.faults.silence(true);
  }

  async cutPower(): Promise<void> {
    const host = this.#installed();
    // First, so that nobody hears of the end.
    await this.faults.silence(true);
    await host.kill();
  }

  async freeze(): Promise<void> {
    await this.#installed().pause();
  }

  async thaw(): Promise<void> {
    await this.#installed().unpause();
  }

  async fillDisk(freeBytes: number): Promise<void> {
    this.spoil('its disk was filled');
    await this.parts.helper.fillDisk(freeBytes);
  }

  freeDisk(): Promise<void> {
    return this.parts.helper.freeDisk();
  }

  async limit(quality: LinkQuality): Promise<void> {
    this.spoil('its network was limited');
    await this.parts.helper.limit(quality);
  }

  async spareAddress(): Promise<string> {
    const host = this.#installed();
    const spare = this.whereabouts.lease();
    this.spoil('it was given another address');
    await this.faults.addressAdded();
    await this.parts.helper.addAddress(spare, prefixLength);
    void this.whereabouts.followTo(spare, () => host.power === 'on', this.#inUse().signal);
    return spare;
  }

  /** See `Network.afterPackets`. It is called off at the latest when the site is closed. */
  afterPackets(peer: DockerMachine, count: number, then: () => Promise<void>): Promise<() => Promise<void>> {
    return this.parts.helper.afterPackets(peer.whereabouts.all, count, then, this.#inUse().signal);
  }

  async setOffset(offset: number): Promise<void> {
    if (offset === this.offset) return;
    await this.parts.helper.setClock(offset);
    this.offset = offset;
  }

  /** Whatever its site did to its network is undone. */
  async undoFaults(): Promise<void> {
    await this.parts.helper.stopWatching();
    await this.faults.healAll();
  }

  /** The engine tells that a container has ended; whether it was this one's. */
  ended(container: string, exitCode: number): boolean {
    if (this.#host?.container.id !== container) return false;
    this.#host.ended(exitCode);
    return true;
  }

  /** Ends and removes the host; network and disk stay. */
  async takeHostAway(): Promise<void> {
    await this.#host?.remove();
    this.#host = undefined;
  }

  /** Another host stands on it, with nothing of the one before. */
  install(host: InstalledHost, offset: number): void {
    this.whereabouts.reset();
    this.faults.forget();
    this.#host = host;
    this.#installations += 1;
    this.offset = offset;
    this.followedOffset = offset;
  }

  /** Bytes on its disk after its host's first boot, and now. */
  async bytes(): Promise<{ readonly atFirst: number; readonly now: number }> {
    const now = await this.parts.helper.usedBytes();
    return { atFirst: this.#installed().bytesAtFirst ?? now, now };
  }

  async #booted(host: InstalledHost): Promise<void> {
    const { clock, bootBudget, signal } = this.#inUse();
    const { reach, helper } = this.parts;
    const ends = AbortSignal.any([signal, host.down, AbortSignal.timeout(bootBudget * 1000)]);
    // It may be at another address than when it was last seen.
    while (!(await reach.listens(this.address, apiPort, ends))) await sleep(bootPause, ends);
    const answering = reach.answers(this.hostName, () => this.endpoint, clock, bootBudget, ends);
    // Beside the first answer, which takes longer.
    if (host.boots === 1) [host.bytesAtFirst] = await Promise.all([helper.usedBytes(), answering]);
    else await answering;
  }

  #installed(): InstalledHost {
    if (this.#host !== undefined) return this.#host;
    throw new SiteError(
      'SITE_CLOSED',
      `The machine "${this.parts.name}" was asked for its host after that was taken away.`,
    );
  }

  #inUse(): Use {
    if (this.#use !== undefined) return this.#use;
    throw new SiteError('SITE_CLOSED', 'A host was asked for something after its site was closed.');
  }
}
