import type { Clock, Timer } from '../../outside/clock';
import type { Random } from '../../outside/random';

interface Due {
  readonly at: number;
  readonly order: number;
  readonly happen: () => void;
}

/** What happens when, in a world whose order of events is a matter of its seed alone. */
export class Schedule {
  #now = 0;
  #order = 0;
  #due: Due[] = [];
  #state: number;

  constructor(seed: number) {
    this.#state = seed | 0;
  }

  /** Milliseconds since the world began. */
  get now(): number {
    return this.#now;
  }

  /** From 0 to 1. Mulberry32: small, and the same everywhere. */
  draw(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  in(milliseconds: number, happen: () => void): Timer {
    const due = { at: this.#now + Math.max(0, milliseconds), order: this.#order++, happen };
    let index = this.#due.length;
    while (index > 0 && isAfter(this.#due[index - 1] as Due, due)) index -= 1;
    this.#due.splice(index, 0, due);
    return {
      cancel: () => {
        this.#due = this.#due.filter((known) => known !== due);
      },
    };
  }

  /** Lets everything happen that is due within that many seconds, each with all that follows from it at once. */
  async pass(seconds: number, isEnough: () => boolean = () => false): Promise<void> {
    const end = this.#now + seconds * 1000;
    await settled();
    for (let next = this.#due[0]; next && next.at <= end && !isEnough(); next = this.#due[0]) {
      this.#due.shift();
      this.#now = next.at;
      next.happen();
      await settled();
    }
    if (!isEnough()) this.#now = end;
  }

  /** A clock of this world; stopping it forgets its timers, as a machine without power does. */
  clock(): Clock & { stop(): void } {
    let isStopped = false;
    return {
      now: () => this.#now,
      after: (milliseconds, callback) => this.in(milliseconds, () => isStopped || callback()),
      stop: () => {
        isStopped = true;
      },
    };
  }

  random(): Random {
    return { bytes: (count) => Buffer.from(Array.from({ length: count }, () => Math.floor(this.draw() * 256))) };
  }
}

function isAfter(one: Due, other: Due): boolean {
  return one.at !== other.at ? one.at > other.at : one.order > other.order;
}

/** Promises that wait for nothing but each other are settled. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
