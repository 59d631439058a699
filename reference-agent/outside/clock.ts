/** Time, as an agent sees it: a wall clock and timers. */
export interface Clock {
  /** Wall clock, milliseconds since the epoch. Expiry is judged by it when asked, never by a timer alone. */
  now(): number;
  /** Calls back once, after that many milliseconds of this clock. */
  after(milliseconds: number, callback: () => void): Timer;
}

export interface Timer {
  cancel(): void;
}

/** The machine's own clock. Its timers do not keep the process alive. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after(milliseconds, callback) {
    const timer = setTimeout(callback, milliseconds);
    timer.unref();
    return { cancel: () => clearTimeout(timer) };
  },
};
