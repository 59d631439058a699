import { timing } from '../agreement';
import { type Accepted, accept, become, learn, maySpeak, memberOf, prepare, shownTo, type Vote } from '../domain';
import { type Context, pause } from '../host/context';
import type { AcceptRequest, LearnRequest, PrepareRequest } from './messages';

/** How this host votes when other leaders ask it. What it says is on its disk before it says it. */
export class BallotBox {
  #watched: Accepted | undefined;

  constructor(
    private readonly context: Context,
    /** Finishes whatever proposal is unfinished. */
    private readonly finish: () => Promise<unknown>,
  ) {}

  prepare(hostId: string, request: PrepareRequest): Promise<Vote | undefined> {
    return this.#vote(hostId, (state) => prepare(state, request.version, request.ballot));
  }

  accept(hostId: string, { version, ballot, document }: AcceptRequest): Promise<Vote | undefined> {
    return this.#vote(hostId, (state) => accept(state, version, { ballot, document }));
  }

  /** Learns what others decided. False where the host that says so has no say. */
  async learn(hostId: string, { document }: LearnRequest): Promise<boolean> {
    const { host } = this.context;
    if (!maySpeak(host.state.document, hostId)) return false;
    // The proposer knows the authority's key and shows it; whoever may not have it drops it.
    await host.execute((state) => become(learn(state, document)));
    return true;
  }

  /** A proposal that was accepted here and not heard of again is finished after a while: its proposer may be dead. */
  keepUp(): void {
    const { acceptor, document } = this.context.host.state;
    const accepted = acceptor?.version === document.version + 1 ? acceptor.accepted : undefined;
    if (accepted === this.#watched) return;
    this.#watched = accepted;
    if (accepted) void this.#watch(accepted);
  }

  async #watch(accepted: Accepted): Promise<void> {
    const { context } = this;
    while (this.#watched === accepted && !context.down.aborted) {
      await pause(context, timing.unfinished, context.down);
      if (this.#watched !== accepted || context.down.aborted) return;
      await this.finish().catch((error) => context.log.info({ err: error }, 'a proposal could not be finished'));
    }
  }

  async #vote(hostId: string, vote: (state: Parameters<typeof prepare>[0]) => ReturnType<typeof prepare>) {
    const { host } = this.context;
    let cast: Vote | undefined;
    await host.execute((state) => {
      if (!maySpeak(state.document, hostId)) return become(state);
      const voted = vote(state);
      cast = voted.vote;
      return become(voted.state);
    });
    const member = memberOf(host.state.document, hostId);
    if (!member) return undefined;
    return cast?.answer === 'decided' ? { ...cast, document: shownTo(cast.document, hostId) } : cast;
  }
}
