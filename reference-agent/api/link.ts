import { z } from 'zod';
import { leave, removeFollower, stopGeneratingTokens } from '../domain';
import type { Context } from '../host/context';
import type { Follower } from '../peers/follower';
import type { Leader } from '../peers/leader';
import type { RosterEntry } from '../peers/messages';
import { accepted, bodyOf, failed, refused } from './answers';
import type { Route } from './routes';
import { linkPeer } from './shapes';

const base = '/v1/edge-mgmt/edgehosts/current';
const linkToken = z.object({ token: z.string().max(1024 * 1024) });

/** Linking, as published: token, link, status, unlink; and the operation that ends token generation. */
export function linkRoutes(context: Context, leader: Leader, follower: Follower): Route[] {
  const { host } = context;
  const generate = `${base}/link/generate-token`;

  /** The other hosts of this host's group. */
  const peers = (): readonly RosterEntry[] => {
    const ownId = host.state.profile.id;
    const entries = host.state.leads ? leader.entries() : follower.entries();
    return entries.filter((entry) => entry.facts.id !== ownId);
  };

  const status = () => {
    const linked = host.state.follows !== undefined || peers().length > 0;
    const word = linked ? 'Completed' : follower.isLinking ? 'InProgress' : follower.lastError ? 'Failed' : 'Pending';
    return { status: word, errorMessage: linked ? '' : follower.lastError, peers: peers().map(linkPeer) };
  };

  return [
    {
      method: 'POST',
      path: generate,
      answer: async (call) => {
        const decision = await leader.generateToken();
        return decision.refused ? refused(call, decision.refused) : call.json(decision.handedOut);
      },
    },
    {
      method: 'DELETE',
      path: generate,
      answer: async (call) => {
        const decision = await host.execute(stopGeneratingTokens);
        return decision.refused
          ? refused(call, decision.refused)
          : accepted(call, 200, 'The host generates no tokens any more and can be linked to another host.');
      },
    },
    {
      method: 'POST',
      path: `${base}/link`,
      answer: async (call) => {
        const body = linkToken.safeParse(await bodyOf(call));
        if (!body.success)
          return failed(call, 400, 'TOKEN_MALFORMED', 'The body holds no "token"; enter a link token.');
        const outcome = await follower.link(body.data.token);
        return outcome.refused ? refused(call, outcome.refused) : call.json(status());
      },
    },
    {
      method: 'GET',
      path: `${base}/link/status`,
      answer: (call) => {
        const known = host.state.follows || host.state.tokens || follower.isLinking || follower.lastError;
        return known
          ? call.json(status())
          : failed(call, 404, 'NOT_LINKED', 'This host is not linked with any other and generates no tokens.');
      },
    },
    {
      method: 'POST',
      path: `${base}/unlink`,
      answer: async (call) => {
        const peerId = call.req.query('peerId');
        if (!peerId)
          return failed(call, 400, 'PEER_UNKNOWN', 'The parameter "peerId" is missing; name the host to unlink.');
        const decision = await host.execute((state) =>
          state.leads ? removeFollower(state, peerId) : leave(state, peerId),
        );
        return decision.refused ? refused(call, decision.refused) : accepted(call, 200, `Host ${peerId} is unlinked.`);
      },
    },
  ];
}
