import { createAuthority, fingerprintOf, issue, newKeyPair } from '../certificates';
import {
  admit,
  become,
  confirmJoin,
  type Decision,
  type LedGroup,
  type Member,
  memberLeft,
  type Refusal,
  refuse,
  startGeneratingTokens,
} from '../domain';
import { type Context, within } from '../host/context';
import type { Timer } from '../outside/clock';
import { isPasswordAt, passwordAt, period, remainingSeconds, secretOf } from '../tokens/one-time-password';
import { encodeToken } from '../tokens/token';
import type { JoinAnswer, JoinRequest, RosterEntry, SyncAnswer, SyncRequest } from './messages';
import { Roster } from './roster';
import { holdSeconds, pendingSeconds } from './timing';

/** A token as handed out: good for that many more seconds, and replaced every so many. */
export interface HandedOut {
  readonly token: string;
  readonly remainingTime: number;
  readonly interval: number;
}

/** A host that was offered a place in the group and has not confirmed yet. */
interface Pending {
  readonly member: Member;
  readonly groupId: string;
  /** Where it was told that this host is. */
  readonly address: string;
  readonly expiry: Timer;
}

/** The leader's side of linking: hands out tokens, admits hosts, tells the group what is new. */
export class Leader {
  readonly #pending = new Map<string, Pending>();
  #roster: Roster | undefined;
  #rosterOf = '';
  readonly #unsubscribe: () => void;

  constructor(
    private readonly context: Context,
    private readonly ownFingerprint: string,
    /** Opens the door for the group where it is not open yet; resolves to its port. */
    private readonly openDoor: () => Promise<number>,
  ) {
    this.#unsubscribe = context.host.onChange(() => this.#keepUp());
    this.#keepUp();
  }

  /** All hosts of the group, this one first. Empty when it leads none. */
  entries(): readonly RosterEntry[] {
    return this.#roster?.entries() ?? [];
  }

  /** The groups that it leads, or has news for a host of. */
  groups(): readonly LedGroup[] {
    const { leads, retired } = this.context.host.state;
    return leads ? [leads, ...retired] : retired;
  }

  close(): void {
    this.#unsubscribe();
    this.#forget([...this.#pending.keys()]);
    this.#roster?.close();
  }

  /** Generate token: the current token; a host that does not lead starts to. LINK-PROC-2, LINK-PROC-5. */
  async generateToken(): Promise<Decision & { readonly handedOut?: HandedOut }> {
    const { host, random, clock } = this.context;
    const fresh = host.state.leads
      ? { secret: '', group: host.state.leads }
      : { secret: secretOf(random.bytes(20)), group: this.#newGroup() };
    const decision = await host.execute((state) => startGeneratingTokens(state, fresh));
    if (decision.refused || !decision.state.tokens) return decision;
    const { address, apiPort } = this.context.facts();
    const now = clock.now();
    const password = passwordAt(decision.state.tokens.secret, now);
    const token = encodeToken({ address, port: apiPort, password, fingerprint: this.ownFingerprint });
    return { ...decision, handedOut: { token, remainingTime: remainingSeconds(now), interval: period } };
  }

  /** A host asks to join with a one-time password. Nothing changes before it has seen the answer and confirms. */
  async join(request: JoinRequest): Promise<{ readonly refused: Refusal } | JoinAnswer> {
    const { host, random, clock } = this.context;
    const { state } = host;
    const right = state.tokens !== undefined && isPasswordAt(state.tokens.secret, request.password, clock.now());
    const refused = admit(state, request.facts, right);
    if (refused) return { refused };
    const group = state.leads as LedGroup;
    const certificatePem = issue(group.authority, request.publicKey, {
      hostId: request.facts.id,
      groupId: group.id,
    });
    const peerPort = await this.openDoor();
    const leader = this.context.facts();
    const joinId = random.bytes(16).toString('hex');
    this.#pending.set(joinId, {
      member: { facts: request.facts, joinId, fingerprint: fingerprintOf(certificatePem) },
      groupId: group.id,
      address: leader.address,
      expiry: clock.after(pendingSeconds * 1000, () => this.#pending.delete(joinId)),
    });
    const authorityPem = group.authority.certificatePem;
    return { joinId, groupId: group.id, authorityPem, certificatePem, leader, peerPort };
  }

  /** The joining host confirms: from here on both are linked. Asked again, the answer is the same. */
  async confirm(groupId: string, fingerprint: string, joinId: string): Promise<Decision> {
    const { host } = this.context;
    const decision = await host.execute((state) => {
      const group = state.leads?.id === groupId ? state.leads : undefined;
      if (group?.members.some((known) => known.joinId === joinId && known.fingerprint === fingerprint)) {
        return become(state);
      }
      const pending = this.#pending.get(joinId);
      const isExpected =
        pending?.groupId === groupId &&
        pending.member.fingerprint === fingerprint &&
        pending.address === this.context.facts().address;
      return isExpected
        ? confirmJoin(state, pending.member)
        : refuse('JOIN_UNKNOWN', 'This join is not, or no longer, expected; copy a new token.');
    });
    // It may have been confirmed and unlinked again before it heard of either; now it knows.
    if (decision.refused) await this.farewell(groupId, fingerprint);
    else this.#forget([joinId]);
    return decision;
  }

  /** A follower asks for news; answers at once when there are some, else when there are or after a few seconds. */
  async sync(
    groupId: string,
    fingerprint: string,
    request: SyncRequest,
    gone: AbortSignal,
  ): Promise<SyncAnswer | undefined> {
    const { host } = this.context;
    const isMember = () =>
      host.state.leads?.id === groupId &&
      host.state.leads.members.some(
        (known) => known.fingerprint === fingerprint && known.facts.id === request.facts.id,
      );
    const roster = this.#roster;
    if (!roster || !isMember()) return undefined;
    const answered = roster.heard(request.facts);
    using signal = within(this.context, holdSeconds, gone);
    try {
      if (!roster.isNews(request)) await roster.nextChange(signal);
      return isMember() ? roster.since(request) : undefined;
    } finally {
      answered();
    }
  }

  /** A host says that it left the group, or that it knows it was unlinked. */
  farewell(groupId: string, fingerprint: string): Promise<Decision> {
    // A confirmation that is still on its way must not link it again.
    this.#forget([...this.#pending].filter(([, { member }]) => member.fingerprint === fingerprint).map(([id]) => id));
    return this.context.host.execute((state) => memberLeft(state, groupId, fingerprint));
  }

  #forget(joinIds: readonly string[]): void {
    for (const joinId of joinIds) {
      this.#pending.get(joinId)?.expiry.cancel();
      this.#pending.delete(joinId);
    }
  }

  #newGroup(): LedGroup {
    const { random, host } = this.context;
    const id = `group-${random.bytes(16).toString('hex')}`;
    const hostId = host.state.profile.id;
    const authority = createAuthority(id);
    const { keyPem, publicKeyPem } = newKeyPair();
    const credential = { certificatePem: issue(authority, publicKeyPem, { hostId, groupId: id }), keyPem };
    return { id, authority, credential, members: [], departed: [] };
  }

  #keepUp(): void {
    const { leads } = this.context.host.state;
    if (this.#rosterOf !== (leads?.id ?? '')) {
      this.#roster?.close();
      this.#forget([...this.#pending.keys()]);
      this.#rosterOf = leads?.id ?? '';
      this.#roster = leads ? new Roster(this.context.random.bytes(8).toString('hex'), this.context.clock) : undefined;
    }
    if (leads) this.#roster?.setMembers(this.context.facts(), leads.members);
  }
}
