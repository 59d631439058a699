import type { IncomingMessage } from 'node:http';
import { Decider } from '../agreement';
import { type Change, type Decision, isLeader, leads, memberOf, membershipOf } from '../domain';
import type { Context } from '../host/context';
import type { Group, Peer } from '../host/group';
import { BallotBox } from './ballot-box';
import { PeerConnections } from './connections';
import { Conversations } from './conversations';
import { Follower } from './follower';
import { Leader } from './leader';
import { Listening } from './listening';
import type { RosterEntry } from './messages';
import { News } from './news';
import { votersOf } from './voters';

/** A running host's part in its group: everything it hears, tells and decides together with others. */
export class LinkedGroup implements Group {
  readonly leader: Leader;
  readonly follower: Follower;
  readonly news: News;
  readonly ballots: BallotBox;
  readonly #connections: PeerConnections;
  readonly #decider: Decider;
  readonly #listening: Listening;
  readonly #listeners = new Set<() => void>();
  readonly #watchers = new Set<() => void>();
  #unsubscribe = () => {};

  /** @param openDoor opens the door for the hosts of the group; resolves to its port */
  constructor(
    private readonly context: Context,
    ownFingerprint: string,
    openDoor: () => Promise<number>,
  ) {
    this.#connections = new PeerConnections(context.network);
    const conversations = new Conversations(context, this.#connections);
    const changed = () => this.#changed();
    this.#decider = new Decider(context, votersOf(context, this.#connections));
    this.news = new News(context, changed);
    this.#listening = new Listening(context, conversations, changed);
    this.leader = new Leader(
      context,
      ownFingerprint,
      (change, forGood) => this.#decider.propose(change, forGood),
      openDoor,
    );
    this.follower = new Follower(context, conversations, ownFingerprint, openDoor, () => this.#tell(this.#watchers));
    this.ballots = new BallotBox(context, () => this.#decider.propose((document) => document));
  }

  /** Begins: from here on it does what the state of the host asks for. */
  open(): void {
    const keepUp = () => {
      this.news.keepUp();
      this.#listening.keepUp();
      this.follower.keepUp();
      this.leader.keepUp();
      this.ballots.keepUp();
    };
    this.#unsubscribe = this.context.host.onChange(keepUp);
    keepUp();
  }

  close(): void {
    this.#unsubscribe();
    this.#listening.close();
    this.follower.close();
    this.leader.close();
    this.news.close();
    this.#listeners.clear();
    this.#watchers.clear();
  }

  propose(change: Change, forGood?: boolean): Promise<Decision> {
    return this.#decider.propose(change, forGood);
  }

  peers(): readonly Peer[] {
    const { document, profile } = this.context.host.state;
    const tellers = document.leaders.filter((id) => id !== profile.id && this.#listening.healthOf(id));
    const well = tellers.find((id) => this.#listening.healthOf(id)?.status === 'Healthy') ?? tellers[0];
    return document.members
      .filter((member) => member.facts.id !== profile.id)
      .map((member): Peer => {
        const { id } = member.facts;
        const role = isLeader(document, id) ? 'leader' : 'follower';
        const entry = this.#entry(id, well);
        // A leader's health is what this host hears of it itself.
        const health =
          (role === 'leader' && !leads(this.context.host.state) && this.#listening.healthOf(id)) || entry?.health;
        return {
          member,
          role,
          announcement: entry?.announcement,
          health: health ?? { status: 'Healthy', reason: '' },
        };
      });
  }

  onPeers(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * Calls back when anything may have changed that is not of the host's state: the peers, what this host announces, or how
   * far an attempt to link is. Until what it returns is called.
   */
  onNews(listener: () => void): () => void {
    this.#watchers.add(listener);
    return () => this.#watchers.delete(listener);
  }

  announce(): void {
    this.news.keepUp();
    this.#listening.announce();
    this.#tell(this.#watchers);
  }

  async fetch(
    hostId: string,
    path: string,
    headers: Readonly<Record<string, string>>,
    signal: AbortSignal,
  ): Promise<IncomingMessage> {
    const { state } = this.context.host;
    const membership = membershipOf(state);
    const member = memberOf(state.document, hostId);
    if (!membership || !member) throw new Error(`host "${hostId}" is not linked with this one`);
    const connection = this.#connections.take(membership, member);
    const giveBack = () => this.#connections.giveBack(membership, member);
    try {
      const answer = await connection.get(path, headers, signal);
      answer.once('close', giveBack);
      return answer;
    } catch (error) {
      giveBack();
      throw error;
    }
  }

  /** What this host has heard of another: itself where it leads, else from a leader that is well. */
  #entry(hostId: string, teller: string | undefined): RosterEntry | undefined {
    if (leads(this.context.host.state)) return this.news.roster?.entry(hostId);
    const own = isLeader(this.context.host.state.document, hostId) ? this.#listening.entry(hostId, hostId) : undefined;
    return own ?? (teller === undefined ? undefined : this.#listening.entry(teller, hostId));
  }

  #changed(): void {
    this.#tell(this.#listeners);
    this.#tell(this.#watchers);
  }

  #tell(listeners: ReadonlySet<() => void>): void {
    for (const listener of [...listeners]) listener();
  }
}
