import { randomBytes } from 'node:crypto';
import { SiteError } from '../../errors';
import type { HostSpec } from '../../host';
import type { DockerOptions } from '../../site';
import type { Engine, Labels } from './engine/engine';
import type { DockerMachine } from './machine';
import { installAnew, makeMachine, type Order, removeMachine } from './make-machine';
import { createSiteNetwork, type SiteNetwork } from './networks';
import { ownerText, runLabels } from './owned/labels';
import { thisMachine } from './owned/machine';
import { type Builder, Premises } from './premises';
import { overNetwork, type Reach } from './reach';
import { Turns } from './turns';

/** The image that every host's helper is of; `docker/helper` makes it. */
export const helperImage = 'hostlink/helper:1';

/** Machines that a thread removes at a time: more take no less time, and engines have been seen to lock up over them. */
const removalsAtATime = 2;

/** Tells the threads of a run apart. */
const threadLabel = 'hostlink.thread';

export interface FleetOptions extends DockerOptions {
  /** Whether the clocks of hosts are put forward; otherwise they are left alone. */
  readonly movesClocks: boolean;
}

/** Everything that one thread of a run has on the engine. */
export class Fleet implements Builder {
  readonly #machines = new Set<DockerMachine>();
  readonly #free: Premises[] = [];
  readonly #all = new Set<Premises>();
  readonly #lost = new AbortController();
  readonly #labels: Labels;
  /** Part of the name of all it makes, so that threads and runs never make two things of one name. */
  readonly #name: string;
  #made = 0;
  readonly #removals = new Turns(removalsAtATime);
  /** A host of the image was seen to follow its clock. */
  followsClocks = false;
  #stopWatching = (): void => undefined;

  private constructor(
    readonly engine: Engine,
    readonly options: FleetOptions,
    readonly reach: Reach,
  ) {
    const thread = randomBytes(3).toString('hex');
    this.#name = `hostlink-${options.runId.slice(0, 8)}-${thread}`;
    const mark = {
      id: options.runId,
      owner: ownerText(process.pid, thisMachine()),
      started: new Date(),
      keep: options.keep === 'on-failure',
    };
    this.#labels = { ...runLabels(mark), [threadLabel]: thread };
  }

  static async open(engine: Engine, options: FleetOptions, reach: Reach = overNetwork): Promise<Fleet> {
    const fleet = new Fleet(engine, options, reach);
    await fleet.#watch();
    return fleet;
  }

  /** Fires when the engine is gone, with the `SiteError` that says so. */
  get lost(): AbortSignal {
    return this.#lost.signal;
  }

  async #watch(): Promise<void> {
    this.#stopWatching = await this.engine.watch(
      { [threadLabel]: this.#labels[threadLabel] ?? '' },
      {
        ended: (container, exitCode) => {
          for (const machine of this.#machines) if (machine.ended(container, exitCode)) return;
        },
        lost: (error) => this.#lost.abort(error),
      },
    );
  }

  /** Whether the engine is still there; remembers that it is not. */
  async trouble(): Promise<SiteError | undefined> {
    if (!this.lost.aborted) await this.engine.facts().catch((error: unknown) => this.#lost.abort(error));
    if (!this.lost.aborted) return undefined;
    const { reason } = this.lost;
    if (reason instanceof SiteError) return reason;
    return new SiteError('SITE_ENGINE_GONE', 'The Docker engine stopped answering.', { cause: reason });
  }

  /** Premises of nobody else. */
  checkOut(): Premises {
    const premises = this.#free.pop() ?? new Premises(this);
    this.#all.add(premises);
    return premises;
  }

  checkIn(premises: Premises): void {
    this.#free.push(premises);
  }

  network(_name: string): Promise<SiteNetwork> {
    return createSiteNetwork(this.engine, this.#nextName(), this.#labels);
  }

  async machine(spec: HostSpec, network: SiteNetwork, offset: number): Promise<DockerMachine> {
    const machine = await makeMachine(this.engine, this.#order(spec, network, offset));
    this.#machines.add(machine);
    return machine;
  }

  async install(machine: DockerMachine, spec: HostSpec, offset: number): Promise<void> {
    await installAnew(this.engine, machine, this.#order(spec, machine.parts.network, offset));
  }

  #order(spec: HostSpec, network: SiteNetwork, offset: number): Order {
    const { image, movesClocks } = this.options;
    return {
      spec,
      network,
      images: { host: image, helper: helperImage },
      name: this.#nextName(),
      labels: this.#labels,
      offset: movesClocks ? offset : undefined,
      reach: this.reach,
    };
  }

  async removeMachine(machine: DockerMachine): Promise<void> {
    await this.#removals.turn(() => removeMachine(this.engine, machine));
    this.#machines.delete(machine);
  }

  async removeNetwork({ id }: SiteNetwork): Promise<void> {
    await this.engine.remove({ kind: 'network', id });
  }

  /** Removes everything it made. */
  async close(): Promise<void> {
    const closed = await Promise.allSettled([...this.#all].map((premises) => premises.close()));
    this.#stopWatching();
    this.engine.close();
    for (const each of closed) if (each.status === 'rejected') throw each.reason;
  }

  #nextName(): string {
    this.#made += 1;
    return `${this.#name}-${this.#made}`;
  }
}
