import { type Announcement, type Configuration, isSameConfiguration } from '../domain';
import type { Context } from '../host/context';
import type { Group } from '../host/group';
import type { Timer } from '../outside/clock';

/**
 * The configuration of a host's group as the host has it in use. It notices when another one was agreed on, takes a while
 * to apply it, and lets the group know. What it applied is not kept over a reboot: it applies it again.
 */
export class AppliedConfiguration {
  readonly #context: Context;
  readonly #group: Group;
  readonly #seconds: number;
  #wanted: Configuration | undefined;
  #timer: Timer | undefined;

  /** @param seconds how long it takes to apply a configuration, by the host's clock */
  constructor(context: Context, group: Group, seconds: number) {
    this.#context = context;
    this.#group = group;
    this.#seconds = seconds;
    this.#wanted = context.host.state.document.configuration;
    if (this.#wanted) this.#apply();
    const unwatch = context.host.onChange(() => this.#look());
    const end = () => {
      unwatch();
      this.#timer?.cancel();
    };
    context.down.addEventListener('abort', end, { once: true });
  }

  /** How far the host is with it, as it announces and shows it. */
  get status(): Announcement['configuration'] {
    const state = this.#timer ? 'In Progress' : this.#wanted ? 'Configured' : 'Not Configured';
    return { state, errorMessage: '' };
  }

  #look(): void {
    const wanted = this.#context.host.state.document.configuration;
    if (isSameConfiguration(wanted, this.#wanted)) return;
    this.#wanted = wanted;
    this.#apply();
    this.#group.announce();
  }

  #apply(): void {
    this.#timer?.cancel();
    this.#timer = this.#context.clock.after(this.#seconds * 1000, () => {
      this.#timer = undefined;
      this.#group.announce();
    });
  }
}
