import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { ClientRequest } from 'node:http';
import { milliseconds } from '../figures';

/** One request to the engine, in milliseconds since the watching began. */
interface Call {
  readonly what: string;
  readonly from: number;
  until: number;
}

/** Watches what this process asks the engine, until it is told to stop. */
export function watchCalls(): () => readonly Call[] {
  const began = performance.now();
  const calls = new Map<ClientRequest, Call>();
  const asked = (message: unknown) => {
    const { request } = message as { request: ClientRequest };
    if (!isOfEngine(request)) return;
    const call = {
      what: `${request.method} ${kindOf(request.path)}`,
      from: performance.now() - began,
      until: Number.NaN,
    };
    calls.set(request, call);
    // A request that becomes a connection of its own is answered by that, and whoever made it listens for it by then.
    process.nextTick(() => {
      if (request.listenerCount('upgrade') > 0) request.prependOnceListener('upgrade', () => answered({ request }));
    });
  };
  const answered = (message: unknown) => {
    const call = calls.get((message as { request: ClientRequest }).request);
    if (call) call.until = performance.now() - began;
  };
  subscribe('http.client.request.created', asked);
  subscribe('http.client.response.finish', answered);
  return () => {
    unsubscribe('http.client.request.created', asked);
    unsubscribe('http.client.response.finish', answered);
    return [...calls.values()];
  };
}

/** A line for each kind of call: how many, when the first began and the last was answered, and how long each took. */
export function callLines(calls: readonly Call[]): readonly string[] {
  return [...Map.groupBy(calls, ({ what }) => what)].map(([what, alike]) => {
    const from = Math.min(...alike.map((call) => call.from));
    const until = Math.max(...alike.map((call) => call.until));
    const each = alike.reduce((sum, call) => sum + call.until - call.from, 0) / alike.length;
    const span = `${from.toFixed(0)}-${milliseconds(until / 1000)}`;
    return `  ${`${what} x ${alike.length}`.padEnd(40)}${span.padStart(14)}${milliseconds(each / 1000).padStart(10)} each`;
  });
}

function isOfEngine({ path }: ClientRequest): boolean {
  return /^(\/v[\d.]+)?\/(containers|networks|volumes|images|events|info|version|_ping)\b/.test(path);
}

/** The path without what differs from one thing to the next. */
function kindOf(path: string): string {
  return path
    .replace(/\?.*/, '')
    .replace(/^\/v[\d.]+/, '')
    .replace(/^(\/\w+)\/(?!create$|json$)[^/]+/, '$1/ID');
}
