import { become, type Decision } from './decision';
import type { Member } from './document';
import type { Credential } from './facts';
import { mayBeUsed } from './prerequisites';
import { type Refusal, refuse } from './refusal';
import { type HostState, isLinked, leads, next, ownDocument } from './state';

/** What a host begins with when it generates its first token. */
export interface NewGroup {
  readonly id: string;
  readonly authority: Credential;
  readonly credential: Credential;
  /** Of that credential's certificate. */
  readonly fingerprint: string;
  readonly joinId: string;
}

/** Whether this host's part in its group lets it do what only a leader does. X-FOL-1. */
export function mayLead(state: HostState): Refusal | undefined {
  if (leads(state) && !state.joining) return undefined;
  return refuse(
    'FOLLOWS',
    `Host "${state.profile.name}" follows another host; do this on its leader, or unlink the host first.`,
  ).refused;
}

/**
 * Generate token: the host starts to. LEAD-1, LINK-PROC-2, LEAD-6.
 * @param group what a host that has none yet starts with
 */
export function startGeneratingTokens(
  state: HostState,
  fresh: { readonly secret: string; readonly group: NewGroup | undefined },
): Decision {
  const refused = mayLead(state);
  if (refused) return { refused };
  if (state.tokens) return become(state);
  const unfit = mayBeUsed(state.profile);
  if (unfit) return { refused: unfit };
  const tokens = { secret: fresh.secret };
  if (state.document.authority || !fresh.group) return become({ ...state, tokens });
  const { id, authority, credential, fingerprint, joinId } = fresh.group;
  const members = state.document.members.map((own): Member => ({ ...own, fingerprint, joinId }));
  return become({ ...state, tokens, credential, document: next(state.document, { id, authority, members }) });
}

/** Stop token generation: the host gives up leading. RMLS-PRE-1, RMLS-PRE-2, RMLS-PROC-1, RMLS-2. */
export function stopGeneratingTokens(state: HostState): Decision {
  const { profile, document } = state;
  if (!state.tokens) {
    return refuse('NOT_GENERATING_TOKENS', `Host "${profile.name}" generates no tokens; there is nothing to stop.`);
  }
  if (document.cluster) {
    return refuse(
      'IN_USE',
      `Host "${profile.name}" is part of cluster "${document.cluster.name}"; delete the cluster before you stop token generation.`,
    );
  }
  if (isLinked(state)) {
    const others = document.members.length - 1;
    return refuse(
      'HAS_FOLLOWERS',
      `Host "${profile.name}" leads ${others} linked host(s); unlink them all before you stop token generation.`,
    );
  }
  return become(alone(state));
}

/** The host as one that is linked with nobody and generates no tokens, with its content and configuration. */
export function alone(state: HostState): HostState {
  const { tokens: _, credential, acceptor: __, document, ownContents, ...rest } = state;
  const { id, authority, departed } = document;
  const names = new Set(document.contents.map((content) => content.name));
  const contents = [...ownContents.filter((content) => !names.has(content.name)), ...document.contents];
  // Where others lead on, it is theirs to tell.
  const ledAlone = leads(state) && document.leaders.length === 1;
  const hasNews = ledAlone && departed.length > 0 && authority && credential;
  const retired = hasNews ? [{ id, authorityPem: authority.certificatePem, credential, departed }] : [];
  return {
    ...rest,
    document: ownDocument(state.profile, document.version + 1, { contents, configuration: document.configuration }),
    ownContents: [],
    retired: [...state.retired, ...retired],
  };
}

/** Where the host is found, as it is after a boot. The address of a linked host is fixed. LINK-LIM-3. */
export function settledAt(
  state: HostState,
  place: {
    readonly address: string;
    readonly apiPort: number;
    readonly peerPort: number;
    readonly apiFingerprint: string;
  },
): HostState {
  const [own] = state.document.members;
  if (isLinked(state) || !own) return state;
  const { peerPort, apiFingerprint, address, apiPort } = place;
  const isSame =
    own.facts.address === address &&
    own.facts.apiPort === apiPort &&
    own.peerPort === peerPort &&
    own.apiFingerprint === apiFingerprint;
  if (isSame) return state;
  const facts = { ...own.facts, address, apiPort };
  return { ...state, document: next(state.document, { members: [{ ...own, facts, peerPort, apiFingerprint }] }) };
}
