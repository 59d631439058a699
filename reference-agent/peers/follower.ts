import {
  acceptLeader,
  type Facts,
  type Farewell,
  farewellDelivered,
  forgetJoin,
  groupGone,
  groupHeard,
  type Joining,
  joined,
  mayLink,
  type Refusal,
  refuse,
  removedByLeader,
} from '../domain';
import { type Context, within } from '../host/context';
import { Tasks } from '../host/tasks';
import { decodeToken } from '../tokens/token';
import { read } from './checks';
import { Conversations, isTrouble, trouble } from './conversations';
import { FollowerView } from './follower-view';
import { confirmPath, farewellPath, type RosterEntry, syncPath } from './messages';
import { askToJoin } from './offer';
import { holdSeconds, patienceSeconds, silenceSeconds } from './timing';

/** How an attempt to link ended: refused with nothing changed, linked, or only the leader knows yet. */
export type LinkOutcome = { readonly refused: Refusal } | { readonly refused?: undefined; readonly linked: boolean };

/** The follower's side of linking: joins with a token, keeps up with its leader, leaves. */
export class Follower {
  readonly #tasks = new Tasks();
  readonly #conversations: Conversations;
  readonly #unsubscribe: () => void;
  #view: FollowerView | undefined;
  #attempt = false;
  #lastError = '';

  constructor(
    private readonly context: Context,
    private readonly ownFingerprint: string,
  ) {
    this.#conversations = new Conversations(context);
    this.#unsubscribe = context.host.onChange(() => this.#keepUp());
    this.#keepUp();
  }

  /** Why the last attempt to link failed; empty when it did not. */
  get lastError(): string {
    return this.#lastError;
  }

  /** Whether an attempt to link is under way. */
  get isLinking(): boolean {
    return this.#attempt || this.context.host.state.joining !== undefined;
  }

  /** The others of the group this host follows. */
  entries(): readonly RosterEntry[] {
    return this.#view?.entries() ?? [];
  }

  close(): void {
    this.#unsubscribe();
    this.#tasks.close();
  }

  /** Link this device to another: enters a token. LINK-PROC-6. */
  async link(text: string): Promise<LinkOutcome> {
    if (this.#attempt) {
      return refuse(
        'LINK_UNDER_WAY',
        `Host "${this.context.facts().name}" is being linked right now; wait for the outcome.`,
      );
    }
    this.#attempt = true;
    try {
      const outcome = await this.#join(text);
      this.#lastError = outcome.refused?.message ?? '';
      return outcome;
    } finally {
      this.#attempt = false;
    }
  }

  async #join(text: string): Promise<LinkOutcome> {
    const { host } = this.context;
    const unfit = mayLink(host.state);
    if (unfit) return { refused: unfit };
    const decoded = decodeToken(text);
    if ('fault' in decoded) {
      return refuse(
        'TOKEN_MALFORMED',
        `This is no link token: ${decoded.fault}; copy the whole token from the leader.`,
      );
    }
    if (decoded.token.fingerprint === this.ownFingerprint) {
      return refuse('OWN_TOKEN', 'This token is one of this host itself; enter it on the host that is to follow.');
    }
    const told = this.context.facts();
    const offer = await askToJoin(this.context, decoded.token, told);
    if ('refused' in offer) return offer;
    const accepted = await host.execute((state) =>
      this.context.facts().address === told.address ? acceptLeader(state, offer) : addressChanged(told),
    );
    if (accepted.refused) return accepted;
    return this.#outcomeOf(offer.joinId);
  }

  /** Waits a while for the leader's word on a join; the background goes on asking when there is none. */
  #outcomeOf(joinId: string): Promise<LinkOutcome> {
    const { host } = this.context;
    return new Promise((resolve) => {
      const signal = within(this.context, patienceSeconds);
      const look = () => {
        const { joining, follows } = host.state;
        if (joining?.joinId === joinId && !signal.aborted) return;
        signal[Symbol.dispose]();
        unsubscribe();
        if (follows?.joinId === joinId) resolve({ linked: true });
        else if (joining?.joinId === joinId) resolve({ linked: false });
        else resolve(refuse('LEADER_ANSWER', 'The leader did not go through with the link; enter its current token.'));
      };
      const unsubscribe = host.onChange(look);
      signal.addEventListener('abort', look, { once: true });
      look();
    });
  }

  #keepUp(): void {
    const { joining, follows, farewells } = this.context.host.state;
    if (this.#view?.joinId !== follows?.joinId) {
      this.#view = follows ? new FollowerView(this.context.host.state.profile.id, follows) : undefined;
    }
    const wanted = new Map<string, (signal: AbortSignal) => Promise<void>>();
    if (joining) wanted.set(`confirm ${joining.joinId}`, (signal) => this.#confirm(joining, signal));
    const view = this.#view;
    if (follows && view) wanted.set(`follow ${follows.joinId}`, (signal) => this.#follow(follows, view, signal));
    for (const farewell of farewells) {
      wanted.set(`farewell ${farewell.joinId}`, (signal) => this.#sayFarewell(farewell, signal));
    }
    this.#tasks.keep(wanted);
  }

  /** Asks the leader to confirm a join, until it says yes or no: a lost answer must not leave one side linked. */
  #confirm(joining: Joining, signal: AbortSignal): Promise<void> {
    const { host } = this.context;
    const { joinId } = joining;
    return this.#conversations.hold(joining, signal, {
      async talk(post) {
        const answer = await post(confirmPath, { joinId });
        if (isTrouble(answer)) throw trouble(answer);
        await host.execute((state) => (answer.status === 200 ? joined(state, joinId) : forgetJoin(state, joinId)));
        return true;
      },
      groupIsGone: () => host.execute((state) => forgetJoin(state, joinId)),
    });
  }

  async #follow(group: Joining, view: FollowerView, signal: AbortSignal): Promise<void> {
    const { context } = this;
    const { host } = context;
    const silence = () => context.clock.after(silenceSeconds * 1000, () => view.leaderIsSilent(silenceSeconds));
    let silent = silence();
    await this.#conversations.hold(group, signal, {
      async talk(post) {
        const answer = await post(syncPath, { ...view.mark, facts: context.facts() }, holdSeconds);
        if (answer.status === 410) {
          await host.execute((state) => removedByLeader(state, group.joinId));
          return true;
        }
        const news = answer.status === 200 ? read.syncAnswer(answer.body) : undefined;
        if (!news) throw trouble(answer);
        silent.cancel();
        silent = silence();
        const others = view.hear(news);
        if (others) await host.execute((state) => groupHeard(state, group.joinId, others));
        return false;
      },
      groupIsGone: () => host.execute((state) => groupGone(state, group.joinId)),
    });
    silent.cancel();
  }

  #sayFarewell(farewell: Farewell, signal: AbortSignal): Promise<void> {
    const delivered = () => this.context.host.execute((state) => farewellDelivered(state, farewell.joinId));
    return this.#conversations.hold(farewell, signal, {
      async talk(post) {
        const answer = await post(farewellPath, {});
        if (isTrouble(answer)) throw trouble(answer);
        await delivered();
        return true;
      },
      groupIsGone: delivered,
    });
  }
}

function addressChanged(told: Facts): { readonly refused: Refusal } {
  return refuse('LINK_UNDER_WAY', `The address of host "${told.name}" was changed while it was linked; link it again.`);
}
