import type { HostSpec } from '../../host';
import { settlesWithin } from '../../wait/sleep';
import type { DockerMachine, Use } from './machine';
import type { SiteNetwork } from './networks';

/** Milliseconds that a host under renewal is waited for: about what a new one takes. */
const renewalPatience = 500;

/** What premises have done for them; the fleet does it on its engine. */
export interface Builder {
  network(name: string): Promise<SiteNetwork>;
  machine(spec: HostSpec, network: SiteNetwork, offset: number): Promise<DockerMachine>;
  removeMachine(machine: DockerMachine): Promise<void>;
  removeNetwork(network: SiteNetwork): Promise<void>;
}

/** Hosts that stand idle at most: those of another make than the next scenarios want only cost memory. */
const mostIdle = 12;

/**
 * Networks, and hosts on them, which one site after the other uses: a host that has become again what it was when it first
 * booted waits for the next scenario that wants one of its make.
 */
export class Premises {
  readonly #networks = new Map<string, Promise<SiteNetwork>>();
  /** Fit for use, longest idle first. */
  readonly #idle: DockerMachine[] = [];
  /** Becoming fit, or not. */
  readonly #renewing = new Map<DockerMachine, Promise<void>>();
  readonly #ending = new Set<Promise<unknown>>();
  /** On a site. */
  readonly #taken = new Set<DockerMachine>();
  /** Seconds that the clocks of its hosts are ahead of the machine's; never less than before. */
  offset = 0;

  constructor(readonly builder: Builder) {}

  network(name: string): Promise<SiteNetwork> {
    const known = this.#networks.get(name) ?? this.builder.network(name);
    this.#networks.set(name, known);
    known.catch(() => this.#networks.delete(name));
    return known;
  }

  /** A machine of this make: one that waits, one that is about to, or a new one. */
  async take(spec: HostSpec & { readonly network: string }, use: Use): Promise<DockerMachine> {
    const machine = (await this.#ready(makeOf(spec))) ?? (await this.#build(spec));
    this.#taken.add(machine);
    machine.use(use);
    await machine.setOffset(this.offset);
    return machine;
  }

  async #build(spec: HostSpec & { readonly network: string }): Promise<DockerMachine> {
    return this.builder.machine(spec, await this.network(spec.network), this.offset);
  }

  async #ready(make: string): Promise<DockerMachine | undefined> {
    for (;;) {
      const at = this.#idle.findIndex((machine) => makeOf(machine.parts.spec) === make);
      if (at >= 0) return this.#idle.splice(at, 1)[0];
      const coming = [...this.#renewing].filter(([machine]) => makeOf(machine.parts.spec) === make);
      if (coming.length === 0) return undefined;
      const inTime = settlesWithin(Promise.race(coming.map(([, renewed]) => renewed)), renewalPatience);
      if (!(await inTime)) return undefined;
    }
  }

  /**
   * Takes a machine back. It is renewed beside whatever comes next.
   *
   * @param renew rejects where it did not become what it was; absent, it is not used again
   */
  giveBack(machine: DockerMachine, renew: (() => Promise<void>) | undefined): void {
    this.#taken.delete(machine);
    if (renew === undefined || !isSound(machine)) {
      this.#end(machine);
      return;
    }
    const renewed = renew()
      .then(() => {
        this.#idle.push(machine);
        const leaving = isSound(machine) ? this.#idle.length > mostIdle && this.#idle.shift() : this.#idle.pop();
        if (leaving) this.#end(leaving);
      })
      .catch(() => this.#end(machine))
      .finally(() => this.#renewing.delete(machine));
    this.#renewing.set(machine, renewed);
  }

  /** Ends whatever stands on it. Rejects with the first thing that could not be removed, after all others were. */
  async close(): Promise<void> {
    await Promise.allSettled(this.#renewing.values());
    for (const machine of [...this.#idle.splice(0), ...this.#taken]) this.#end(machine);
    const ended = await Promise.allSettled(this.#ending);
    const networks = await Promise.allSettled(this.#networks.values());
    const removed = await Promise.allSettled(
      networks.map((network) =>
        network.status === 'fulfilled' ? this.builder.removeNetwork(network.value) : undefined,
      ),
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
function makeOf({ network, deploymentMode, operatingSystem, userData, credentials }: HostSpec): string {
  return JSON.stringify([network, deploymentMode, operatingSystem, userData, credentials]);
}
