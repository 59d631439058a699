import {
  type Announcement,
  become,
  type Contact,
  groupGone,
  learn,
  type Membership,
  membershipOf,
  removedByLeader,
} from '../domain';
import type { Context } from '../host/context';
import type { Health } from '../host/group';
import { Tasks } from '../host/tasks';
import { read } from './checks';
import type { Conversations } from './conversations';
import { withNews } from './document-news';
import { announcePath, type Mark, type RosterEntry, type SyncAnswer, syncPath } from './messages';
import { holdSeconds, silenceSeconds } from './timing';

const well: Health = { status: 'Healthy', reason: '' };

/** What one leader tells of the group, and how well it is itself. */
interface Told {
  readonly entries: Map<string, RosterEntry>;
  health: Health;
  mark: Mark;
  /** Tells it what this host announces, at once. */
  announce?: () => void;
}

/** Keeps up with every leader of the group but this host itself. */
export class Listening {
  readonly #tasks = new Tasks();
  readonly #told = new Map<string, Told>();
  /** Leaders that have nothing to do with the group any more. */
  readonly #gone = new Set<string>();
  #joinId = '';

  constructor(
    private readonly context: Context,
    private readonly conversations: Conversations,
    /** Calls back when something that was told has changed. */
    private readonly changed: () => void,
  ) {}

  /** Listens to whom the state says. */
  keepUp(): void {
    const membership = membershipOf(this.context.host.state);
    if (this.#joinId !== (membership?.joinId ?? '')) {
      this.#joinId = membership?.joinId ?? '';
      this.#told.clear();
      this.#gone.clear();
    }
    const wanted = new Map<string, (signal: AbortSignal) => Promise<void>>();
    const leaders = membership?.leaders ?? [];
    for (const id of this.#told.keys()) {
      if (!leaders.some((leader) => leader.facts.id === id)) this.#told.delete(id);
    }
    for (const leader of leaders) {
      if (!membership) break;
      wanted.set(`${membership.joinId} ${leader.facts.id}`, (signal) => this.#listen(membership, leader, signal));
    }
    this.#tasks.keep(wanted);
  }

  /** How well a leader is, as far as this host hears; undefined of a host it does not listen to. */
  healthOf(leaderId: string): Health | undefined {
    return this.#told.get(leaderId)?.health;
  }

  /** What a leader tells of a host. */
  entry(leaderId: string, hostId: string): RosterEntry | undefined {
    return this.#told.get(leaderId)?.entries.get(hostId);
  }

  /** What this host announces has changed. */
  announce(): void {
    for (const told of this.#told.values()) told.announce?.();
  }

  close(): void {
    this.#tasks.close();
  }

  async #listen(group: Membership, leader: Contact, signal: AbortSignal): Promise<void> {
    const { context } = this;
    const { host } = context;
    const told: Told = { entries: new Map(), health: well, mark: { epoch: '', revision: 0 } };
    this.#told.set(leader.facts.id, told);
    this.changed();
    const silence = () =>
      context.clock.after(silenceSeconds * 1000, () => {
        told.health = { status: 'Unhealthy', reason: `not heard from for ${silenceSeconds} seconds` };
        this.changed();
      });
    let silent = silence();
    /** Whether to ask for the whole document, since news of it could not be put together. */
    let whole = false;
    let announced: Announcement | undefined;
    await this.conversations.hold(group, leader, signal, {
      talk: async (post) => {
        told.announce = () => {
          const announcement = context.announcement();
          if (announcement === announced) return;
          announced = announcement;
          // Where this is lost, the next request for news carries it.
          post(announcePath, { announcement }).catch(() => {});
        };
        const version = whole ? 0 : host.state.document.version;
        const announcement = context.announcement();
        announced = announcement;
        const answer = await post(syncPath, { ...told.mark, version, announcement }, holdSeconds);
        if (answer.status === 410) {
          await host.execute((state) => removedByLeader(state, group.joinId));
          return true;
        }
        const news = answer.status === 200 ? read.syncAnswer(answer.body) : undefined;
        if (!news) throw new Error(`the leader answered ${answer.status}`);
        silent.cancel();
        silent = silence();
        this.#gone.delete(leader.facts.id);
        whole = !(await this.#heard(group, told, news));
        this.changed();
        return false;
      },
      groupIsGone: async () => {
        this.#gone.add(leader.facts.id);
        const leaders = membershipOf(host.state)?.leaders ?? [];
        if (!leaders.every(({ facts }) => this.#gone.has(facts.id))) return false;
        await host.execute((state) => groupGone(state, group.joinId));
        return true;
      },
    });
    silent.cancel();
  }

  /** Takes in what a leader told. False where it told of a document that this host lacks parts of. */
  async #heard(group: Membership, told: Told, news: SyncAnswer): Promise<boolean> {
    const { host } = this.context;
    told.health = well;
    for (const entry of news.changed) told.entries.set(entry.id, entry);
    told.mark = { epoch: news.epoch, revision: news.revision };
    const { document } = news;
    if (!document || document.rest.version <= host.state.document.version) return true;
    let isWhole = true;
    await host.execute((state) => {
      const learned =
        membershipOf(state)?.joinId === group.joinId ? withNews(state.document, document) : state.document;
      isWhole = learned !== undefined;
      return become(learned ? learn(state, learned) : state);
    });
    return isWhole;
  }
}
