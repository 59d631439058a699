import { Hono } from 'hono/quick';
import { CertificateError } from '../certificates';
import { jsonOf } from '../host/body';
import type { Context } from '../host/context';
import { read } from './checks';
import type { Leader } from './leader';
import { groupPath, joinPath } from './messages';

/** A public key and facts take less than this. */
const largestBody = 64 * 1024;

/**
 * What hosts say to each other on the API port, without a login. To join takes a one-time password; to ask whether this
 * host still has to do with a group takes the group's name, which only its hosts know.
 */
export function joinDoor(context: Context, leader: Leader): Hono {
  const app = new Hono();
  app.post(groupPath, async (call) => {
    const request = read.groupRequest(await jsonOf(call, largestBody));
    if (!request) return call.json({ code: 'NOT_A_MEMBER', message: 'This names no group.' }, 400);
    const { document, retired } = context.host.state;
    return call.json({ known: [document, ...retired].some((group) => group.id === request.groupId) });
  });
  app.post(joinPath, async (call) => {
    const request = read.joinRequest(await jsonOf(call, largestBody));
    if (!request) return call.json({ code: 'TOKEN_MALFORMED', message: 'This is no request to join a group.' }, 400);
    try {
      const answer = await leader.join(request);
      return 'refused' in answer ? call.json(answer.refused, 403) : call.json(answer);
    } catch (error) {
      if (!(error instanceof CertificateError)) throw error;
      return call.json({ code: 'TOKEN_MALFORMED', message: error.message }, 400);
    }
  });
  return app;
}
