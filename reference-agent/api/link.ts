import { z } from 'zod';
import { leads, leave, removeMember, stopGeneratingTokens } from '../domain';
import type { Context } from '../host/context';
import type { LinkedGroup } from '../peers/linked-group';
import { accepted, bodyOf, failed, refused } from './answers';
import type { Route } from './routes';
import { linkPeer } from './shapes';

const base = '/v1/edge-mgmt/edgehosts/current';
const linkToken = z.object({ token: z.string().max(1024 * 1024) });

/** Linking, as published: token, link, status, unlink; and the operation that ends token generation. */
export function linkRoutes(context: Context, group: LinkedGroup): Route[] {
  const { host } = context;
  const { leader, follower } = group;
  const generate = `${base}/link/generate-token`;
  const isLinked = () => host.state.document.members.length > 1;

  const status = () => {
    const linked = isLinked();
    const word = linked ? 'Completed' : follower.isLinking ? 'InProgress' : follower.lastError ? 'Failed' : 'Pending';
    const { document } = host.state;
    const peers = group.peers().map((peer) => linkPeer(document, peer));
    return { status: word, errorMessage: linked ? '' : follower.lastError, peers };
  };

  /** A host that was silent and is out of its cluster may be gone for good; nobody waits for it to be Ready. */
  const isGoneForGood = (hostId: string) =>
    group.peers().some((peer) => peer.member.facts.id === hostId && peer.health.status === 'Unhealthy');

  return [
    {
      method: 'POST',
      path: generate,
      audit: { actionType: 'create', kind: 'token', message: 'A link token was handed out.' },
      answer: async (call) => {
        const decision = await leader.generateToken();
        return decision.refused ? refused(call, decision.refused) : call.json(decision.handedOut);
      },
    },
    {
      method: 'DELETE',
      path: generate,
      audit: { actionType: 'delete', kind: 'token', message: 'Token generation was stopped.' },
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
      audit: { actionType: 'action', kind: 'edgehost', message: 'The host was linked to the one of a token.' },
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
        const known = isLinked() || host.state.tokens || follower.isLinking || follower.lastError;
        return known
          ? call.json(status())
          : failed(call, 404, 'NOT_LINKED', 'This host is not linked with any other and generates no tokens.');
      },
    },
    {
      method: 'POST',
      path: `${base}/unlink`,
      audit: {
        actionType: 'action',
        kind: 'edgehost',
        message: (call) => `Host ${call.req.query('peerId')} was unlinked.`,
      },
      answer: async (call) => {
        const peerId = call.req.query('peerId');
        if (!peerId)
          return failed(call, 400, 'PEER_UNKNOWN', 'The parameter "peerId" is missing; name the host to unlink.');
        const decision =
          leads(host.state) && isLinked()
            ? await group.propose(removeMember(peerId, isGoneForGood(peerId)))
            : await host.execute((state) => leave(state, peerId));
        return decision.refused ? refused(call, decision.refused) : accepted(call, 200, `Host ${peerId} is unlinked.`);
      },
    },
  ];
}
