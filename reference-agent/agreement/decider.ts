import {
  accept,
  applied,
  type Ballot,
  become,
  type Change,
  type Decision,
  decideAlone,
  type GroupDocument,
  learn,
  majorityOf,
  mayLead,
  memberOf,
  next,
  prepare,
  type Refusal,
  refuse,
  toFinish,
  type Vote,
} from '../domain';
import { type Context, pause, within } from '../host/context';
import { type Poll, pollOf } from './poll';

/** Seconds of the host's clock. */
export const timing = {
  /** For one leader to vote. */
  vote: 4,
  /** After which a proposal that cannot be got through is given up. */
  proposal: 15,
  /** After which somebody else's unfinished proposal is finished. */
  unfinished: 3,
  /** The longest pause before trying again where two leaders proposed at once, times the number of attempts. */
  backOff: 0.03,
};

/** Asks another leader for its vote. Rejects where it cannot be reached, or does not know the asking host as a leader. */
export interface Voters {
  prepare(hostId: string, version: number, ballot: Ballot, signal: AbortSignal): Promise<Vote>;
  accept(hostId: string, version: number, ballot: Ballot, document: GroupDocument, signal: AbortSignal): Promise<Vote>;
  /** Tells it what was decided. */
  learn(hostId: string, document: GroupDocument, signal: AbortSignal): Promise<void>;
}

/** What a leader wants to be decided, under an id by which it knows it again. */
interface Proposal {
  readonly change: Change;
  readonly forGood: boolean;
  readonly id: string;
  /** Why it came to nothing, where that was to be decided on and may have been. */
  refused: { readonly refused: Refusal } | undefined;
}

/** A proposal as it is voted on; one that changes nothing is a version nevertheless. */
function signed(wanted: GroupDocument, base: GroupDocument, hostId: string, proposal: string): GroupDocument {
  const document = wanted === base ? next(base, {}) : wanted;
  // Also those of hosts that lead no more: they may not know yet what became of theirs.
  const others = Object.entries(base.proposals ?? {}).filter(([id]) => memberOf(document, id));
  return { ...document, proposals: { ...Object.fromEntries(others), [hostId]: proposal } };
}

/**
 * Lets the leaders of the group decide, one version after the other. See `domain/agreement.ts` for what makes it safe;
 * this is what makes it go on: whom to ask, and when to ask again.
 */
export class Decider {
  #last: Promise<unknown> = Promise.resolve();
  #highestRound = 0;

  constructor(
    private readonly context: Context,
    private readonly voters: Voters,
  ) {}

  /**
   * Decides on a change; see `Group.propose`.
   * @param forGood a change that comes to nothing is decided on, too: no proposal made before can then still get through
   */
  propose(change: Change, forGood = false): Promise<Decision> {
    // Time in the queue counts, so that whoever asks has an answer in bounded time.
    const deadline = within(this.context, timing.proposal);
    const done = this.#last.then(() => this.#decided(change, forGood, deadline));
    this.#last = done.catch(() => {}).finally(() => deadline[Symbol.dispose]());
    return done;
  }

  async #decided(change: Change, forGood: boolean, deadline: AbortSignal): Promise<Decision> {
    const { context } = this;
    const { host, down, random } = context;
    const proposal: Proposal = { change, forGood, id: random.bytes(8).toString('hex'), refused: undefined };
    for (let attempt = 1; attempt === 1 || !deadline.aborted; attempt += 1) {
      // Another leader may have finished it; made once more, it would be refused for what it did itself.
      const isDecided = host.state.document.proposals?.[host.state.profile.id] === proposal.id;
      if (isDecided) return proposal.refused ?? become(host.state);
      const refused = mayLead(host.state);
      if (refused) return { refused };
      const isAlone = host.state.document.leaders.length === 1;
      const outcome = isAlone ? await this.#alone(change) : await this.#round(proposal, deadline);
      if (typeof outcome === 'object') return outcome;
      if (outcome === 'outvoted') await pause(context, this.#backOff(attempt), deadline);
      if (outcome === 'unheard') await pause(context, timing.vote / 4, deadline);
    }
    down.throwIfAborted();
    const { leaders } = host.state.document;
    return refuse(
      'NO_MAJORITY',
      `Fewer than ${majorityOf(leaders)} of the ${leaders.length} control plane nodes can be reached; see to their power and network, then look whether it has happened, and try again if not.`,
    );
  }

  async #alone(change: Change): Promise<Decision | 'again'> {
    let isAlone = true;
    const decision = await this.context.host.execute((state) => {
      isAlone = state.document.leaders.length === 1 && !mayLead(state);
      if (!isAlone) return become(state);
      const decided = decideAlone(state, change);
      return 'refused' in decided ? decided : become(decided);
    });
    return isAlone ? decision : 'again';
  }

  /** One ballot: 'again' after another proposal was finished first, 'outvoted' by a higher ballot, 'unheard' by most. */
  async #round(proposal: Proposal, deadline: AbortSignal): Promise<Decision | 'again' | 'outvoted' | 'unheard'> {
    const { host } = this.context;
    const base = host.state.document;
    const version = base.version + 1;
    const hostId = host.state.profile.id;
    const promised = host.state.acceptor?.version === version ? host.state.acceptor.promised.round : 0;
    this.#highestRound = Math.max(this.#highestRound, promised) + 1;
    const ballot: Ballot = { round: this.#highestRound, hostId };

    // Before anybody else hears of this ballot: after a power cut this host must not make another one like it.
    const own = await this.#own((state) => prepare(state, version, ballot));
    if (own.answer !== 'yes') return await this.#settle(await pollOf([Promise.resolve(own)], 1));
    const heard = await this.#poll(base, deadline, async (id, signal) =>
      id === hostId ? own : await this.voters.prepare(id, version, ballot, signal),
    );
    if (heard.outcome !== 'yes') return await this.#settle(heard);

    const unfinished = toFinish(heard.votes);
    const wanted = unfinished ?? applied(proposal.change, base);
    const refused = 'refused' in wanted ? wanted : undefined;
    if ((refused || wanted === base) && !proposal.forGood) return refused ?? become(host.state);
    const document =
      unfinished ?? signed(refused ? next(base, {}) : (wanted as GroupDocument), base, hostId, proposal.id);
    if (!unfinished) proposal.refused = refused;

    const accepted = await this.#poll(base, deadline, (id, signal) =>
      id === hostId
        ? this.#own((state) => accept(state, version, { ballot, document }))
        : this.voters.accept(id, version, ballot, document, signal),
    );
    if (accepted.outcome !== 'yes') return await this.#settle(accepted);

    await host.execute((state) => become(learn(state, document)));
    this.#tell(document, hostId);
    if (unfinished) return 'again';
    return refused ?? become(host.state);
  }

  async #settle(poll: Poll): Promise<'again' | 'outvoted' | 'unheard'> {
    if (poll.outcome === 'decided') {
      await this.context.host.execute((state) => become(learn(state, poll.document)));
      return 'again';
    }
    if (poll.outcome === 'no') this.#highestRound = Math.max(this.#highestRound, poll.round);
    return poll.outcome === 'no' ? 'outvoted' : 'unheard';
  }

  #poll(
    base: GroupDocument,
    deadline: AbortSignal,
    ask: (hostId: string, signal: AbortSignal) => Promise<Vote>,
  ): Promise<Poll> {
    const { context } = this;
    return pollOf(
      base.leaders.map(async (id) => {
        using signal = within(context, timing.vote, deadline);
        const vote = await ask(id, signal);
        if (vote.answer !== 'behind') return vote;
        await this.voters.learn(id, base, signal);
        return await ask(id, signal);
      }),
      majorityOf(base.leaders),
    );
  }

  /** This host's own vote, on its disk before it counts. */
  async #own(vote: (state: Parameters<typeof prepare>[0]) => ReturnType<typeof prepare>): Promise<Vote> {
    let own: Vote | undefined;
    await this.context.host.execute((state) => {
      const voted = vote(state);
      own = voted.vote;
      return become(voted.state);
    });
    return own as Vote;
  }

  /** Those who vote on the next version should not have to ask for this one. */
  #tell(document: GroupDocument, ownId: string): void {
    const { context } = this;
    for (const id of document.leaders) {
      if (id === ownId) continue;
      const signal = within(context, timing.vote);
      this.voters
        .learn(id, document, signal)
        .catch((error) => context.log.info({ err: error, leader: id }, 'a leader could not be told what was decided'))
        .finally(() => signal[Symbol.dispose]());
    }
  }

  #backOff(attempt: number): number {
    return (this.context.random.bytes(2).readUInt16BE() / 65_536) * timing.backOff * attempt;
  }
}
