import type { Context as Call } from 'hono';
import type { Hono } from 'hono/quick';
import { formOf, resultOf } from './action';
import { ApiClient } from './api-client';
import type { LocalUiHost } from './host';
import { Login } from './layout/login';
import type { Action, ActionResult } from './page';

/** Where a person is sent who is not logged in, and back from there. */
function loginPath(next: string, isLost: boolean): string {
  const query = new URLSearchParams({ ...(next !== '/' && { next }), ...(isLost && { ended: 'yes' }) }).toString();
  return query === '' ? '/login' : `/login?${query}`;
}

/** Only pages of this host: an address may come from anybody. */
function ownPath(next: string | null): string {
  return next && /^\/(?![/\\])[\w\-/?=&.%]*$/.test(next) && !next.startsWith('/login') ? next : '/';
}

/** Answers that a login is needed first; a script is told where. */
export function toLogin(call: Call, isForScript: boolean): Response {
  const isLost = call.req.header('cookie')?.includes('Authorization=') === true;
  if (isForScript) {
    const from = new URL(call.req.header('referer') ?? '/', call.req.url);
    return call.json({ login: loginPath(ownPath(from.pathname + from.search), true) }, 401);
  }
  const { pathname, search } = new URL(call.req.url);
  const next = call.req.method === 'GET' && pathname !== '/events' ? ownPath(pathname + search) : '/';
  return call.redirect(loginPath(next, isLost), 303);
}

/** The login page. */
export function serveLogin(app: Hono, host: LocalUiHost): void {
  app.get('/login', (call) => {
    const next = ownPath(call.req.query('next') ?? null);
    return call.html(page(<Login host={host} next={next} isEnded={call.req.query('ended') !== undefined} />));
  });
  app.post('/login', async (call) => {
    const form = await formOf(call);
    const [username, password] = [form.get('username') ?? '', form.get('password') ?? ''];
    const next = ownPath(form.get('next'));
    const api = new ApiClient(host, call);
    const done = await api.send('POST', '/v1/users/default/login', { username, password });
    const isForScript = call.req.header('accept') === 'application/json';
    if (done.refused !== undefined) {
      if (isForScript) return call.json(done satisfies ActionResult, 422);
      return call.html(page(<Login host={host} next={next} username={username} failed={done.refused} />), 422);
    }
    for (const cookie of api.cookies) call.header('set-cookie', cookie, { append: true });
    return isForScript ? call.json({ done: '', go: next } satisfies ActionResult) : call.redirect(next, 303);
  });
}

/** Sign out. */
export const signOut: Action = {
  path: '/logout',
  act: async ({ api }) => resultOf(await api.send('POST', '/v1/users/default/logout'), { go: '/login' }),
};

function page(html: { toString(): string | Promise<string> }): string {
  return `<!doctype html>${html.toString()}`;
}
