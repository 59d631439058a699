import type { Surroundings } from './host/surroundings';
import { install } from './install';
import { logger } from './log';
import { Machine } from './machine';
import type { Agent, AgentOptions } from './options';
import { systemClock } from './outside/clock';
import { systemRandom } from './outside/random';
import { systemNetwork } from './outside/system-network';
import { Passwords } from './sessions';
import { load, type StoredHost } from './store/stored-host';

/**
 * Switches an edge host on, and resolves when it answers. On a disk that is empty it is installed first.
 * Rejects with a coded error, one sentence long, for unusable user data (`USER_DATA_...`), a port in use (`PORT_IN_USE`)
 * or a damaged disk (`STORE_UNREADABLE`).
 */
export async function startAgent(options: AgentOptions): Promise<Agent> {
  const clock = options.clock ?? systemClock;
  const surroundings: Surroundings = {
    disk: options.disk,
    clock,
    random: options.random ?? systemRandom,
    network: options.network ?? systemNetwork(),
    log: logger({ clock, ...(options.log && { log: options.log }) }),
    power: options.power ?? new AbortController().signal,
    passwords: new Passwords(options.passwordCost),
    rebootSeconds: options.rebootSeconds ?? 2,
  };
  const stored = (await load(options.disk)) ?? (await install(options, surroundings));
  const supervisor = new Supervisor(surroundings, stored);
  await supervisor.boot();
  return supervisor;
}

/** Keeps a host running across its reboots. */
class Supervisor implements Agent {
  #machine: Machine | undefined;
  #restarting: Promise<void> = Promise.resolve();
  #closed = false;

  constructor(
    private readonly surroundings: Surroundings,
    private stored: StoredHost,
  ) {}

  get id(): string {
    return this.stored.links.profile.id;
  }

  get url(): string {
    const address = this.surroundings.network.interfaces()[0]?.address ?? '';
    return this.#machine?.url ?? `https://${address}:${this.stored.ports.api}`;
  }

  async boot(): Promise<void> {
    this.#machine = await Machine.boot(this.surroundings, this.stored, (seconds) => this.#restart(seconds));
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#shutDown();
  }

  async #shutDown(): Promise<void> {
    const machine = this.#machine;
    this.#machine = undefined;
    await machine?.close();
    if (machine) this.stored = machine.stored;
  }

  #restart(seconds: number): void {
    const { clock, power, log } = this.surroundings;
    this.#restarting = this.#restarting
      .then(async () => {
        await this.#shutDown();
        if (seconds > 0) await new Promise<void>((resolve) => clock.after(seconds * 1000, resolve));
        if (!this.#closed && !power.aborted) await this.boot();
      })
      .catch((error) => log.error({ err: error }, 'the host could not boot again'));
  }
}
