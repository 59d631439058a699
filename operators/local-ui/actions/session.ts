/** Logins, and what is tried without one or with one of another host. */
import { AccessFault } from '../../faults';
import { type Attempt, HostFault, NotObservable, type Outcome, type SessionActions } from '../../operator';
import { done, refused, useMenu } from '../acting';
import { Desk } from '../desk';
import { generateToken, link, unlink } from './link';

const asksForLogin = refused('The page asks for a login.');

export const sessionActions = (desk: Desk): SessionActions => ({
  logIn: (credentials = desk.parts.host.credentials) =>
    elsewhere(desk, async (other) => {
      const login = await other.inTurn(async () => {
        await other.begin();
        return other.logIn(credentials);
      });
      const session = login.accepted ? await other.session() : undefined;
      if (session !== undefined) await desk.inTurn(() => desk.adopt(session));
      return done(login);
    }),

  logOut: () =>
    desk.inTurn(async () => {
      const opened = await desk.open('edgeHost');
      if (!opened.accepted) return opened;
      const label = desk.labels.text('menu.user');
      const since = desk.mark();
      const button = desk.page.getByRole('button', desk.labels.beginning('menu.user'));
      const refusal = await useMenu(desk, button, label, 'menu.signOut');
      if (refusal !== undefined) return refusal;
      const shown = await desk.settled(since);
      return desk.isLogin(shown) ? { accepted: true, value: undefined } : refused('The page stays after the sign-out.');
    }),

  session: () =>
    desk.inTurn(async () => {
      const known = await desk.session();
      if (known !== undefined) return known;
      await desk.look('edgeHost');
      const session = await desk.session();
      if (session !== undefined) return session;
      throw new NotObservable(
        'The browser holds no cookie "Authorization" after the login, so that no session can be shown to others.',
      );
    }),

  async isReachable() {
    try {
      await desk.inTurn(() => desk.begin());
      return true;
    } catch (error) {
      if (error instanceof HostFault) return error.code === 'HOST_STATUS' || error.code === 'HOST_REDIRECT';
      if (error instanceof AccessFault) return false;
      throw error;
    }
  },

  tryForeignSession: (session) =>
    elsewhere(desk, async (other) => {
      const shown = await other.inTurn(async () => {
        if (session !== undefined) await other.adopt(session);
        return other.begin();
      });
      return other.isLogin(shown) ? asksForLogin : { accepted: true, value: undefined };
    }),

  tryWithoutLogin: (attempt) =>
    elsewhere(desk, async (other) => {
      if (other.isLogin(await other.inTurn(() => other.begin()))) return asksForLogin;
      return done(await attempted(other, attempt));
    }),

  close: () => desk.close(),
});

/** At a window of one's own, which has no session and is closed afterwards. */
async function elsewhere<T>(desk: Desk, action: (other: Desk) => Promise<T>): Promise<T> {
  const other = new Desk(desk.parts);
  try {
    return await action(other);
  } finally {
    await other.close();
  }
}

function attempted(desk: Desk, attempt: Attempt): Promise<Outcome<unknown>> {
  switch (attempt.to) {
    case 'generate a token':
      return generateToken(desk);
    case 'link':
      return link(desk, attempt.token);
    case 'unlink':
      return unlink(desk, attempt.peer);
    case 'see the linked hosts':
      return desk.inTurn(() => desk.open('linkedEdgeHosts'));
  }
}
