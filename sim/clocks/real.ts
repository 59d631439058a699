import type { ClockStrategy } from '../../target';
import type { Attempt, Clock } from '../clock';
import { settlesWithin, sleep } from '../wait/sleep';
import { overdue } from './overdue';
import type { SiteTime } from './site-time';

/** Milliseconds between the first two attempts, and at most; each pause is half as long again as the one before. */
const firstPause = 10;
const longestPause = 250;
/** Moments of a window, first and last included. */
const windowMoments = 6;

export interface RealClockOptions {
  readonly time: Pick<SiteTime, 'now'>;
  /** Ends every wait. */
  readonly signal: AbortSignal;
}

/** The machine's own time, waited for. */
export class RealClock implements Clock {
  readonly strategy: ClockStrategy = 'real';
  readonly #time: Pick<SiteTime, 'now'>;
  readonly #signal: AbortSignal;

  constructor(options: RealClockOptions) {
    this.#time = options.time;
    this.#signal = options.signal;
  }

  now(): number {
    return this.#time.now();
  }

  pass(seconds: number, signal?: AbortSignal): Promise<void> {
    return this.#wait(seconds, signal);
  }

  #wait(seconds: number, signal: AbortSignal | undefined): Promise<void> {
    return sleep(seconds * 1000, this.#endedBy(signal));
  }

  async *attempts(budgetSeconds: number, signal?: AbortSignal): AsyncGenerator<Attempt> {
    const began = this.now();
    for (let pause = firstPause; ; pause = Math.min(longestPause, pause * 1.5)) {
      const elapsedSeconds = (this.now() - began) / 1000;
      const last = elapsedSeconds >= budgetSeconds;
      yield { elapsedSeconds, last };
      if (last) return;
      await this.#wait(Math.min(pause / 1000, budgetSeconds - elapsedSeconds), signal);
    }
  }

  async *window(seconds: number, signal?: AbortSignal): AsyncGenerator<Attempt> {
    const began = this.now();
    for (let moment = 1; moment <= windowMoments; moment += 1) {
      yield { elapsedSeconds: (this.now() - began) / 1000, last: moment === windowMoments };
      if (moment === windowMoments) return;
      const until = began + (seconds * 1000 * moment) / (windowMoments - 1);
      // The machine's timers may fire a little early.
      do await this.#wait(Math.max(0, until - this.now()) / 1000, signal);
      while (this.now() < until);
    }
  }

  async during<T>(work: Promise<T>, budgetSeconds: number): Promise<T> {
    if (!(await settlesWithin(work, budgetSeconds * 1000, this.#signal))) throw overdue(budgetSeconds);
    return work;
  }

  #endedBy(signal: AbortSignal | undefined): AbortSignal {
    return signal === undefined || signal === this.#signal ? this.#signal : AbortSignal.any([signal, this.#signal]);
  }
}
