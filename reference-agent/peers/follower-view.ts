import type { Facts, Following } from '../domain';
import type { Health, Mark, RosterEntry, SyncAnswer } from './messages';

const well: Health = { status: 'Healthy', reason: '' };

/** What a follower knows of its group, from its leader's telling. */
export class FollowerView {
  readonly #entries = new Map<string, RosterEntry>();
  #leaderHealth: Health = well;
  mark: Mark = { epoch: '', revision: 0 };

  constructor(
    private readonly ownId: string,
    private readonly following: Following,
  ) {
    const { leader, others } = following;
    this.#entries.set(leader.id, { facts: leader, role: 'leader', health: well });
    for (const facts of others) this.#entries.set(facts.id, { facts, role: 'follower', health: well });
  }

  get joinId(): string {
    return this.following.joinId;
  }

  /** All others of the group. */
  entries(): readonly RosterEntry[] {
    const leaderId = this.following.leader.id;
    return [...this.#entries.values()]
      .filter((entry) => entry.facts.id !== this.ownId)
      .map((entry) => (entry.facts.id === leaderId ? { ...entry, health: this.#leaderHealth } : entry));
  }

  /** Takes in what the leader told. Returns the other followers when who they are changed, to be remembered. */
  hear(answer: SyncAnswer): readonly Facts[] | undefined {
    let differ = false;
    this.mark = { epoch: answer.epoch, revision: answer.revision };
    for (const entry of answer.changed) {
      const known = this.#entries.get(entry.facts.id);
      differ ||= JSON.stringify(known?.facts) !== JSON.stringify(entry.facts);
      this.#entries.set(entry.facts.id, entry);
    }
    const present = new Set(answer.ids);
    for (const id of this.#entries.keys()) {
      if (!present.has(id)) differ = this.#entries.delete(id);
    }
    this.#leaderHealth = well;
    return differ ? this.#others() : undefined;
  }

  /** The leader has been silent for too long. */
  leaderIsSilent(seconds: number): void {
    this.#leaderHealth = { status: 'Unhealthy', reason: `not heard from for ${seconds} seconds` };
  }

  #others(): readonly Facts[] {
    const leaderId = this.following.leader.id;
    return [...this.#entries.values()]
      .map((entry) => entry.facts)
      .filter((facts) => facts.id !== this.ownId && facts.id !== leaderId);
  }
}
