import type { HostSpec } from '../../host';
import { fired, settlesWithin } from '../../wait/sleep';
import type { DockerMachine, Use } from './machine';
import type { SiteNetwork } from './networks';

/** Milliseconds that a host under renewal is waited for: about what a new one takes. */
const renewalPatience = 500;

/** Milliseconds that a host which hangs in its renewal is waited for when everything ends. */
const lastPatience = 3000;

/** What premises have done for them; the fleet does it on its engine. */
export interface Builder {
  network(name: string): Promise<SiteNetwork>;
  machine(spec: HostSpec, network: SiteNetwork, offset: number): Promise<DockerMachine>;
  /** Puts a host of this make on a machine whose host was taken away. */
  install(machine: DockerMachine, spec: HostSpec, offset: number): Promise<void>;
  removeMachine(machine: DockerMachine): Promise<void>;
  removeNetwork(network: SiteNetwork): Promise<void>;
  /** Fires when there is nothing left to build with. */
  readonly lost: AbortSignal;
}

/** From so many idle hosts on, one of another make is made into what is wanted, rather than a new one added. */
const enoughIdle = 2;

/**
 * Networks, and hosts on them, which one site after the other uses: a host that has become again what it was when it first
 * booted waits for the next scenario that wants one of its make.
 */
export class Premises {
  readonly #networks = new Map<string, Promise<SiteNetwork>>();
  /** Fit for use, longest idle first. */
  readonly #idle: DockerMachine[] = [];
  /** Without a host. */
  readonly #blank: DockerMachine[] = [];
  /** Becoming fit, or not. */
  readonly #renewing = new Map<DockerMachine, Promise<void>>();
  readonly #ending = new Set<Promise<unknown>>();
  /** On a site. */
  readonly #taken = new Set<DockerMachine>();
  /** Of machines that stay when all else is ended. */
  readonly #keptNetworks = new Set<SiteNetwork>();
  /** Seconds that the clocks of its hosts are ahead of the machine's; never less than before. */
  #offset = 0;

  constructor(readonly builder: Builder) {}

  get offset(): number {
    return this.#offset;
  }

  /** Resolves when the clocks of all hosts that are on a site are put there; others follow when they are taken. */
  async setOffset(offset: number): Promise<void> {
    this.#offset = offset;
    await Promise.all([...this.#taken].map((machine) => machine.setOffset(offset)));
  }

  network(name: string): Promise<SiteNetwork> {
    const known = this.#networks.get(name) ?? this.builder.network(name);
    this.#networks.set(name, known);
    known.catch(() => this.#networks.delete(name));
    return known;
  }

  /** A machine of this make: one that waits, one that is about to, another one made into it, or a new one. */
  async take(spec: HostSpec & { readonly network: string }, use: Use): Promise<DockerMachine> {
    const machine = (await this.#ready(makeOf(spec))) ?? (await this.#remade(spec)) ?? (await this.#build(spec));
    this.#taken.add(machine);
    machine.use(use);
    try {
      await machine.setOffset(this.offset);
      return machine;
    } catch (error) {
      this.end(machine);
      throw error;
    }
  }

  async #build(spec: HostSpec & { readonly network: string }): Promise<DockerMachine> {
    return this.builder.machine(spec, await this.network(spec.network), this.offset);
  }

  /** A machine of this network without a host, or with one that nobody has wanted for longest. */
  async #remade(spec: HostSpec & { readonly network: string }): Promise<DockerMachine | undefined> {
    const network = await this.network(spec.network);
    const isNear = (machine: DockerMachine): boolean => machine.parts.network === network;
    const machine =
      takeOut(this.#blank, isNear) ?? (this.#idle.length >= enoughIdle ? takeOut(this.#idle, isNear) : undefined);
    if (machine === undefined) return undefined;
    try {
      await machine.takeHostAway();
      await this.builder.install(machine, spec, this.offset);
      return machine;
    } catch (error) {
      this.#end(machine);
      throw error;
    }
  }

  async #ready(make: string): Promise<DockerMachine | undefined> {
    for (;;) {
      const idle = takeOut(this.#idle, ({ spec }) => makeOf(spec) === make);
      if (idle !== undefined) return idle;
      const coming = [...this.#renewing].filter(([{ spec }]) => makeOf(spec) === make);
      if (coming.length === 0) return undefined;
      const inTime = settlesWithin(Promise.race(coming.map(([, renewed]) => renewed)), renewalPatience);
      if (!(await inTime)) return undefined;
    }
  }

  /**
   * Takes a machine back, beside whatever comes next: it is used again as it is once it was renewed, and without its host
   * where that is not to be or fails.
   *
   * @param renew rejects where it did not become what it was; absent, its host is not used again
   */
  giveBack(machine: DockerMachine, renew: (() => Promise<void>) | undefined): void {
    this.#taken.delete(machine);
    const renewed = (renew === undefined || !isSound(machine) ? Promise.reject(machine.harm) : renew())
      .then(() => (isSound(machine) ? void this.#idle.push(machine) : Promise.reject(machine.harm)))
      .catch(() => machine.takeHostAway().then(() => void this.#blank.push(machine)))
      .catch(() => this.#end(machine))
      .finally(() => this.#renewing.delete(machine));
    this.#renewing.set(machine, renewed);
  }

  /** Ends a machine that was taken, beside whatever comes next. */
  end(machine: DockerMachine): void {
    this.#taken.delete(machine);
    this.#end(machine);
  }

  /** What is on its site stays for good, with the networks that it needs. */
  keepTaken(): void {
    for (const { parts } of this.#taken) this.#keptNetworks.add(parts.network);
    this.#taken.clear();
  }

  /** Ends whatever stands on it, but for what is kept. Rejects with the first thing that could not be removed, after all others were. */
  async close(): Promise<void> {
    const renewed = Promise.race([Promise.allSettled(this.#renewing.values()), fired(this.builder.lost)]);
    await settlesWithin(renewed, lastPatience);
    const late = [...this.#renewing.keys()];
    for (const machine of [...this.#idle.splice(0), ...this.#blank.splice(0), ...this.#taken, ...late])
      this.#end(machine);
    const ended = await Promise.allSettled(this.#ending);
    const networks = await Promise.allSettled(this.#networks.values());
    const removed = await Promise.allSettled(
      networks
        .flatMap((network) => (network.status === 'fulfilled' ? [network.value] : []))
        .filter((network) => !this.#keptNetworks.has(network))
        .map((network) => this.builder.removeNetwork(network)),
    );
    for (const each of [...ended, ...removed]) if (each.status === 'rejected') throw each.reason;
  }

  #end(machine: DockerMachine): void {
    const ending = this.builder.removeMachine(machine);
    this.#ending.add(ending);
    ending.then(
      () => this.#ending.delete(ending),
      // It stays among those under way, so that closing tells of it.
      () => undefined,
    );
  }
}

function isSound({ harm, power }: DockerMachine): boolean {
  return harm === undefined && power === 'on';
}

/** Hosts of one make differ in name only. */
function makeOf(spec: HostSpec | undefined): string {
  return JSON.stringify([
    spec?.network,
    spec?.deploymentMode,
    spec?.operatingSystem,
    spec?.userData,
    spec?.credentials,
  ]);
}

/** The first one of which that is true, taken out of the list. */
function takeOut<T>(list: T[], is: (item: T) => boolean): T | undefined {
  const at = list.findIndex(is);
  return at < 0 ? undefined : list.splice(at, 1)[0];
}
