import type { Context as Call } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { z } from 'zod';
import type { OpenedSession, Passwords, Sessions } from '../sessions';
import type { User } from '../store/stored-host';
import { accepted, bodyOf, failed } from './answers';
import { actsAs, type Route } from './routes';

const base = '/v1/users';
const text = z.string().max(1024);
const login = z.object({ username: text, password: text });
const passwordReset = z.object({ oldPassword: text, newPassword: text.min(1) });
const renewal = z.object({ refreshToken: z.string().max(8192).optional() });
const userSpec = z.object({ sshKeys: z.array(z.string().max(16_384)).max(64) });

/** What the operations about users need. */
export interface Accounts {
  readonly sessions: Sessions;
  readonly passwords: Passwords;
  /** Whether the Local UI offers to change passwords. */
  readonly disablePasswordUpdate: boolean;
  users(): readonly User[];
  changeUsers(change: (users: readonly User[]) => readonly User[]): Promise<void>;
}

/** Login, logout, passwords and the current user, as published. */
export function userRoutes(accounts: Accounts): Route[] {
  const { sessions } = accounts;
  const find = (username: string) => accounts.users().find((user) => user.username === username);
  const verify = (username: string, password: string) =>
    accounts.passwords.verify(password, find(username)?.passwordHash);
  const change = (username: string, changed: (user: User) => Partial<User>) =>
    accounts.changeUsers((users) =>
      users.map((user) => (user.username === username ? { ...user, ...changed(user) } : user)),
    );

  return [
    {
      method: 'POST',
      path: `${base}/default/login`,
      open: true,
      audit: { actionType: 'activity', kind: 'user', message: 'A user logged in.' },
      answer: async (call) => {
        const body = login.safeParse(await bodyOf(call));
        if (!body.success || !(await verify(body.data.username, body.data.password))) {
          return failed(
            call,
            400,
            'LOGIN_REFUSED',
            'The user name or the password is wrong; log in as an OS user of this host.',
          );
        }
        actsAs(call, body.data.username);
        const session = await sessions.open(body.data.username, { extended: isExtended(call) });
        if (call.req.query('setCookie') !== 'false') remember(call, session);
        return call.json({ IsFirstLogin: false, Token: tokenOf(session) });
      },
    },
    {
      method: 'POST',
      path: `${base}/default/logout`,
      audit: { actionType: 'activity', kind: 'user', message: 'A user logged out.' },
      answer: (call, caller) => {
        sessions.close(caller.sessionId);
        deleteCookie(call, 'Authorization', { path: '/', secure: true });
        deleteCookie(call, 'RefreshToken', { path: '/', secure: true });
        return call.body(null, 200);
      },
    },
    {
      method: 'POST',
      path: `${base}/default/password/reset`,
      audit: { actionType: 'update', kind: 'user', message: 'A user changed the own password.' },
      answer: async (call, caller) => {
        const body = passwordReset.safeParse(await bodyOf(call));
        if (!body.success)
          return failed(call, 400, 'PASSWORD_RESET', 'Give the old password, and a new one that is not empty.');
        if (!(await verify(caller.username, body.data.oldPassword))) {
          return failed(call, 400, 'PASSWORD_RESET', 'The old password is wrong; nothing was changed.');
        }
        const passwordHash = await accounts.passwords.hash(body.data.newPassword);
        // Whoever else is logged in with the old password must know the new one.
        await change(caller.username, ({ sessions }) => ({
          passwordHash,
          sessions: { number: (sessions?.number ?? 0) + 1, kept: caller.sessionId },
        }));
        return call.body(null, 204);
      },
    },
    {
      method: 'POST',
      path: `${base}/default/token/renewal`,
      open: true,
      answer: async (call) => {
        const body = renewal.safeParse((await bodyOf(call)) ?? {});
        const refresh = body.data?.refreshToken ?? getCookie(call, 'RefreshToken') ?? '';
        const session = await sessions.renew(refresh, { extended: isExtended(call) });
        if (!session) return failed(call, 401, 'UNAUTHORIZED', 'The refresh token is not good; log in again.');
        remember(call, session);
        return call.json(tokenOf(session));
      },
    },
    {
      method: 'GET',
      path: `${base}/current`,
      answer: (call, caller) =>
        call.json({
          userName: caller.username,
          sshKeys: find(caller.username)?.sshKeys ?? [],
          disablePasswordUpdate: accounts.disablePasswordUpdate,
        }),
    },
    {
      method: 'PATCH',
      path: `${base}/current`,
      audit: { actionType: 'update', kind: 'user', message: 'A user changed the own SSH keys.' },
      answer: async (call, caller) => {
        const body = userSpec.safeParse(await bodyOf(call));
        if (!body.success)
          return failed(call, 400, 'USER_SPEC', `The user is not usable: ${z.prettifyError(body.error)}`);
        await change(caller.username, () => ({ sshKeys: body.data.sshKeys }));
        return accepted(call, 202, 'The SSH keys are stored.');
      },
    },
  ];
}

function isExtended(call: Call): boolean {
  return call.req.query('extendedSession') === 'true';
}

function tokenOf(session: OpenedSession): Record<string, string> {
  return { Authorization: session.authorization, RefreshToken: session.refresh };
}

function remember(call: Call, session: OpenedSession): void {
  const options = { path: '/', httpOnly: true, secure: true, sameSite: 'Strict' } as const;
  setCookie(call, 'Authorization', session.authorization, options);
  setCookie(call, 'RefreshToken', session.refresh, options);
}
