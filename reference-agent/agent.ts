import type { Surroundings } from './host/surroundings';
import { install } from './install';
import { logger } from './log';
import { Machine } from './machine';
import type { Agent, AgentOptions } from './options';
import { type Clock, systemClock } from './outside/clock';
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
    rebootSeconds: options.rebootSeconds ?? usualRebootSeconds,
    resetSeconds: options.resetSeconds ?? options.rebootSeconds ?? usualRebootSeconds,
    configurationSeconds: options.configurationSeconds ?? 0.2,
    cluster: {
      provisionSeconds: options.cluster?.provisionSeconds ?? 2,
      removeSeconds: options.cluster?.removeSeconds ?? 1,
    },
  };
  const stored = (await load(options.disk)) ?? (await install(options, surroundings));
  const supervisor = new Supervisor(surroundings, stored);
  await supervisor.boot();
  return supervisor;
}

const usualRebootSeconds = 2;
/** Seconds between attempts to boot again, e.g. while something else holds the host's port. */
const retrySeconds = 1;

/** Keeps a host running across its reboots. */
class Supervisor implements Agent {
  #machine: Machine | undefined;
  #restarting: Promise<void> = Promise.resolve();
  #isRestarting = false;
  readonly #closing = new AbortController();

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
    this.#closing.abort();
    await this.#restarting;
    await this.#shutDown();
  }

  async #shutDown(): Promise<void> {
    const machine = this.#machine;
    this.#machine = undefined;
    await machine?.close();
    if (machine) this.stored = machine.stored;
  }

  /** A second request while one is under way asks for nothing more. */
  #restart(seconds: number): void {
    if (this.#isRestarting) return;
    this.#isRestarting = true;
    this.#restarting = this.#again(seconds).finally(() => {
      this.#isRestarting = false;
    });
  }

  async #again(seconds: number): Promise<void> {
    const { clock, power, log } = this.surroundings;
    const ended = AbortSignal.any([this.#closing.signal, power]);
    await this.#shutDown();
    for (let wait = seconds; !ended.aborted; wait = retrySeconds) {
      await passing(clock, wait, ended);
      if (ended.aborted) return;
      try {
        return await this.boot();
      } catch (error) {
        log.error({ err: error }, 'the host could not boot, and tries again');
      }
    }
  }
}

/** Resolves after that many seconds, or when the signal fires. */
async function passing(clock: Clock, seconds: number, signal: AbortSignal): Promise<void> {
  if (seconds === 0 || signal.aborted) return;
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = clock.after(seconds * 1000, resolve);
  signal.addEventListener('abort', () => resolve(), { once: true });
  await promise;
  timer.cancel();
}
