/**
 * What hosts say to each other. Every body is checked where it arrives (see `checks.ts`): a peer is not trusted with
 * more than its own words.
 *
 * A join runs over the leader's API port, guarded by the one-time password, and confirms over the group's own port with
 * mutual TLS. From then on a follower asks its leader again and again for what changed since it last heard
 * ({@link SyncRequest}); the leader keeps the answer back until something has, or for a few seconds.
 */
import type { Facts } from '../domain';

/** Paths on the leader's API port. */
export const joinPath = '/link/join';
export const groupPath = '/link/group';
/** Paths on the leader's peer port. */
export const confirmPath = '/link/confirm';
export const syncPath = '/link/sync';
export const farewellPath = '/link/farewell';

export interface JoinRequest {
  readonly password: string;
  readonly facts: Facts;
  /** SPKI, PEM: what the follower wants a certificate for. It proves that it has the private half when it confirms. */
  readonly publicKey: string;
}

export interface JoinAnswer {
  readonly joinId: string;
  readonly groupId: string;
  readonly authorityPem: string;
  readonly certificatePem: string;
  readonly leader: Facts;
  readonly peerPort: number;
}

/** Whether the host still leads the group, or has news for one of it. Answered by any host that is on. */
export interface GroupRequest {
  readonly groupId: string;
}

export interface GroupAnswer {
  readonly known: boolean;
}

export interface ConfirmRequest {
  readonly joinId: string;
}

/** How well a host is, as its leader sees it. */
export interface Health {
  readonly status: 'Healthy' | 'Unhealthy';
  readonly reason: string;
}

/** One host of a group, as the leader tells of it. */
export interface RosterEntry {
  readonly facts: Facts;
  readonly role: 'leader' | 'follower';
  readonly health: Health;
}

/** A point in a leader's telling: which boot of the leader, and how many changes since. */
export interface Mark {
  readonly epoch: string;
  readonly revision: number;
}

export interface SyncRequest extends Mark {
  /** What this follower announces of itself. */
  readonly facts: Facts;
}

export interface SyncAnswer extends Mark {
  /** All hosts of the group. */
  readonly ids: readonly string[];
  /** Those that changed since the mark in the request. */
  readonly changed: readonly RosterEntry[];
}

export interface Refused {
  readonly code: string;
  readonly message: string;
}
