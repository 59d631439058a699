import type { Clock } from '../../clock';
import { SiteError, sentenceOf, siteErrorIn } from '../../errors';
import type { HostSpec, Power } from '../../host';
import type { Direction, LinkQuality } from '../../network';
import { answers } from '../../wait/answers';
import { listens, opens } from '../../wait/opens';
import { sleep } from '../../wait/sleep';
import type { Machine } from '../backend';
import type { Engine } from './engine/engine';
import type { Helper } from './helper/helper';
import { prefixLength, type SiteNetwork } from './networks';

/** Where every host answers, by the image's contract. */
const apiPort = 5080;
/** Seconds that a host has for an orderly shutdown, by the image's contract. */
const shutDownSeconds = 10;
/** Real milliseconds between looks at whether a host has taken its spare address. */
const movePause = 10;
/** Lines of its log that a host which did not boot is quoted with. */
const quotedLines = 3;

/** A container of the engine. */
export interface Container {
  readonly id: string;
  readonly name: string;
}

/** The image under test, as it stands on a machine. */
export interface Installed {
  readonly spec: HostSpec;
  readonly container: Container;
}

/** What a machine is made of. */
export interface MachineParts {
  readonly name: string;
  readonly network: SiteNetwork;
  readonly address: string;
  readonly helperContainer: Container;
  readonly volumes: readonly string[];
  readonly helper: Helper;
  readonly installed: Installed;
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

/** A host on the engine. */
export class DockerMachine implements Machine {
  address: string;
  power: Power = 'off';
  /** Seconds that its clock is ahead of the machine's. */
  offset: number;
  /** What makes it unfit for another scenario, once something does. */
  harm: string | undefined;
  /** Bytes on its disk after its first boot. */
  bytesAtFirst: number | undefined;
  readonly #deafTo = new Set<DockerMachine>();
  readonly #muteTo = new Set<DockerMachine>();
  #spares: string[] = [];
  #installed: Installed | undefined;
  #installations = 1;
  #silent = false;
  #boots = 0;
  /** Fires when it ends by itself while it boots. */
  #boot = new AbortController();
  /** It is being ended, by the site. */
  #ending = false;
  #use: Use | undefined;
  #usedSince = 0;

  constructor(
    readonly engine: Engine,
    readonly parts: MachineParts,
  ) {
    this.address = parts.address;
    this.offset = parts.offset;
    this.#installed = parts.installed;
  }

  /** What it is now; undefined once its host was taken away. */
  get spec(): HostSpec | undefined {
    return this.#installed?.spec;
  }

  get container(): Container {
    if (this.#installed !== undefined) return this.#installed.container;
    throw new SiteError(
      'SITE_CLOSED',
      `The machine "${this.parts.name}" was asked for its host after that was taken away.`,
    );
  }

  /** Whether its host is this container. */
  holds(container: string): boolean {
    return this.#installed?.container.id === container;
  }

  /** How many hosts have stood on it. */
  get installations(): number {
    return this.#installations;
  }

  /** Ends and removes the host; network and disk stay. */
  async takeHostAway(): Promise<void> {
    if (this.#installed === undefined) return;
    const { id } = this.#installed.container;
    this.#ending = true;
    this.#installed = undefined;
    this.power = 'off';
    await this.engine.remove({ kind: 'container', id });
  }

  /** Another host stands on it, with nothing of the one before. */
  install(installed: Installed, offset: number): void {
    for (const spare of this.#spares) this.parts.network.addresses.giveBack(spare);
    this.#installed = installed;
    this.#installations += 1;
    this.#spares = [];
    this.#deafTo.clear();
    this.#muteTo.clear();
    this.#silent = false;
    this.#boots = 0;
    this.address = this.parts.address;
    this.offset = offset;
    this.harm = undefined;
  }

  get endpoint(): string {
    return `https://${this.address}:${apiPort}`;
  }

  /** Every address it has, or may have. */
  get addresses(): readonly string[] {
    return [this.parts.address, ...this.#spares];
  }

  /** Now it belongs to this site. */
  use(use: Use): void {
    this.#use = use;
    this.#usedSince = Date.now();
  }

  logs(): Promise<readonly string[]> {
    return this.engine.logs(this.container.id, this.#usedSince);
  }

  async powerOn(): Promise<void> {
    this.#boots += 1;
    this.#boot = new AbortController();
    this.#ending = false;
    if (this.#silent) await this.#silence(false);
    this.power = 'on';
    const began = Date.now();
    try {
      await this.engine.start(this.container.id);
      await this.#answers();
    } catch (error) {
      const failure = await this.#failureOf(error, began);
      this.harm ??= failure.message;
      await this.cutPower().catch(() => undefined);
      throw failure;
    }
  }

  async shutDown(): Promise<void> {
    this.#ending = true;
    await this.engine.stop(this.container.id, shutDownSeconds);
    this.power = 'off';
    await this.#silence(true);
  }

  async cutPower(): Promise<void> {
    this.#ending = true;
    this.#boot.abort();
    // First, so that nobody hears of the end.
    await this.#silence(true);
    await this.engine.kill(this.container.id);
    this.power = 'off';
  }

  async freeze(): Promise<void> {
    await this.engine.pause(this.container.id);
    this.power = 'paused';
  }

  async thaw(): Promise<void> {
    await this.engine.unpause(this.container.id);
    this.power = 'on';
  }

  async fillDisk(freeBytes: number): Promise<void> {
    this.harm ??= 'its disk was filled';
    await this.parts.helper.fillDisk(freeBytes);
  }

  freeDisk(): Promise<void> {
    return this.parts.helper.freeDisk();
  }

  async limit(quality: LinkQuality): Promise<void> {
    this.harm ??= 'its network was limited';
    await this.parts.helper.limit(quality);
  }

  async spareAddress(): Promise<string> {
    const { network, helper } = this.parts;
    const spare = network.addresses.lease();
    this.harm ??= 'it was given another address';
    this.#spares.push(spare);
    await helper.addAddress(spare, prefixLength);
    void this.#followTo(spare);
    return spare;
  }

  /** Silences the peer, or what is said to it, or both. */
  async cutFrom(peer: DockerMachine, direction: 'hears' | 'says' | 'both'): Promise<void> {
    if (direction !== 'says') this.#deafTo.add(peer);
    if (direction !== 'hears') this.#muteTo.add(peer);
    await this.#applyFaults();
  }

  async healFrom(peer: DockerMachine): Promise<void> {
    if (this.#deafTo.delete(peer) || this.#muteTo.delete(peer)) {
      this.#muteTo.delete(peer);
      await this.#applyFaults();
    }
  }

  /** Whatever passes again, but for the power. */
  async healAll(): Promise<void> {
    if (this.#deafTo.size === 0 && this.#muteTo.size === 0) return;
    this.#deafTo.clear();
    this.#muteTo.clear();
    await this.#applyFaults();
  }

  async setOffset(offset: number): Promise<void> {
    if (offset === this.offset) return;
    await this.parts.helper.setClock(offset);
    this.offset = offset;
  }

  /** The engine tells that its container has ended. */
  ended(exitCode: number): void {
    if (this.#ending) return;
    if (exitCode === 0) {
      // How an image may reboot: its contract.
      this.engine.start(this.container.id).catch((error: unknown) => this.#crashed(error));
      return;
    }
    this.#crashed(new Error(`its process ended with code ${exitCode}`));
  }

  #crashed(cause: unknown): void {
    this.power = 'off';
    this.harm ??= `it crashed: ${sentenceOf(cause)}`;
    this.#boot.abort(cause);
  }

  /** Ends when the host is at its spare address, or its site is closed. */
  async #followTo(spare: string): Promise<void> {
    const signal = this.#use?.signal ?? AbortSignal.abort();
    try {
      while (this.#spares.at(-1) === spare) {
        if (this.power === 'on' && (await listens(spare, apiPort, signal))) {
          this.address = spare;
          return;
        }
        await sleep(movePause, signal);
      }
    } catch {
      // The site is closed.
    }
  }

  async #answers(): Promise<void> {
    const { clock, bootBudget, signal } = this.#inUse();
    const budget = AbortSignal.timeout(bootBudget * 1000);
    const ends = AbortSignal.any([signal, this.#boot.signal, budget]);
    await opens(this.address, apiPort, ends);
    await answers(this.hostName, () => this.endpoint, clock, bootBudget, ends);
  }

  async #failureOf(error: unknown, began: number): Promise<SiteError> {
    const name = this.hostName;
    const { signal, bootBudget } = this.#inUse();
    if (signal.aborted && signal.reason instanceof SiteError) return signal.reason;
    const options = { cause: error };
    if (this.#boot.signal.aborted) {
      if (this.#ending)
        return new SiteError('SITE_POWER', `The power of host "${name}" was cut while it booted.`, options);
      const last = await this.engine.logs(this.container.id, began).catch(() => []);
      const why = `${sentenceOf(this.#boot.signal.reason)}; its log ends with ${JSON.stringify(last.slice(-quotedLines).join(' '))}`;
      return this.#boots === 1
        ? new SiteError('SITE_BOOT_REFUSED', `Host "${name}" refused to boot: ${why}.`, options)
        : new SiteError('SITE_BOOT_FAILED', `Host "${name}" did not boot again: ${why}.`, options);
    }
    const known = siteErrorIn(error);
    if (known !== undefined && known.code !== 'SITE_INTERRUPTED') return known;
    return new SiteError(
      'SITE_HOST_SILENT',
      `Host "${name}" was powered on and does not answer at ${this.endpoint} within ${bootBudget} s; see its logs.`,
      options,
    );
  }

  async #silence(silent: boolean): Promise<void> {
    this.#silent = silent;
    await this.#applyFaults();
  }

  async #applyFaults(): Promise<void> {
    const addresses = (peers: ReadonlySet<DockerMachine>) => new Set([...peers].flatMap((peer) => peer.addresses));
    await this.parts.helper.setFaults({
      deafTo: addresses(this.#deafTo),
      muteTo: addresses(this.#muteTo),
      silent: this.#silent,
    });
  }

  /** What the site that uses it calls the host. */
  get hostName(): string {
    return this.#use?.hostName ?? this.parts.name;
  }

  #inUse(): Use {
    if (this.#use === undefined)
      throw new SiteError('SITE_CLOSED', 'A host was asked for something after its site was closed.');
    return this.#use;
  }
}

/** What each side of a cut does about the other. */
export async function cutBetween(a: DockerMachine, b: DockerMachine, direction: Direction): Promise<void> {
  if (direction === 'both') await Promise.all([a.cutFrom(b, 'both'), b.cutFrom(a, 'both')]);
  else await Promise.all([a.cutFrom(b, 'says'), b.cutFrom(a, 'hears')]);
}
