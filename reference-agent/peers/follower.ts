import {
  acceptLeader,
  type Contact,
  type Facts,
  type Farewell,
  farewellDelivered,
  forgetJoin,
  type Joining,
  joined,
  mayLink,
  type Refusal,
  refuse,
} from '../domain';
import { type Context, within } from '../host/context';
import { Tasks } from '../host/tasks';
import { decodeToken } from '../tokens/token';
import { read } from './checks';
import { type Conversations, isTrouble, trouble } from './conversations';
import { confirmPath, farewellPath } from './messages';
import { askToJoin } from './offer';
import { patienceSeconds } from './timing';

/** How an attempt to link ended: refused with nothing changed, linked, or only the leader knows yet. */
export type LinkOutcome = { readonly refused: Refusal } | { readonly refused?: undefined; readonly linked: boolean };

/** The follower's side of linking: joins with a token, and says farewell. */
export class Follower {
  readonly #tasks = new Tasks();
  #attempt = false;
  #lastError = '';

  constructor(
    private readonly context: Context,
    private readonly conversations: Conversations,
    private readonly ownFingerprint: string,
    /** Opens the door for the hosts of its group; resolves to its port. */
    private readonly openDoor: () => Promise<number>,
    /** Told when an attempt to link begins or ends. */
    private readonly attempted: () => void,
  ) {}

  /** Why the last attempt to link failed; empty when it did not. */
  get lastError(): string {
    return this.#lastError;
  }

  /** Whether an attempt to link is under way. */
  get isLinking(): boolean {
    return this.#attempt || this.context.host.state.joining !== undefined;
  }

  close(): void {
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
    this.attempted();
    try {
      const outcome = await this.#join(text);
      this.#lastError = outcome.refused?.message ?? '';
      return outcome;
    } finally {
      this.#attempt = false;
      this.attempted();
    }
  }

  /** Goes on with what the state says is to be said to leaders. */
  keepUp(): void {
    const { joining, farewells } = this.context.host.state;
    const wanted = new Map<string, (signal: AbortSignal) => Promise<void>>();
    const [leader] = joining?.leaders ?? [];
    if (joining && leader) {
      wanted.set(`confirm ${joining.joinId}`, (signal) => this.#confirm(joining, leader, signal));
    }
    for (const farewell of farewells) {
      const gone = new Set<string>();
      for (const former of farewell.leaders) {
        const key = `farewell ${farewell.joinId} ${former.facts.id}`;
        wanted.set(key, (signal) => this.#sayFarewell(farewell, former, gone, signal));
      }
    }
    this.#tasks.keep(wanted);
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
    const place = { peerPort: await this.openDoor(), apiFingerprint: this.ownFingerprint };
    const offer = await askToJoin(this.context, decoded.token, told, place);
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
        const { joining, document } = host.state;
        if (joining?.joinId === joinId && !signal.aborted) return;
        signal[Symbol.dispose]();
        unsubscribe();
        if (document.members.some((member) => member.joinId === joinId)) resolve({ linked: true });
        else if (joining?.joinId === joinId) resolve({ linked: false });
        else resolve(refuse('LEADER_ANSWER', 'The leader did not go through with the link; enter its current token.'));
      };
      const unsubscribe = host.onChange(look);
      signal.addEventListener('abort', look, { once: true });
      look();
    });
  }

  /** Asks the leader to confirm a join, until it says yes or no: a lost answer must not leave one side linked. */
  #confirm(joining: Joining, leader: Contact, signal: AbortSignal): Promise<void> {
    const { host } = this.context;
    const { joinId } = joining;
    return this.conversations.hold(joining, leader, signal, {
      async talk(post) {
        const answer = await post(confirmPath, { joinId });
        if (isTrouble(answer)) throw trouble(answer);
        const confirmed = answer.status === 200 ? read.confirmAnswer(answer.body) : undefined;
        if (answer.status === 200 && confirmed?.document.id !== joining.groupId) throw trouble(answer);
        await host.execute((state) =>
          confirmed ? joined(state, joinId, confirmed.document) : forgetJoin(state, joinId),
        );
        return true;
      },
      async groupIsGone() {
        await host.execute((state) => forgetJoin(state, joinId));
        return true;
      },
    });
  }

  /** One of the former leaders has to hear it; they tell each other. */
  #sayFarewell(farewell: Farewell, leader: Contact, gone: Set<string>, signal: AbortSignal): Promise<void> {
    const delivered = () => this.context.host.execute((state) => farewellDelivered(state, farewell.joinId));
    return this.conversations.hold(farewell, leader, signal, {
      async talk(post) {
        const answer = await post(farewellPath, {});
        // One that leads no more may not know who does.
        if (isTrouble(answer) || answer.status === 409) throw trouble(answer);
        await delivered();
        return true;
      },
      async groupIsGone() {
        gone.add(leader.facts.id);
        if (gone.size < farewell.leaders.length) return false;
        await delivered();
        return true;
      },
    });
  }
}

function addressChanged(told: Facts): { readonly refused: Refusal } {
  return refuse('LINK_UNDER_WAY', `The address of host "${told.name}" was changed while it was linked; link it again.`);
}
