/** Logins, and actions without one. */
import type { Attempt, HostAccess, SessionActions } from '../../operator';
import { type ApiAccess, done, outcomeOf } from '../access';
import { type Operation, operations } from '../operations';
import { linkedOutcome } from './link';

const unproven: Readonly<Record<Exclude<Attempt['to'], 'link'>, Operation>> = {
  'generate a token': operations.generateToken,
  unlink: operations.unlink,
  'see the linked hosts': operations.linkStatus,
};

export const sessionActions = (access: ApiAccess, host: HostAccess): SessionActions => ({
  logIn: (credentials = host.credentials) => access.logIn(credentials),

  logOut: () => access.logOut(),

  session: () => access.session(),

  isReachable: () => access.answers(operations.ping),

  async tryForeignSession(session) {
    if (session !== undefined) access.redactor.learn('session', session);
    return done(outcomeOf(await access.send({ operation: operations.edgeHost, session })));
  },

  async tryWithoutLogin(attempt) {
    if (attempt.to === 'link') {
      access.redactor.learn('link token', attempt.token);
      const answer = await access.send({ operation: operations.link, body: { token: attempt.token } });
      return done(linkedOutcome(access, outcomeOf(answer)));
    }
    const query = attempt.to === 'unlink' ? { query: { peerId: attempt.peer.id } } : {};
    return done(outcomeOf(await access.send({ operation: unproven[attempt.to], ...query })));
  },

  async close() {
    access.close();
  },
});
