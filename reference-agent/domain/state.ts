import type { Acceptor, Configuration, Content, Departed, GroupDocument, Member, Workload } from './document';
import type { Credential, Profile } from './facts';

/** How to reach a host that leads a group. */
export type Contact = Pick<Member, 'facts' | 'peerPort' | 'apiFingerprint'>;

/** How a host proves to a group's leaders that it is, or was, one of it. */
export interface Membership {
  readonly groupId: string;
  readonly joinId: string;
  readonly authorityPem: string;
  readonly credential: Credential;
  readonly leaders: readonly Contact[];
}

/** A link whose outcome only the leader knows: it was asked to confirm, and may or may not have. */
export type Joining = Membership;

/** Word that this host left a group, to be delivered to one of its leaders. */
export type Farewell = Membership;

/** A group that a host no longer leads, with hosts to be told so. */
export interface RetiredGroup {
  readonly id: string;
  readonly authorityPem: string;
  readonly credential: Credential;
  readonly departed: readonly Departed[];
}

/** Everything a host must not forget about its links and its cluster. */
export interface HostState {
  readonly profile: Profile;
  /** What is agreed in its group, as far as it has learned; while it is linked with nobody, its own. */
  readonly document: GroupDocument;
  /** Present while the host generates tokens: the secret of its one-time passwords, base32. */
  readonly tokens?: { readonly secret: string };
  /** What it authenticates with in its group. Present once it generated a token or was linked. */
  readonly credential?: Credential;
  /** What it promised and accepted as one of several leaders. */
  readonly acceptor?: Acceptor;
  /** Bundles it had before it was linked; they are its own again once it is unlinked. */
  readonly ownContents: readonly Content[];
  readonly retired: readonly RetiredGroup[];
  readonly joining?: Joining;
  readonly farewells: readonly Farewell[];
  /** What it does for a cluster, until it is undone. */
  readonly workload?: Workload;
}

/** A host that knows of no other. INTRO-1, INTRO-2. */
export function unlinked(profile: Profile): HostState {
  return { profile, document: ownDocument(profile, 1, {}), ownContents: [], retired: [], farewells: [] };
}

/** What a host agrees on with itself. Where it is found, it says when it boots: see {@link settledAt}. */
export function ownDocument(
  profile: Profile,
  version: number,
  kept: { readonly contents?: readonly Content[]; readonly configuration?: Configuration | undefined },
): GroupDocument {
  const member: Member = {
    facts: { ...profile, address: '', apiPort: 0 },
    peerPort: 0,
    joinId: '',
    fingerprint: '',
    apiFingerprint: '',
    since: version,
  };
  return {
    id: profile.id,
    version,
    leaders: [profile.id],
    members: [member],
    departed: [],
    contents: kept.contents ?? [],
    ...(kept.configuration && { configuration: kept.configuration }),
  };
}

/** Whether the host decides for its group, which may be itself alone. */
export function leads(state: HostState): boolean {
  return isLeader(state.document, state.profile.id);
}

export function isLeader(document: GroupDocument, hostId: string): boolean {
  return document.leaders.includes(hostId);
}

export function memberOf(document: GroupDocument, hostId: string): Member | undefined {
  return document.members.find((member) => member.facts.id === hostId);
}

/** Whether the host is part of a group of two or more, or may turn out to be. */
export function isLinked(state: HostState): boolean {
  return state.joining !== undefined || state.document.members.length > 1;
}

/** All content that this host is to keep. */
export function contentsOf(state: HostState): readonly Content[] {
  return [...state.document.contents, ...state.ownContents];
}

/** The next document: one decision further. Entries of members that changed are marked with its version. */
export function next(document: GroupDocument, change: Partial<GroupDocument>): GroupDocument {
  const version = document.version + 1;
  const known = new Set(document.members);
  const members = (change.members ?? document.members).map((member) =>
    known.has(member) ? member : { ...member, since: version },
  );
  return { ...document, ...change, members, version };
}
