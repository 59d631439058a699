import { createAuthority, fingerprintOf, issue, newKeyPair } from '../certificates';
import {
  addMember,
  admit,
  type Change,
  type Decision,
  type HostState,
  leads,
  type Member,
  mayBeUsed,
  memberLeft,
  type NewGroup,
  type Refusal,
  refuse,
  retiredMemberLeft,
  shownTo,
  startGeneratingTokens,
} from '../domain';
import type { Context } from '../host/context';
import type { Timer } from '../outside/clock';
import { isPasswordAt, passwordAt, period, remainingSeconds, secretOf } from '../tokens/one-time-password';
import { encodeToken } from '../tokens/token';
import type { ConfirmAnswer, JoinAnswer, JoinRequest } from './messages';
import { pendingSeconds } from './timing';

/** A token as handed out: good for that many more seconds, and replaced every so many. */
export interface HandedOut {
  readonly token: string;
  readonly remainingTime: number;
  readonly interval: number;
}

/** A host that was offered a place in the group and has not confirmed yet. */
interface Pending {
  readonly member: Omit<Member, 'since'>;
  readonly groupId: string;
  /** Where it was told that this host is. */
  readonly address: string;
  readonly expiry: Timer;
}

/** A leader's side of linking: hands out tokens, admits hosts, lets them go. */
export class Leader {
  readonly #pending = new Map<string, Pending>();
  #pendingOf = '';

  constructor(
    private readonly context: Context,
    private readonly ownFingerprint: string,
    /** Lets the group decide; `forGood` as in `Decider.propose`. */
    private readonly propose: (change: Change, forGood?: boolean) => Promise<Decision>,
    /** Opens the door for the group where it is not open yet; resolves to its port. */
    private readonly openDoor: () => Promise<number>,
  ) {}

  close(): void {
    this.#forget([...this.#pending.keys()]);
  }

  /** Generate token: the current token; a host that does not generate any starts to. LINK-PROC-2, LINK-PROC-5. */
  async generateToken(): Promise<Decision & { readonly handedOut?: HandedOut }> {
    const decision = await this.#start();
    if (decision.refused) return decision;
    const handedOut = this.#tokenOf(decision.state);
    return handedOut ? { ...decision, handedOut } : decision;
  }

  /** The current token of a host that generates tokens; undefined on others, which do not start to by this. */
  get currentToken(): HandedOut | undefined {
    return this.#tokenOf(this.context.host.state);
  }

  /** A host asks to join with a one-time password. Nothing changes before it has seen the answer and confirms. */
  async join(request: JoinRequest): Promise<{ readonly refused: Refusal } | JoinAnswer> {
    const { host, random, clock } = this.context;
    const { state } = host;
    const right = state.tokens !== undefined && isPasswordAt(state.tokens.secret, request.password, clock.now());
    const refused = admit(state, request.facts, right);
    if (refused) return { refused };
    const { id: groupId, authority } = state.document;
    if (!authority?.keyPem) return refuse('JOIN_UNKNOWN', 'This host is not ready to admit others; try again.');
    const { certificatePem: authorityPem, keyPem } = authority;
    const certificatePem = issue({ certificatePem: authorityPem, keyPem }, request.publicKey, {
      hostId: request.facts.id,
      groupId,
    });
    const peerPort = await this.openDoor();
    const leader = this.context.facts();
    const joinId = random.bytes(16).toString('hex');
    const { facts, peerPort: joinerPort, apiFingerprint } = request;
    this.#pending.set(joinId, {
      member: { facts, peerPort: joinerPort, apiFingerprint, joinId, fingerprint: fingerprintOf(certificatePem) },
      groupId,
      address: leader.address,
      expiry: clock.after(pendingSeconds * 1000, () => this.#pending.delete(joinId)),
    });
    return { joinId, groupId, authorityPem, certificatePem, leader, peerPort };
  }

  /** The joining host confirms: from here on both are linked. Asked again, the answer is the same. */
  async confirm(
    fingerprint: string,
    joinId: string,
  ): Promise<{ readonly refused: Refusal } | (ConfirmAnswer & { readonly refused?: undefined })> {
    const { host } = this.context;
    const decision = await this.propose((document) => {
      const isMember = document.members.some((one) => one.joinId === joinId && one.fingerprint === fingerprint);
      if (isMember) return document;
      const pending = this.#pending.get(joinId);
      const isExpected =
        host.state.tokens !== undefined &&
        pending?.groupId === document.id &&
        pending.member.fingerprint === fingerprint &&
        pending.address === this.context.facts().address;
      return isExpected
        ? addMember(pending.member)(document)
        : refuse('JOIN_UNKNOWN', 'This join is not, or no longer, expected; copy a new token.');
    }, true);
    const { document } = host.state;
    const member = document.members.find((one) => one.joinId === joinId && one.fingerprint === fingerprint);
    if (member) {
      this.#forget([joinId]);
      return { document: shownTo(document, member.facts.id) };
    }
    if (decision.refused?.code === 'NO_MAJORITY') return { refused: decision.refused };
    // It may have been confirmed and unlinked again before it heard of either; now it knows.
    await this.farewell(document.id, fingerprint);
    return decision.refused
      ? { refused: decision.refused }
      : refuse('JOIN_UNKNOWN', 'This join is not, or no longer, expected; copy a new token.');
  }

  /** A host says that it left the group, or that it knows it was unlinked. */
  async farewell(groupId: string, fingerprint: string): Promise<Decision> {
    // A confirmation that is still on its way must not link it again.
    this.#forget([...this.#pending].filter(([, { member }]) => member.fingerprint === fingerprint).map(([id]) => id));
    const { host } = this.context;
    if (host.state.document.id === groupId) return await this.propose(memberLeft(fingerprint));
    return await host.execute((state) => retiredMemberLeft(state, groupId, fingerprint));
  }

  /** A control plane node generates tokens without being asked; joins that nobody waits for any more are forgotten. */
  keepUp(): void {
    const { document, tokens, profile } = this.context.host.state;
    if (this.#pendingOf !== document.id || !tokens) this.#forget([...this.#pending.keys()]);
    this.#pendingOf = document.id;
    const isDue = document.cluster?.state === 'Running' && leads(this.context.host.state) && !tokens;
    if (isDue && !mayBeUsed(profile)) {
      this.#start().catch((error) => this.context.log.error({ err: error }, 'tokens cannot be generated'));
    }
  }

  #tokenOf({ tokens }: HostState): HandedOut | undefined {
    if (!tokens) return undefined;
    const { address, apiPort } = this.context.facts();
    const now = this.context.clock.now();
    const password = passwordAt(tokens.secret, now);
    const token = encodeToken({ address, port: apiPort, password, fingerprint: this.ownFingerprint });
    return { token, remainingTime: remainingSeconds(now), interval: period };
  }

  async #start(): Promise<Decision> {
    const { host, random } = this.context;
    if (host.state.tokens)
      return await host.execute((state) => startGeneratingTokens(state, { secret: '', group: undefined }));
    if (!mayBeUsed(host.state.profile) && leads(host.state)) await this.openDoor();
    const secret = secretOf(random.bytes(20));
    const group = host.state.document.authority ? undefined : this.#newGroup();
    return await host.execute((state) => startGeneratingTokens(state, { secret, group }));
  }

  #forget(joinIds: readonly string[]): void {
    for (const joinId of joinIds) {
      this.#pending.get(joinId)?.expiry.cancel();
      this.#pending.delete(joinId);
    }
  }

  #newGroup(): NewGroup {
    const { random, host } = this.context;
    const id = `group-${random.bytes(16).toString('hex')}`;
    const hostId = host.state.profile.id;
    const authority = createAuthority(id);
    const { keyPem, publicKeyPem } = newKeyPair();
    const certificatePem = issue(authority, publicKeyPem, { hostId, groupId: id });
    return {
      id,
      authority,
      credential: { certificatePem, keyPem },
      fingerprint: fingerprintOf(certificatePem),
      joinId: random.bytes(16).toString('hex'),
    };
  }
}
