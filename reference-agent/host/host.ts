import type { Decision, HostState } from '../domain';

/**
 * The one place where a host's state changes: commands are decided one after the other, and what was decided is on the
 * disk before anybody hears of it.
 */
export class Host {
  readonly #listeners = new Set<() => void>();
  #state: HostState;
  #last: Promise<unknown> = Promise.resolve();

  constructor(
    initial: HostState,
    private readonly save: (state: HostState) => Promise<void>,
  ) {
    this.#state = initial;
  }

  get state(): HostState {
    return this.#state;
  }

  /** Calls back after each change, until what it returns is called. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Resolves when the decision is durable. Rejects, with nothing changed, when the disk fails. */
  execute(command: (state: HostState) => Decision): Promise<Decision> {
    const decided = this.#last.then(async () => {
      const decision = command(this.#state);
      if (decision.refused || decision.state === this.#state) return decision;
      await this.save(decision.state);
      this.#state = decision.state;
      for (const listener of [...this.#listeners]) listener();
      return decision;
    });
    this.#last = decided.catch(() => {});
    return decided;
  }

  /** Does something during which the state stays as it is. */
  hold<T>(work: (state: HostState) => Promise<T>): Promise<T> {
    const done = this.#last.then(() => work(this.#state));
    this.#last = done.catch(() => {});
    return done;
  }

  /** Resolves when everything decided so far is durable. */
  async settled(): Promise<void> {
    await this.#last;
  }
}
