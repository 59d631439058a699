import type { Facts, Member } from '../domain';
import type { Clock, Timer } from '../outside/clock';
import type { Health, Mark, RosterEntry, SyncAnswer } from './messages';
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
 * What a leader knows of its group right now, itself included, and who is waiting to hear of changes. Nothing of it
 * outlives a reboot; the epoch tells followers so.
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
  ) {}

  /** Takes over who belongs to the group. Members already known keep what was heard of them. */
  setMembers(leader: Facts, members: readonly Member[]): void {
    const facts = new Map(members.map((member) => [member.facts.id, member.facts]));
    for (const id of this.#rows.keys()) {
      if (id !== leader.id && !facts.has(id)) this.#remove(id);
    }
    this.#put(leader, 'leader');
    for (const [id, known] of facts) {
      if (this.#rows.has(id)) continue;
      this.#put(known, 'follower');
      this.#expectWord(id);
    }
  }

  /** A member asks for news: it is well, and this is what it announces. Returns what to call when it has its answer. */
  heard(facts: Facts): () => void {
    const row = this.#rows.get(facts.id);
    if (!row) return () => {};
    this.#put(facts, row.entry.role);
    this.#setHealth(facts.id, healthy);
    row.silence?.cancel();
    row.underWay += 1;
    return () => {
      row.underWay -= 1;
      if (row.underWay === 0 && this.#rows.get(facts.id) === row) this.#expectWord(facts.id);
    };
  }

  /** The hosts of the group, the leader first. */
  entries(): readonly RosterEntry[] {
    return [...this.#rows.values()].map((row) => row.entry);
  }

  /** What changed since this mark; everything for a mark of another epoch. */
  since(mark: Mark): SyncAnswer {
    const from = mark.epoch === this.epoch ? mark.revision : 0;
    const rows = [...this.#rows.values()];
    return {
      epoch: this.epoch,
      revision: this.#revision,
      ids: [...this.#rows.keys()],
      changed: rows.filter((row) => row.changedAt > from).map((row) => row.entry),
    };
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

  #remove(id: string): void {
    this.#rows.get(id)?.silence?.cancel();
    this.#rows.delete(id);
    this.#changed();
  }

  #put(facts: Facts, role: RosterEntry['role']): void {
    const row = this.#rows.get(facts.id);
    if (row && JSON.stringify(row.entry.facts) === JSON.stringify(facts)) return;
    const changedAt = this.#changed();
    if (row) Object.assign(row, { entry: { ...row.entry, facts }, changedAt });
    else this.#rows.set(facts.id, { entry: { facts, role, health: healthy }, changedAt, underWay: 0 });
  }

  #setHealth(id: string, health: Health): void {
    const row = this.#rows.get(id);
    if (!row || row.entry.health.status === health.status) return;
    row.entry = { ...row.entry, health };
    row.changedAt = this.#changed();
  }

  #expectWord(id: string): void {
    const row = this.#rows.get(id);
    if (!row) return;
    row.silence?.cancel();
    row.silence = this.clock.after(silenceSeconds * 1000, () =>
      this.#setHealth(id, { status: 'Unhealthy', reason: `not heard from for ${silenceSeconds} seconds` }),
    );
  }

  #changed(): number {
    this.#revision += 1;
    if (this.#telling) return this.#revision;
    const gap = Math.max(20, this.#rows.size * 4);
    const wait = Math.max(0, this.#lastTold + gap - this.clock.now());
    this.#telling = this.clock.after(Math.min(wait, gap), () => this.#tell());
    return this.#revision;
  }

  #tell(): void {
    this.#telling = undefined;
    this.#told = this.#revision;
    this.#lastTold = this.clock.now();
    for (const waiting of [...this.#waiting]) waiting();
  }
}
