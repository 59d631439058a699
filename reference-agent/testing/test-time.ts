import type { Clock, Timer } from '../outside/clock';

interface Due extends Timer {
  readonly at: number;
  readonly callback: () => void;
}

/** Time that passes only when a test says so. */
export class TestTime {
  readonly #timers = new Set<Due>();

  /** @param now milliseconds since the epoch; by default the moment at which a one-time password begins to be good */
  constructor(public now = Math.floor(Date.now() / 120_000) * 120_000) {}

  /** How many timers wait. */
  get waiting(): number {
    return this.#timers.size;
  }

  /** Calls back whatever is due on the way, in order. */
  pass(seconds: number): void {
    const end = this.now + seconds * 1000;
    for (;;) {
      const next = [...this.#timers].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (next === undefined) break;
      this.#timers.delete(next);
      this.now = Math.max(this.now, next.at);
      next.callback();
    }
    this.now = end;
  }

  /** A clock of this time; stopping it forgets its timers, as a machine without power does. */
  clock(): Clock & { stop(): void } {
    const own = new Set<Due>();
    const drop = (timer: Due) => {
      own.delete(timer);
      this.#timers.delete(timer);
    };
    return {
      now: () => this.now,
      after: (milliseconds, callback) => {
        const timer: Due = { at: this.now + milliseconds, callback, cancel: () => drop(timer) };
        own.add(timer);
        this.#timers.add(timer);
        return timer;
      },
      stop: () => own.forEach(drop),
    };
  }
}
