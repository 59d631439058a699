import { createSecureContext } from 'node:tls';
import { isIssuedBy, newKeyPair } from '../certificates';
import {
  acceptLeader,
  type Credential,
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
  type RefusalCode,
  refusalCodes,
  refuse,
  removedByLeader,
} from '../domain';
import { type Context, pause, within } from '../host/context';
import { Tasks } from '../host/tasks';
import { decodeToken, type Token } from '../tokens/token';
import { read } from './checks';
import { FollowerView } from './follower-view';
import { type PeerAnswer, PeerConnection, PeerFault } from './http';
import { LeaderConnections } from './leader-connections';
import {
  confirmPath,
  farewellPath,
  groupPath,
  type JoinAnswer,
  type JoinRequest,
  joinPath,
  type RosterEntry,
  syncPath,
} from './messages';
import { holdSeconds, patienceSeconds, retrySeconds, silenceSeconds } from './timing';

/** How an attempt to link ended: refused with nothing changed, linked, or only the leader knows yet. */
export type LinkOutcome = { readonly refused: Refusal } | { readonly refused?: undefined; readonly linked: boolean };

/** The follower's side of linking: joins with a token, keeps up with its leader, leaves. */
export class Follower {
  readonly #tasks = new Tasks();
  readonly #connections: LeaderConnections;
  readonly #unsubscribe: () => void;
  #view: FollowerView | undefined;
  #attempt = false;
  #lastError = '';

  constructor(
    private readonly context: Context,
    private readonly ownFingerprint: string,
  ) {
    this.#connections = new LeaderConnections(context.network);
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
    const offer = await this.#askToJoin(decoded.token, told);
    if ('refused' in offer) return offer;
    const accepted = await host.execute((state) =>
      this.context.facts().address === told.address ? acceptLeader(state, offer) : addressChanged(told),
    );
    if (accepted.refused) return accepted;
    return this.#outcomeOf(offer.joinId);
  }

  async #askToJoin(token: Token, facts: Facts): Promise<Joining | { refused: Refusal }> {
    const { context } = this;
    const { publicKeyPem, keyPem } = newKeyPair();
    const connection = this.#toApi(token);
    using signal = within(context, patienceSeconds);
    try {
      const request: JoinRequest = { password: token.password, facts, publicKey: publicKeyPem };
      const answer = await connection.post(joinPath, request, signal);
      if (answer.status !== 200) return { refused: refusalIn(answer.body, token) };
      const offer = read.joinAnswer(answer.body);
      if (!offer || !isSound(offer, token, { certificatePem: offer.certificatePem, keyPem })) {
        return refuse(
          'LEADER_ANSWER',
          `Host ${token.address} answered something else than a leader does; is it an edge host?`,
        );
      }
      return {
        groupId: offer.groupId,
        joinId: offer.joinId,
        authorityPem: offer.authorityPem,
        credential: { certificatePem: offer.certificatePem, keyPem },
        leader: offer.leader,
        leaderPeerPort: offer.peerPort,
        leaderFingerprint: token.fingerprint,
      };
    } catch (error) {
      context.log.info({ err: error }, 'the leader cannot be reached');
      return refuse(
        'LEADER_UNREACHABLE',
        `The host of the token cannot be reached: ${(error as Error).message}; both hosts must be on the same network.`,
      );
    } finally {
      connection.close();
    }
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
    return this.#persist(joining, signal, {
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
    await this.#persist(group, signal, {
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
    return this.#persist(farewell, signal, {
      async talk(post) {
        const answer = await post(farewellPath, {});
        if (isTrouble(answer)) throw trouble(answer);
        await delivered();
        return true;
      },
      groupIsGone: delivered,
    });
  }

  /** Repeats a conversation with a leader until it is over, with growing pauses while it fails. */
  async #persist(group: Joining, signal: AbortSignal, conversation: Conversation): Promise<void> {
    const { context } = this;
    const connection = this.#connections.take(group);
    let wait = retrySeconds.first;
    while (!signal.aborted && !context.down.aborted) {
      try {
        const over = await conversation.talk(async (path, body, extraSeconds = 0) => {
          using patience = within(context, patienceSeconds + extraSeconds, signal);
          return await connection.post(path, body, patience);
        });
        if (over) break;
        wait = retrySeconds.first;
      } catch (error) {
        if (signal.aborted || context.down.aborted) break;
        context.log.info({ err: error, leader: group.leader.id }, 'the leader cannot be reached');
        if (await this.#isGone(group, error, signal)) {
          const known = await conversation.groupIsGone().then(
            () => true,
            () => false,
          );
          if (known) break;
        }
        await pause(context, wait, signal);
        wait = Math.min(wait * 2, retrySeconds.longest);
      }
    }
    this.#connections.giveBack(group);
  }

  /**
   * Whether the leader is there but has nothing to do with the group any more. It drops a group once every host of it was
   * told, and this host may have lost its power just before it wrote down what it was told.
   */
  async #isGone(group: Joining, error: unknown, signal: AbortSignal): Promise<boolean> {
    if (!(error instanceof PeerFault) || error.silent) return false;
    const { address, apiPort } = group.leader;
    const connection = this.#toApi({ address, port: apiPort, fingerprint: group.leaderFingerprint });
    using patience = within(this.context, patienceSeconds, signal);
    try {
      const answer = await connection.post(groupPath, { groupId: group.groupId }, patience);
      return answer.status === 200 && read.groupAnswer(answer.body)?.known === false;
    } catch {
      return false;
    } finally {
      connection.close();
    }
  }

  /** To the API port of the host whose certificate has this fingerprint. */
  #toApi({ address, port, fingerprint }: Pick<Token, 'address' | 'port' | 'fingerprint'>): PeerConnection {
    return new PeerConnection(this.context.network, {
      address,
      port,
      tls: { rejectUnauthorized: false, secureContext: nobodysContext },
      judge: (shown) => (shown === fingerprint ? undefined : 'it is not the host that made the token; copy a new one'),
    });
  }
}

/** Trusts nobody, since the certificate is pinned; made once, since each would cost as much as a handshake. */
const nobodysContext = createSecureContext({ ca: [] });

/** Something to talk about with a leader until it is settled. */
interface Conversation {
  /** Says it once; true when it is settled. */
  talk(post: (path: string, body: unknown, extraSeconds?: number) => Promise<PeerAnswer>): Promise<boolean>;
  /** Settles it where the leader says that there is no such group any more. */
  groupIsGone(): Promise<unknown>;
}

/** A leader that is in trouble itself has decided nothing. */
function isTrouble(answer: PeerAnswer): boolean {
  return answer.status >= 500;
}

function trouble(answer: PeerAnswer): Error {
  return new Error(`the leader answered ${answer.status}`);
}

/** Whether the offer is one of the host that made the token, and can be used. */
function isSound(offer: JoinAnswer, token: Token, credential: Credential): boolean {
  const { address, apiPort } = offer.leader;
  return address === token.address && apiPort === token.port && isIssuedBy(offer.authorityPem, credential);
}

function addressChanged(told: Facts): { readonly refused: Refusal } {
  return refuse('LINK_UNDER_WAY', `The address of host "${told.name}" was changed while it was linked; link it again.`);
}

function refusalIn(body: unknown, token: Token): Refusal {
  const refused = read.refused(body);
  if (refused && refused.code in refusalCodes) {
    return { code: refused.code as RefusalCode, message: refused.message };
  }
  return refuse('LEADER_ANSWER', `Host ${token.address} did not let this host join; is it an edge host that leads?`)
    .refused;
}
