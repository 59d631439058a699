import type { Voters } from '../agreement';
import { memberOf, membershipOf, type Vote } from '../domain';
import type { Context } from '../host/context';
import { read } from './checks';
import type { PeerConnections } from './connections';
import type { PeerAnswer } from './http';
import { acceptPath, learnPath, preparePath } from './messages';

/** The other leaders, asked over the group's own connections. */
export function votersOf(context: Context, connections: PeerConnections): Voters {
  const post = async (hostId: string, path: string, body: unknown, signal: AbortSignal): Promise<PeerAnswer> => {
    const { state } = context.host;
    const membership = membershipOf(state);
    const peer = memberOf(state.document, hostId);
    if (!membership || !peer) throw new Error(`host "${hostId}" is not of this group`);
    const connection = connections.take(membership, peer);
    try {
      const answer = await connection.post(path, body, signal);
      if (answer.status !== 200) throw new Error(`host "${hostId}" answered ${answer.status}`);
      return answer;
    } finally {
      connections.giveBack(membership, peer);
    }
  };
  const voted = async (asked: Promise<PeerAnswer>): Promise<Vote> => {
    const vote = read.vote((await asked).body);
    if (!vote) throw new Error('the answer is no vote');
    return vote;
  };
  return {
    prepare: (hostId, version, ballot, signal) => voted(post(hostId, preparePath, { version, ballot }, signal)),
    accept: (hostId, version, ballot, document, signal) =>
      voted(post(hostId, acceptPath, { version, ballot, document }, signal)),
    learn: async (hostId, document, signal) => {
      await post(hostId, learnPath, { document }, signal);
    },
  };
}
