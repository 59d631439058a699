import type { Accepted, Acceptor, Ballot, Change, GroupDocument } from './document';
import { alone } from './leadership';
import type { Refusal } from './refusal';
import { type HostState, memberOf, next } from './state';

/**
 * How several leaders agree on what comes next. Each version of a group's document is one decision, taken by the leaders
 * that the version before it names: a majority of them promises to listen to one proposal, then a majority accepts it
 * (single-decree Paxos, one instance a version). Nobody has to be elected, and nobody's clock matters.
 *
 * What a leader promised and accepted is on its disk before it says so. A proposer that finds a proposal another one may
 * have got through finishes that one first. So no version is ever decided twice, whoever dies and whatever is lost.
 */

/** How a leader answers a proposal for a version. */
export type Vote =
  /** It listens to no lower ballot any more, and has accepted this before, if anything. Or: it has accepted. */
  | { readonly answer: 'yes'; readonly accepted?: Accepted }
  /** It has promised somebody else. */
  | { readonly answer: 'no'; readonly promised: Ballot }
  /** That version is decided already; this is the newest it knows. */
  | { readonly answer: 'decided'; readonly document: GroupDocument }
  /** It has not learned of the version before. */
  | { readonly answer: 'behind'; readonly version: number };

export function isAtLeast(one: Ballot, other: Ballot): boolean {
  return one.round !== other.round ? one.round > other.round : one.hostId >= other.hostId;
}

/** A proposer asks to be listened to. */
export function prepare(state: HostState, version: number, ballot: Ballot): { state: HostState; vote: Vote } {
  return whenTimely(state, version, (acceptor) => {
    if (acceptor && !isAtLeast(ballot, acceptor.promised)) return no(state, acceptor.promised);
    const accepted = acceptor?.accepted;
    const promised = { ...state, acceptor: { version, promised: ballot, ...(accepted && { accepted }) } };
    return { state: promised, vote: { answer: 'yes', ...(accepted && { accepted }) } };
  });
}

/** A proposer that a majority listens to makes its proposal. */
export function accept(
  state: HostState,
  version: number,
  { ballot, document }: Accepted,
): { state: HostState; vote: Vote } {
  return whenTimely(state, version, (acceptor) => {
    if (acceptor && !isAtLeast(ballot, acceptor.promised)) return no(state, acceptor.promised);
    const accepted = { version, promised: ballot, accepted: { ballot, document } };
    return { state: { ...state, acceptor: accepted }, vote: { answer: 'yes' } };
  });
}

function whenTimely(
  state: HostState,
  version: number,
  vote: (acceptor: Acceptor | undefined) => { state: HostState; vote: Vote },
): { state: HostState; vote: Vote } {
  const known = state.document.version;
  if (version <= known) return { state, vote: { answer: 'decided', document: state.document } };
  if (version > known + 1) return { state, vote: { answer: 'behind', version: known } };
  return vote(state.acceptor?.version === version ? state.acceptor : undefined);
}

function no(state: HostState, promised: Ballot): { state: HostState; vote: Vote } {
  return { state, vote: { answer: 'no', promised } };
}

/** The proposal to make: one that may have been accepted by a majority before, or the host's own. */
export function toFinish(votes: readonly Vote[]): GroupDocument | undefined {
  let best: Accepted | undefined;
  for (const vote of votes) {
    if (vote.answer !== 'yes' || !vote.accepted) continue;
    if (!best || isAtLeast(vote.accepted.ballot, best.ballot)) best = vote.accepted;
  }
  return best?.document;
}

/** How many of these leaders it takes. */
export function majorityOf(leaders: readonly string[]): number {
  return Math.floor(leaders.length / 2) + 1;
}

/**
 * The host learns what was decided. A document that is no newer than its own, or of another group, changes nothing; one
 * that lacks the host leaves it alone.
 */
export function learn(state: HostState, document: GroupDocument): HostState {
  if (document.id !== state.document.id || document.version <= state.document.version) return state;
  if (!memberOf(document, state.profile.id)) return alone(state);
  const { acceptor: _, tokens, ...rest } = state;
  const known = shownTo(document, state.profile.id);
  const goesOn = tokens && known.leaders.includes(state.profile.id);
  return { ...rest, document: known, ...(goesOn && { tokens }) };
}

/** A document as a host of the group may see it: the authority's key is for those who lead, or are about to. */
export function shownTo(document: GroupDocument, hostId: string): GroupDocument {
  const { authority } = document;
  if (!authority?.keyPem || maySpeak(document, hostId)) return document;
  return { ...document, authority: { certificatePem: authority.certificatePem } };
}

/** Whether a host may tell others what was decided: leaders, and control plane nodes, which are to become leaders. */
export function maySpeak(document: GroupDocument, hostId: string): boolean {
  const isControlPlane = document.cluster?.pools.some((pool) => pool.isControlPlane && pool.hostIds.includes(hostId));
  return document.leaders.includes(hostId) || isControlPlane === true;
}

/** A leader that decides alone. */
export function decideAlone(state: HostState, change: Change): HostState | { readonly refused: Refusal } {
  const document = applied(change, state.document);
  if ('refused' in document) return document;
  return document === state.document ? state : learn(state, document);
}

/** What a change makes of a document, marked as its next version. */
export function applied(change: Change, document: GroupDocument): ReturnType<Change> {
  const changed = change(document);
  if ('refused' in changed || changed === document || changed.version === document.version + 1) return changed;
  return next(document, changed);
}
