/**
 * The Local UI: pages for the operator of one host, on the port of its API. They are a client of that API inside the
 * process, rendered here: what a page does or refuses is what the API does or refuses, audits included.
 *
 * A page is a file in `pages/`; what pages are made of is in `components/`; `assets/` is what browsers load besides.
 */
import { Hono } from 'hono/quick';
import type { LocalUiHost } from './host';

export type { LocalUiHost } from './host';

/** The pages of a host. They are loaded when the first of them is asked for: most hosts of a site never are. */
export function localUi(host: LocalUiHost): Hono {
  const app = new Hono();
  let pages: ReturnType<typeof import('./app').localUiApp> | undefined;
  app.all('*', async (call, next) => {
    if (call.req.path.startsWith('/v1/')) return await next();
    pages ??= (require('./app') as typeof import('./app')).localUiApp(host);
    const answer = await pages.fetch(call.req.raw, call.env);
    // What no page is, the API answers.
    if (answer.status !== 404 || answer.headers.has('content-type')) return answer;
    return await next();
  });
  return app;
}
