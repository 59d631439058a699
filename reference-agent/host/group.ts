import type { IncomingMessage } from 'node:http';
import type { Announcement, Change, Decision, Member } from '../domain';

/** How well a host is, as those it keeps up with see it. */
export interface Health {
  readonly status: 'Healthy' | 'Unhealthy';
  readonly reason: string;
}

/** Another host of the group, as this one knows it now. */
export interface Peer {
  readonly member: Member;
  readonly role: 'leader' | 'follower';
  /** Undefined until it was heard of since this host booted. */
  readonly announcement: Announcement | undefined;
  readonly health: Health;
}

/**
 * A host's door to its group, whether it leads, follows or is alone: `host.state.document` is what was agreed, this is
 * how to change it and whom to ask.
 */
export interface Group {
  /**
   * Lets the group decide on a change. Resolves once it is decided and durable on this host, or with a refusal: that of
   * the change itself, `FOLLOWS` on a host that does not lead, `NO_MAJORITY` where too few leaders answered (it may then
   * still have been decided). A change that returns the document it was given changes nothing.
   * @param forGood a change that comes to nothing is decided on, too: nothing this host proposed before can happen after it
   */
  propose(change: Change, forGood?: boolean): Promise<Decision>;
  /** The other hosts of the group. */
  peers(): readonly Peer[];
  /** Calls back when what {@link peers} answers may have changed, until what it returns is called. */
  onPeers(listener: () => void): () => void;
  /** What this host announces of itself has changed (see `Context.announcement`); tells its group. */
  announce(): void;
  /**
   * Asks another host of the group for something large (`GET`). Resolves when its answer begins; rejects with one
   * sentence when it cannot be reached or the signal fires.
   */
  fetch(
    hostId: string,
    path: string,
    headers: Readonly<Record<string, string>>,
    signal: AbortSignal,
  ): Promise<IncomingMessage>;
}
