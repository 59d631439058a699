import { getCookie } from 'hono/cookie';
import { Hono } from 'hono/quick';
import type { Logger } from 'pino';
import type { AuditLog } from '../audits';
import { BodyTooLarge } from '../host/body';
import { failed } from './answers';
import { actorOf, type Caller, type Route } from './routes';

/**
 * The Local Management API: the published operations, each behind a login unless it is open, and the published error shape
 * for everything else.
 * @param check who a session (header or cookie `Authorization`) belongs to, or undefined when it is not good
 * @param besides what else answers on this port
 * @param audits where every operation is recorded that changes something and was accepted
 */
export function apiApp(
  routes: readonly Route[],
  check: (session: string) => Promise<Caller | undefined>,
  log: Logger,
  besides: Hono,
  audits: Pick<AuditLog, 'record'>,
): Hono {
  const app = new Hono();
  for (const route of routes) {
    app.on(route.method, route.path, async (call) => {
      const caller = await check(call.req.header('authorization') ?? getCookie(call, 'Authorization') ?? '');
      if (!caller && !route.open)
        return failed(call, 401, 'UNAUTHORIZED', 'Log in first: POST /v1/users/default/login.');
      const answer = await route.answer(call, caller as Caller);
      if (route.audit && answer.ok) {
        const { message, ...action } = route.audit;
        const text = typeof message === 'string' ? message : message(call);
        audits.record({ ...action, message: text }, actorOf(call, caller));
      }
      return answer;
    });
  }
  for (const path of new Set(routes.map((route) => route.path))) {
    const allowed = routes.filter((route) => route.path === path).map((route) => route.method);
    app.all(path, (call) => {
      call.header('allow', allowed.join(', '));
      return failed(
        call,
        405,
        'METHOD_UNKNOWN',
        `"${call.req.method}" is no operation here; allowed: ${allowed.join(', ')}.`,
      );
    });
  }
  app.route('/', besides);
  app.notFound((call) =>
    failed(call, 404, 'PATH_UNKNOWN', `"${call.req.path.slice(0, 256)}" is no path of this host.`),
  );
  app.onError((error, call) => {
    if (error instanceof BodyTooLarge) return failed(call, 413, 'BODY_TOO_LARGE', error.message);
    log.error({ err: error, path: call.req.path }, 'a request failed');
    return failed(call, 500, 'FAILED', 'The host failed to answer; see its log.');
  });
  return app;
}
