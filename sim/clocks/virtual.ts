import type { Attempt, Clock } from '../clock';
import { interruption, settlesWithin, sleep } from '../wait/sleep';
import { overdue } from './overdue';
import type { SiteTime } from './site-time';

/** Real pauses, in milliseconds, between the first attempts; most things have happened by then. No site time is skipped. */
const eagerPauses = [1, 1, 2, 3, 5, 8, 12];
/** Site time skipped, in seconds, by the first attempt after those; it doubles from one to the next, up to `longestStep`. */
const firstStep = 0.25;
const longestStep = 2;
/** Attempts that a long budget is divided into at least, where steps of `longestStep` would be more. */
const longBudgetSteps = 100;
/** Real pause, in milliseconds, with each of those skips. */
const skipPause = 4;
/** Real pause, in milliseconds, once the site's budget is used up and only the real time is waited for. */
const gentlePause = 50;
/** Moments of a window, first and last included, and the real time that wrongdoing under way is granted after the first. */
const windowMoments = 4;
const windowPause = 3;
/** Real milliseconds granted to work before site time is moved for it, and how it is moved then. */
const workGrace = 150;
const workStep = 0.5;
const workPause = 10;

export interface VirtualClockOptions {
  readonly time: SiteTime;
  /** Resolves when what hosts have under way has come to rest. */
  readonly settle: () => Promise<void>;
  /** Ends every wait. */
  readonly signal: AbortSignal;
  /**
   * Real milliseconds, whatever the budget of site time, before something counts as not happening. Default 5000: a slow
   * machine must not fail a host that conforms, and only a check that fails pays for it.
   */
  readonly patience?: number;
}

/** Site time that is handed to the hosts and moved on: two minutes pass in milliseconds. */
export class VirtualClock implements Clock {
  readonly strategy = 'virtual';
  readonly #time: SiteTime;
  readonly #settle: () => Promise<void>;
  readonly #signal: AbortSignal;
  readonly #patience: number;
  #passing: Promise<unknown> = Promise.resolve();

  constructor(options: VirtualClockOptions) {
    this.#time = options.time;
    this.#settle = options.settle;
    this.#signal = options.signal;
    this.#patience = options.patience ?? 5000;
  }

  now(): number {
    return this.#time.now();
  }

  /** Whoever waits at the same time waits for the same time: two passes of a second side by side take one second. */
  pass(seconds: number, signal?: AbortSignal): Promise<void> {
    const target = this.now() + seconds * 1000;
    const passed = this.#passing.then(() => this.#moveTo(target, this.#endedBy(signal)));
    this.#passing = passed.catch(() => undefined);
    return passed;
  }

  async #moveTo(target: number, signal: AbortSignal): Promise<void> {
    for (let due = this.#time.nextDue(); due !== undefined && due <= target; due = this.#time.nextDue()) {
      if (signal.aborted) break;
      this.#time.advanceTo(due);
      this.#time.fireDue();
      await this.#settle();
    }
    if (signal.aborted) throw interruption(signal);
    // Nothing is due any more, so nothing begins by this; and who waited side by side may have moved it here already.
    this.#time.advanceTo(target);
  }

  async *attempts(budgetSeconds: number, signal?: AbortSignal): AsyncGenerator<Attempt> {
    const ends = this.#endedBy(signal);
    const spent = this.#stopwatch();
    let step = firstStep;
    for (let tried = 0; ; tried += 1) {
      const { siteSeconds, realMilliseconds } = spent();
      const last = siteSeconds >= budgetSeconds && realMilliseconds >= this.#patience;
      yield { elapsedSeconds: siteSeconds, last };
      if (last) return;
      const eager = eagerPauses[tried];
      if (eager !== undefined) {
        await sleep(eager, ends);
      } else if (siteSeconds < budgetSeconds) {
        await this.pass(Math.min(step, budgetSeconds - siteSeconds), ends);
        await sleep(skipPause, ends);
        step = Math.min(Math.max(longestStep, budgetSeconds / longBudgetSteps), step * 2);
      } else {
        await sleep(Math.max(1, Math.min(gentlePause, this.#patience - realMilliseconds)), ends);
      }
    }
  }

  async *window(seconds: number, signal?: AbortSignal): AsyncGenerator<Attempt> {
    const ends = this.#endedBy(signal);
    const spent = this.#stopwatch();
    for (let moment = 1; moment <= windowMoments; moment += 1) {
      yield { elapsedSeconds: spent().siteSeconds, last: moment === windowMoments };
      if (moment === windowMoments) return;
      if (moment === 1) await sleep(windowPause, ends);
      await this.pass(Math.max(0, (seconds * moment) / (windowMoments - 1) - spent().siteSeconds), ends);
    }
  }

  async during<T>(work: Promise<T>, budgetSeconds: number, owedFor?: () => number): Promise<T> {
    const spent = this.#stopwatch();
    for (let pause = workGrace; !(await settlesWithin(work, pause, this.#signal)); pause = workPause) {
      if (owedFor !== undefined && owedFor() < workGrace) continue;
      const { siteSeconds, realMilliseconds } = spent();
      if (siteSeconds < budgetSeconds) await this.pass(Math.min(workStep, budgetSeconds - siteSeconds));
      else if (realMilliseconds >= this.#patience) throw overdue(budgetSeconds);
    }
    return work;
  }

  #stopwatch(): () => { siteSeconds: number; realMilliseconds: number } {
    const site = this.now();
    const real = performance.now();
    return () => ({ siteSeconds: (this.now() - site) / 1000, realMilliseconds: performance.now() - real });
  }

  #endedBy(signal: AbortSignal | undefined): AbortSignal {
    return signal === undefined || signal === this.#signal ? this.#signal : AbortSignal.any([signal, this.#signal]);
  }
}
