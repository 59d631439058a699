/**
 * The time of one site: it flows with real time from the real date on, and can be moved forward. Hosts get timers of it,
 * each host through a {@link TimerGroup} of its own, so that the timers of one host can be held or dropped together.
 */

/** Node's timers cannot take more. */
const longestDelay = 2 ** 31 - 1;

interface Entry {
  readonly due: number;
  readonly callback: () => void;
  readonly group: TimerGroup;
}

/** Time as one host sees it. */
export interface TimerGroup {
  /** Milliseconds since the epoch, whole. */
  now(): number;
  after(milliseconds: number, callback: () => void): { cancel(): void };
  /** Lets none of these timers fire until released; what is overdue then fires at once. */
  hold(): void;
  release(): void;
  /** Forgets all its timers, and every one set later. */
  drop(): void;
}

export class SiteTime {
  // Monotonic, so that setting the machine's clock does not move the site's.
  readonly #origin = Date.now() - performance.now();
  readonly #entries = new Set<Entry>();
  readonly #held = new Set<TimerGroup>();
  #moved = 0;
  #wake: NodeJS.Timeout | undefined;
  #wakesAt = Number.POSITIVE_INFINITY;
  #closed = false;

  /** Milliseconds since the epoch, with fractions. */
  now(): number {
    return this.#origin + performance.now() + this.#moved;
  }

  /** Moves time forward to this instant; does nothing where it has passed already. */
  advanceTo(instant: number): void {
    this.#moved += Math.max(0, instant - this.now());
  }

  /** When the next timer is due. Held ones do not count. */
  nextDue(): number | undefined {
    let next: number | undefined;
    for (const entry of this.#entries) {
      if (!this.#held.has(entry.group) && (next === undefined || entry.due < next)) next = entry.due;
    }
    return next;
  }

  /** Fires what is due, in order of due time. What is set meanwhile waits for the next call. */
  fireDue(): void {
    const now = this.now();
    const due = [...this.#entries].filter((entry) => entry.due <= now && !this.#held.has(entry.group));
    due.sort((a, b) => a.due - b.due);
    for (const entry of due) {
      // One that fired before it may have cancelled it, or held its host.
      if (this.#held.has(entry.group) || !this.#entries.delete(entry)) continue;
      entry.callback();
    }
    this.#arm();
  }

  /** @param onFault gets what a callback of these timers threw */
  timers(onFault: (error: unknown) => void): TimerGroup {
    let dropped = false;
    const group: TimerGroup = {
      now: () => Math.floor(this.now()),
      after: (milliseconds, callback) => {
        const guarded = (): void => {
          try {
            callback();
          } catch (error) {
            onFault(error);
          }
        };
        const entry: Entry = { due: this.now() + Math.max(1, milliseconds), callback: guarded, group };
        if (!dropped && !this.#closed) {
          this.#entries.add(entry);
          this.#armFor(entry.due);
        }
        return { cancel: () => void this.#entries.delete(entry) };
      },
      hold: () => void this.#held.add(group),
      release: () => {
        this.#held.delete(group);
        this.#arm();
      },
      drop: () => {
        dropped = true;
        this.#held.delete(group);
        for (const entry of this.#entries) if (entry.group === group) this.#entries.delete(entry);
      },
    };
    return group;
  }

  /** Ends all timers. */
  close(): void {
    this.#closed = true;
    this.#entries.clear();
    clearTimeout(this.#wake);
  }

  #arm(): void {
    clearTimeout(this.#wake);
    this.#wakesAt = Number.POSITIVE_INFINITY;
    const next = this.nextDue();
    if (next !== undefined) this.#armFor(next);
  }

  #armFor(due: number): void {
    if (due >= this.#wakesAt) return;
    clearTimeout(this.#wake);
    this.#wakesAt = due;
    this.#wake = setTimeout(() => this.fireDue(), Math.min(longestDelay, Math.max(0, Math.ceil(due - this.now()))));
    // Hosts alone do not keep the process alive; whoever awaits them does.
    this.#wake.unref();
  }
}
