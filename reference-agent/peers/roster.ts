import type { Announcement } from '../domain';
import type { Health } from '../host/group';
import type { Clock, Timer } from '../outside/clock';
import type { Mark, RosterEntry } from './messages';
import { silenceSeconds } from './timing';

interface Row {
  entry: RosterEntry;
  changedAt: number;
  /** Requests of this host that are being answered. */
  underWay: number;
  silence?: Timer;
}

const healthy: Health = { status: 'Healthy', reason: '' };

/**
 * What a host has heard of each host of its group since it booted, itself included, and who is waiting to hear of
 * changes. Nothing of it outlives a reboot; the epoch tells the others so.
 *
 * Changes are told at once, and again at most every few milliseconds (more in large groups): many joins in a row are told
 * together instead of each to everybody.
 */
export class Roster {
  readonly #rows = new Map<string, Row>();
  readonly #waiting = new Set<() => void>();
  #revision = 1;
  /** The revision that was told last. */
  #told = 1;
  #lastTold = Number.NEGATIVE_INFINITY;
  #telling: Timer | undefined;

  constructor(
    private readonly epoch: string,
    private readonly clock: Clock,
    private readonly ownId: string,
    /** Calls back at each change, before it is told. */
    private readonly changed: () => void = () => {},
  ) {}

  /** Takes over who belongs to the group. Those already known keep what was heard of them. */
  setMembers(ids: readonly string[]): void {
    const present = new Set(ids);
    for (const [id, row] of this.#rows) {
      if (present.has(id)) continue;
      row.silence?.cancel();
      this.#rows.delete(id);
      this.#change();
    }
    for (const id of present) {
      if (this.#rows.has(id)) continue;
      this.#rows.set(id, { entry: { id, health: healthy }, changedAt: this.#change(), underWay: 0 });
      this.#expectWord(id);
    }
  }

  /** Something that is no announcement has changed, such as the group's document. */
  touch(): void {
    this.#change();
  }

  /** What a host announces of itself. */
  announced(id: string, announcement: Announcement): void {
    const row = this.#rows.get(id);
    if (!row || JSON.stringify(row.entry.announcement) === JSON.stringify(announcement)) return;
    row.entry = { ...row.entry, announcement };
    row.changedAt = this.#change();
  }

  /** A host asks for news: it is well, and this is what it announces. Returns what to call when it has its answer. */
  heard(id: string, announcement: Announcement): () => void {
    const row = this.#rows.get(id);
    if (!row) return () => {};
    this.announced(id, announcement);
    this.#setHealth(id, healthy);
    row.silence?.cancel();
    row.underWay += 1;
    return () => {
      row.underWay -= 1;
      if (row.underWay === 0 && this.#rows.get(id) === row) this.#expectWord(id);
    };
  }

  entry(id: string): RosterEntry | undefined {
    return this.#rows.get(id)?.entry;
  }

  /** What changed since this mark; everything for a mark of another epoch. */
  since(mark: Mark): Mark & { readonly changed: readonly RosterEntry[] } {
    const from = mark.epoch === this.epoch ? mark.revision : 0;
    const rows = [...this.#rows.values()].filter((row) => row.changedAt > from);
    return { epoch: this.epoch, revision: this.#revision, changed: rows.map((row) => row.entry) };
  }

  /** Whether something was told since this mark. A change that waits to be told with others is none yet. */
  isNews(mark: Mark): boolean {
    return mark.epoch !== this.epoch || mark.revision < this.#told;
  }

  /** Resolves at the next change, or when the signal fires. */
  nextChange(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        signal.removeEventListener('abort', done);
        this.#waiting.delete(done);
        resolve();
      };
      this.#waiting.add(done);
      signal.addEventListener('abort', done, { once: true });
      if (signal.aborted) done();
    });
  }

  /** Forgets everybody; those who wait get their answer. */
  close(): void {
    for (const row of this.#rows.values()) row.silence?.cancel();
    this.#telling?.cancel();
    this.#rows.clear();
    this.#tell();
  }

  #setHealth(id: string, health: Health): void {
    const row = this.#rows.get(id);
    if (!row || row.entry.health.status === health.status) return;
    row.entry = { ...row.entry, health };
    row.changedAt = this.#change();
  }

  #expectWord(id: string): void {
    const row = this.#rows.get(id);
    if (!row || id === this.ownId) return;
    row.silence?.cancel();
    row.silence = this.clock.after(silenceSeconds * 1000, () =>
      this.#setHealth(id, { status: 'Unhealthy', reason: `not heard from for ${silenceSeconds} seconds` }),
    );
  }

  #change(): number {
    this.#revision += 1;
    if (!this.#telling) {
      const gap = Math.max(20, this.#rows.size * 4);
      const wait = Math.max(0, this.#lastTold + gap - this.clock.now());
      this.#telling = this.clock.after(Math.min(wait, gap), () => this.#tell());
    }
    this.changed();
    return this.#revision;
  }

  #tell(): void {
    this.#telling = undefined;
    this.#told = this.#revision;
    this.#lastTold = this.clock.now();
    for (const waiting of [...this.#waiting]) waiting();
  }
}
