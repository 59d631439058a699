import { interruption } from '../wait/sleep';
import { RealClock, type RealClockOptions } from './real';

export interface FaketimeClockOptions extends Omit<RealClockOptions, 'time'> {
  /** Seconds that the hosts' clocks are ahead of the machine's. */
  readonly offset: () => number;
  /** Puts the clocks of all hosts so many seconds ahead of the machine's; resolves when they are. */
  readonly setOffset: (seconds: number) => Promise<void>;
}

/**
 * The wall clocks of untouched programs, put forward. Only they jump: what a host times by itself takes its real time, and
 * so does whatever is awaited from it.
 */
export class FaketimeClock extends RealClock {
  override readonly strategy = 'faketime';
  readonly #offset: FaketimeClockOptions['offset'];
  readonly #setOffset: FaketimeClockOptions['setOffset'];
  readonly #signal: AbortSignal;
  #passing: Promise<unknown> = Promise.resolve();

  constructor({ offset, setOffset, signal }: FaketimeClockOptions) {
    super({ time: { now: () => Date.now() + offset() * 1000 }, signal });
    this.#offset = offset;
    this.#setOffset = setOffset;
    this.#signal = signal;
  }

  /** Whoever waits at the same time waits for the same time: two passes of a minute side by side take one minute. */
  override pass(seconds: number, signal = this.#signal): Promise<void> {
    const target = this.now() + seconds * 1000;
    const passed = this.#passing.then(async () => {
      for (const each of [this.#signal, signal]) if (each.aborted) throw interruption(each);
      const missing = target - this.now();
      if (missing > 0) await this.#setOffset(this.#offset() + missing / 1000);
    });
    this.#passing = passed.catch(() => undefined);
    return passed;
  }
}
