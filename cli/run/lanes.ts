import { secondsWaited, waitsLong } from './waiting';

/** What of a scenario decides when it is run. */
export interface Scheduled {
  readonly steps: readonly { readonly text: string }[];
}

/** Threads for scenarios that wait, at most: each holds a site. */
const mostWaiting = 24;

/**
 * How scenarios are handed to threads where time is waited for: those that wait long come first, on threads of their own
 * beside the others, so that all their waits together cost little more than the longest.
 */
export class Lanes {
  #waiting = 0;

  /** @param parallel worker threads for scenarios that do not wait; 0 runs in this thread */
  constructor(private readonly parallel: number) {}

  /** All threads, once the scenarios were ordered. */
  get threads(): number {
    return this.#waiting === 0 ? this.parallel : this.#ordinary + this.#waiting;
  }

  /** The longest waits first, the others after them in the order given. */
  order<T extends { readonly pickle: Scheduled }>(scenarios: readonly T[]): T[] {
    const waiting = scenarios.filter(({ pickle }) => waitsLong(pickle.steps));
    this.#waiting = Math.min(mostWaiting, waiting.length);
    waiting.sort((a, b) => secondsWaited(b.pickle.steps) - secondsWaited(a.pickle.steps));
    return [...waiting, ...scenarios.filter(({ pickle }) => !waitsLong(pickle.steps))];
  }

  /** Whether this scenario may begin beside those that run: neither kind takes the threads of the other. */
  mayBegin({ steps }: Scheduled, running: readonly Scheduled[]): boolean {
    const waits = waitsLong(steps);
    const alike = running.filter((other) => waitsLong(other.steps) === waits).length;
    return alike < (waits ? this.#waiting : this.#ordinary);
  }

  get #ordinary(): number {
    return Math.max(1, this.parallel);
  }
}

/** Cucumber loads its plugin and the hook by their file names, in this thread: here they find the lanes of the run. */
let ofThisRun: Lanes | undefined;

export function useLanes(lanes: Lanes): void {
  ofThisRun = lanes;
}

export const currentLanes = (): Lanes | undefined => ofThisRun;
