import type { Contact, Membership } from '../domain';
import { type Context, pause, within } from '../host/context';
import { read } from './checks';
import type { PeerConnections } from './connections';
import { type PeerAnswer, PeerFault } from './http';
import { groupPath } from './messages';
import { pinnedConnection } from './pinned';
import { patienceSeconds, retrySeconds } from './timing';

/** Something to talk about with a leader until it is settled. */
export interface Conversation {
  /** Says it once; true when it is settled. */
  talk(post: (path: string, body: unknown, extraSeconds?: number) => Promise<PeerAnswer>): Promise<boolean>;
  /** The leader says that it has nothing to do with such a group any more; true where that settles it. */
  groupIsGone(): Promise<boolean>;
}

/** What a host has to talk about with leaders, present and past. */
export class Conversations {
  constructor(
    private readonly context: Context,
    private readonly connections: PeerConnections,
  ) {}

  /** Repeats a conversation with a leader until it is over, with growing pauses while it fails. */
  async hold(group: Membership, leader: Contact, signal: AbortSignal, conversation: Conversation): Promise<void> {
    const { context } = this;
    const connection = this.connections.take(group, leader);
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
        context.log.info({ err: error, leader: leader.facts.id }, 'a leader cannot be reached');
        if (await this.#isGone(group, leader, error, signal)) {
          if (await conversation.groupIsGone().catch(() => false)) break;
        }
        await pause(context, wait, signal);
        wait = Math.min(wait * 2, retrySeconds.longest);
      }
    }
    this.connections.giveBack(group, leader);
  }

  /**
   * Whether the leader is there but has nothing to do with the group any more. It drops a group once every host of it was
   * told, and this host may have lost its power just before it wrote down what it was told.
   */
  async #isGone(group: Membership, leader: Contact, error: unknown, signal: AbortSignal): Promise<boolean> {
    if (!(error instanceof PeerFault) || error.silent) return false;
    const { address, apiPort } = leader.facts;
    const connection = pinnedConnection(this.context.network, {
      address,
      port: apiPort,
      fingerprint: leader.apiFingerprint,
    });
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
}

/** A leader that is in trouble itself has decided nothing. */
export function isTrouble(answer: PeerAnswer): boolean {
  return answer.status >= 500;
}

/** What a conversation fails with when the leader said nothing that settles it. */
export function trouble(answer: PeerAnswer): Error {
  return new Error(`the leader answered ${answer.status}`);
}
