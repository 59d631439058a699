import type { ClockStrategy } from '../target';

/** One try of something awaited. */
export interface Attempt {
  /** Seconds of site time since the first attempt. */
  readonly elapsedSeconds: number;
  /** No further attempt follows: the budget is used up. */
  readonly last: boolean;
}

/**
 * The site's time. Features only say "when two minutes have passed"; how that comes to be is the strategy's business:
 * `virtual` time is handed to the hosts and jumps, `faketime` puts the clocks of untouched hosts forward, `real` time is
 * waited for.
 */
export interface Clock {
  readonly strategy: ClockStrategy;
  /** Milliseconds since the epoch. */
  now(): number;
  /** Resolves when this many seconds have passed on the site, and what became due has happened. */
  pass(seconds: number, signal?: AbortSignal): Promise<void>;
  /**
   * Moments at which to look for something that is to happen within a budget: at once and often at first, then rarer.
   * Always yields a last attempt at or after the budget's end. Costs little real time as long as things happen at once.
   *
   * ```ts
   * for await (const attempt of clock.attempts(60)) if (await linked()) return;
   * ```
   */
  attempts(budgetSeconds: number, signal?: AbortSignal): AsyncIterable<Attempt>;
  /** Moments, first and last included, at which to check that something stays as it is for a window of site time. */
  window(seconds: number, signal?: AbortSignal): AsyncIterable<Attempt>;
  /**
   * Lets site time pass while something is under way that may itself be waiting for site time, e.g. a request that a
   * host answers after a timeout of its own. Rejects with a coded error when it takes longer than the budget.
   *
   * @param owedFor milliseconds of real time for which the work has waited for a host, 0 while it does not: time that is handed
   * to the hosts passes for them, and not for what is at work itself. Default: the work does nothing but wait
   */
  during<T>(work: Promise<T>, budgetSeconds: number, owedFor?: () => number): Promise<T>;
}
