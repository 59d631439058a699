/**
 * What hosts say to each other. Every body is checked where it arrives (see `checks.ts`): a peer is not trusted with
 * more than its own words.
 *
 * A join runs over the leader's API port, guarded by the one-time password, and confirms over the group's own port with
 * mutual TLS. From then on every host asks each leader again and again for what changed since it last heard
 * ({@link SyncRequest}); the leader keeps the answer back until something has, or for a few seconds. Leaders ask each
 * other for their votes ({@link PrepareRequest}, {@link AcceptRequest}).
 */
import type { Accepted, Announcement, Ballot, Facts, GroupDocument, Member } from '../domain';
import type { Health } from '../host/group';

/** Paths on the leader's API port. */
export const joinPath = '/link/join';
export const groupPath = '/link/group';
/** Paths on the peer port. */
export const confirmPath = '/link/confirm';
export const farewellPath = '/link/farewell';
export const syncPath = '/group/sync';
export const announcePath = '/group/announce';
export const preparePath = '/agreement/prepare';
export const acceptPath = '/agreement/accept';
export const learnPath = '/agreement/learn';
/** Followed by the SHA-256 of a bundle. */
export const contentPath = '/content/';

export interface JoinRequest {
  readonly password: string;
  readonly facts: Facts;
  /** SPKI, PEM: what the follower wants a certificate for. It proves that it has the private half when it confirms. */
  readonly publicKey: string;
  /** Where it will answer the hosts of its group. */
  readonly peerPort: number;
  readonly apiFingerprint: string;
}

export interface JoinAnswer {
  readonly joinId: string;
  readonly groupId: string;
  readonly authorityPem: string;
  readonly certificatePem: string;
  readonly leader: Facts;
  readonly peerPort: number;
}

/** Whether the host is of that group, or has news for one of it. Answered by any host that is on. */
export interface GroupRequest {
  readonly groupId: string;
}

export interface GroupAnswer {
  readonly known: boolean;
}

export interface ConfirmRequest {
  readonly joinId: string;
}

export interface ConfirmAnswer {
  readonly document: GroupDocument;
}

/** A point in a host's telling: which boot of it, and how many changes since. */
export interface Mark {
  readonly epoch: string;
  readonly revision: number;
}

export interface SyncRequest extends Mark {
  /** Of the document it knows; 0 for the whole of it. */
  readonly version: number;
  readonly announcement: Announcement;
}

/** One host of a group, as a leader tells of it. */
export interface RosterEntry {
  readonly id: string;
  readonly announcement?: Announcement;
  readonly health: Health;
}

/** What changed in a document since an older version of it. */
export interface DocumentNews {
  readonly rest: Omit<GroupDocument, 'members'>;
  /** All members, in order. */
  readonly ids: readonly string[];
  /** Those that were linked since. */
  readonly members: readonly Member[];
}

export interface SyncAnswer extends Mark {
  /** Absent where the asking host knows the newest. */
  readonly document?: DocumentNews;
  /** Hosts of which something changed since the mark in the request. */
  readonly changed: readonly RosterEntry[];
}

export interface AnnounceRequest {
  readonly announcement: Announcement;
}

export interface PrepareRequest {
  readonly version: number;
  readonly ballot: Ballot;
}

export interface AcceptRequest extends Accepted {
  readonly version: number;
}

export interface LearnRequest {
  readonly document: GroupDocument;
}
