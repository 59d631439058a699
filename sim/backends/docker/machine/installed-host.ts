import { sentenceOf } from '../../../errors';
import type { HostSpec, Power } from '../../../host';
import type { Engine } from '../engine/engine';

/** Seconds that a host has for an orderly shutdown, by the image's contract. */
const shutDownSeconds = 10;

/** A container of the engine. */
export interface Container {
  readonly id: string;
  readonly name: string;
}

/** What became of a host that is not on any more, or not on yet. */
export interface Down {
  /** Why it ended by itself; absent: somebody ended it. */
  readonly crash?: unknown;
}

/** The image under test, as it stands on a machine: a process that can be started and ended, and that may end by itself. */
export class InstalledHost {
  /** Also tells of a host that crashed by itself. */
  power: Power = 'off';
  /** What makes it unfit for another scenario, once something does. */
  harm: string | undefined;
  /** Bytes on its disk after its first boot. */
  bytesAtFirst: number | undefined;
  /** How often it was powered on. */
  boots = 0;
  /**
   * Its starts of which the engine has not told an end yet, oldest first; more than one, as the engine may tell of an end
   * after the next start.
   */
  readonly #lives: { ending: boolean }[] = [];
  /** A start by itself that is under way. */
  #rebooting: Promise<void> = Promise.resolve();
  #down = new AbortController();

  constructor(
    readonly engine: Engine,
    readonly spec: HostSpec,
    readonly container: Container,
  ) {}

  /** Fires when what was powered on last has crashed or was ended, with a {@link Down}. */
  get down(): AbortSignal {
    return this.#down.signal;
  }

  async powerOn(): Promise<void> {
    this.boots += 1;
    this.#down = new AbortController();
    this.power = 'on';
    await this.#start();
  }

  async shutDown(): Promise<void> {
    await this.#end(() => this.engine.stop(this.container.id, shutDownSeconds));
  }

  async kill(): Promise<void> {
    await this.#end(() => this.engine.kill(this.container.id));
  }

  async remove(): Promise<void> {
    await this.#end(() => this.engine.remove({ kind: 'container', id: this.container.id }));
  }

  async pause(): Promise<void> {
    await this.engine.pause(this.container.id);
    this.power = 'paused';
  }

  async unpause(): Promise<void> {
    await this.engine.unpause(this.container.id);
    this.power = 'on';
  }

  /** The engine tells that its container has ended. */
  ended(exitCode: number): void {
    const life = this.#lives.shift();
    if (life === undefined || life.ending) return;
    // How an image may reboot: its contract.
    if (exitCode === 0) this.#rebooting = this.#start().catch((error: unknown) => this.#crashed(error));
    else this.#crashed(new Error(`its process ended with code ${exitCode}`));
  }

  async #start(): Promise<void> {
    const life = { ending: false };
    this.#lives.push(life);
    try {
      await this.engine.start(this.container.id);
    } catch (error) {
      const at = this.#lives.indexOf(life);
      if (at >= 0) this.#lives.splice(at, 1);
      throw error;
    }
  }

  async #end(end: () => Promise<void>): Promise<void> {
    this.#down.abort({} satisfies Down);
    for (const life of this.#lives) life.ending = true;
    // What is about to start could otherwise do so after its end.
    await this.#rebooting;
    await end();
    this.power = 'off';
  }

  #crashed(crash: unknown): void {
    this.power = 'off';
    this.harm ??= `it crashed: ${sentenceOf(crash)}`;
    this.#down.abort({ crash } satisfies Down);
  }
}
