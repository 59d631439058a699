import type { Context as Call } from 'hono';
import { csrf } from 'hono/csrf';
import { HTTPException } from 'hono/http-exception';
import { Hono } from 'hono/quick';
import { BodyTooLarge } from '../host/body';
import { formOf } from './action';
import { ApiClient } from './api-client';
import { serveAssets } from './assets';
import { SessionLost } from './errors';
import { serveEvents } from './events';
import type { LocalUiHost } from './host';
import { Problem } from './layout/problem';
import { Shell } from './layout/shell';
import { serveLogin, signOut, toLogin } from './login';
import type { Action, ActionResult, Page, User, Visit } from './page';
import { pages } from './pages';
import { powerActions } from './power';
import { Revision } from './revision';
import { securityHeaders } from './security';

/** Whether the answer is for the script of the pages, which shows it in place, and not for the browser itself. */
const isForScript = (call: Call) => call.req.header('accept') === 'application/json';
const isForPerson = (call: Call) => call.req.header('accept')?.includes('text/html') === true;

type Shown = Pick<Page, 'name' | 'show' | 'path'>;

/** Everything that a browser asks the Local UI of a host for. */
export function localUiApp(host: LocalUiHost): Hono {
  const app = new Hono();
  app.use(securityHeaders());
  serveAssets(app);
  const revision = new Revision(host);
  serveEvents(app, host, revision);
  // What a form of another site sends comes with the person's cookie in browsers that do not know better.
  const ownPagesOnly = csrf();
  app.use('/login', ownPagesOnly);
  serveLogin(app, host);
  for (const page of pages) {
    for (const shown of [page, ...(page.inner ?? [])]) {
      app.get(shown.path, async (call) => await show(call, page, shown));
      for (const action of shown.actions ?? []) offer(action, page, shown);
    }
  }
  const [home] = pages;
  for (const action of [...powerActions, signOut]) offer(action, home, home);

  app.notFound((call) => {
    if (!isForPerson(call)) return call.body(null, 404);
    const message = `There is no page "${call.req.path.slice(0, 128)}".`;
    return call.html(document(<Problem host={host} title="Page not found" message={message} />), 404);
  });
  app.onError((error, call) => {
    if (error instanceof HTTPException) return failed(call, 403, 'Another site sent this; do it on this page.');
    if (error instanceof SessionLost) return toLogin(call, isForScript(call));
    if (error instanceof BodyTooLarge) return failed(call, 413, error.message);
    host.context.log.error({ err: error, path: call.req.path }, 'a page failed');
    return failed(call, 500, 'The host failed to answer; see its log.');
  });
  return app;

  function offer(action: Action, page: Page, shown: Shown): void {
    app.post(action.path, ownPagesOnly, async (call) => await act(call, action, page, shown));
  }

  function failed(call: Call, status: 403 | 413 | 500, message: string): Response {
    if (isForScript(call)) return call.json({ refused: message } satisfies ActionResult, status) as Response;
    return call.html(document(<Problem host={host} title="That did not work" message={message} />), status) as Response;
  }

  async function visit(call: Call): Promise<Visit & { readonly api: ApiClient }> {
    // Before anything is read: what changes meanwhile is another revision.
    const { current } = revision;
    const api = new ApiClient(host, call);
    const user = await api.must<User>('/v1/users/current');
    const { searchParams: query } = new URL(call.req.url);
    return { api, user, host, query, state: host.context.host.state, revision: current };
  }

  async function show(call: Call, page: Page, shown: Shown): Promise<Response> {
    const made = await visit(call);
    const view = await shown.show(made);
    return call.html(document(<Shell visit={made} page={page} name={shown.name} view={view} />)) as Response;
  }

  async function act(call: Call, action: Action, page: Page, shown: Shown): Promise<Response> {
    const made = await visit(call);
    const form = action.streams ? new URLSearchParams() : await formOf(call);
    const result = await action.act(made, form);
    for (const cookie of made.api.cookies) call.header('set-cookie', cookie, { append: true });
    call.header('cache-control', 'no-store');
    const isRefused = result.refused !== undefined;
    if (isForScript(call)) return call.json(result, isRefused ? 422 : 200) as Response;
    if (!isRefused) return call.redirect(result.go ?? shown.path, 303) as Response;
    const now = await visit(call);
    const view = await shown.show(now);
    const html = <Shell visit={now} page={page} name={shown.name} view={view} failed={result.refused} />;
    return call.html(document(html), 422) as Response;
  }
}

/** A whole document of what was rendered. */
function document(html: { toString(): string | Promise<string> }): string {
  return `<!doctype html>${html.toString()}`;
}
