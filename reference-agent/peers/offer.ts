import { isIssuedBy, newKeyPair } from '../certificates';
import {
  type Credential,
  type Facts,
  type Joining,
  type Refusal,
  type RefusalCode,
  refusalCodes,
  refuse,
} from '../domain';
import { type Context, within } from '../host/context';
import type { Token } from '../tokens/token';
import { read } from './checks';
import { type JoinAnswer, type JoinRequest, joinPath } from './messages';
import { pinnedConnection } from './pinned';
import { patienceSeconds } from './timing';

/**
 * Shows a leader the token, and gets what it takes to join its group, examined; or why not.
 * @param facts what this host says of itself
 * @param place where its group will find it
 */
export async function askToJoin(
  context: Context,
  token: Token,
  facts: Facts,
  place: Pick<JoinRequest, 'peerPort' | 'apiFingerprint'>,
): Promise<Joining | { readonly refused: Refusal }> {
  const { publicKeyPem, keyPem } = newKeyPair();
  const connection = pinnedConnection(context.network, token);
  using signal = within(context, patienceSeconds);
  try {
    const request: JoinRequest = { password: token.password, facts, publicKey: publicKeyPem, ...place };
    const answer = await connection.post(joinPath, request, signal);
    if (answer.status !== 200) return { refused: refusalIn(answer.body, token) };
    const offer = read.joinAnswer(answer.body);
    if (!offer || !isSound(offer, token, { certificatePem: offer.certificatePem, keyPem })) {
      return refuse(
        'LEADER_ANSWER',
        `Host ${token.address} answered something else than a leader does; is it an edge host?`,
      );
    }
    return {
      groupId: offer.groupId,
      joinId: offer.joinId,
      authorityPem: offer.authorityPem,
      credential: { certificatePem: offer.certificatePem, keyPem },
      leaders: [{ facts: offer.leader, peerPort: offer.peerPort, apiFingerprint: token.fingerprint }],
    };
  } catch (error) {
    context.log.info({ err: error }, 'the leader cannot be reached');
    return refuse(
      'LEADER_UNREACHABLE',
      `The host of the token cannot be reached: ${(error as Error).message}; both hosts must be on the same network.`,
    );
  } finally {
    connection.close();
  }
}

/** Whether the offer is one of the host that made the token, and can be used. */
function isSound(offer: JoinAnswer, token: Token, credential: Credential): boolean {
  const { address, apiPort } = offer.leader;
  return address === token.address && apiPort === token.port && isIssuedBy(offer.authorityPem, credential);
}

function refusalIn(body: unknown, token: Token): Refusal {
  const refused = read.refused(body);
  if (refused && refused.code in refusalCodes) {
    return { code: refused.code as RefusalCode, message: refused.message };
  }
  return refuse('LEADER_ANSWER', `Host ${token.address} did not let this host join; is it an edge host that leads?`)
    .refused;
}
