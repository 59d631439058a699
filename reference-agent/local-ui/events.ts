import { once } from 'node:events';
import { setImmediate as turn } from 'node:timers/promises';
import type { HttpBindings } from '@hono/node-server';
import type { Hono } from 'hono/quick';
import { type SSEStreamingApi, streamSSE } from 'hono/streaming';
import { ApiClient } from './api-client';
import type { LocalUiHost } from './host';
import type { Revision } from './revision';

/**
 * `GET /events`: tells a page the revision of the host whenever it changes (`revision`), and that the host goes down
 * (`leaving`), as server-sent events. It says nothing else: a page that shows another revision asks for itself again.
 */
export function serveEvents(app: Hono, host: LocalUiHost, revision: Revision): void {
  app.get('/events', async (call) => {
    await new ApiClient(host, call).get('/v1/users/current');
    return streamSSE(call, async (stream) => {
      const left = new AbortController();
      stream.onAbort(() => left.abort());
      const ended = AbortSignal.any([host.leaving, left.signal]);
      const tell = teller(stream, ended, revision);
      const ignore = [revision.onChange(tell), bumpWithTokens(host, revision)];
      if (!ended.aborted) {
        tell();
        await once(ended, 'abort');
      }
      for (const stop of ignore) stop();
      if (left.signal.aborted) return;
      const told = stream.writeSSE({ event: 'leaving', data: '' }).then(() => true);
      // One that does not even take what it was told before holds no host up.
      if (!(await Promise.race([told, turn(false)]))) (call.env as HttpBindings).outgoing.destroy();
    });
  });
}

/** Tells the current revision, one after the other: a page that does not listen is told once when it does again. */
function teller(stream: SSEStreamingApi, ended: AbortSignal, revision: Revision): () => void {
  let isDue = false;
  let isTelling = false;
  return async () => {
    isDue = true;
    if (isTelling) return;
    isTelling = true;
    while (isDue && !ended.aborted) {
      // What belongs together often comes in several changes.
      await turn();
      isDue = false;
      await stream.writeSSE({ event: 'revision', data: revision.current });
    }
    isTelling = false;
  };
}

/** A token expires without anything being changed. Until what it returns is called. */
function bumpWithTokens({ context, group }: LocalUiHost, revision: Revision): () => void {
  const nothing = { cancel: () => {} };
  let expiry = nothing;
  const look = () => {
    expiry.cancel();
    const token = group.leader.currentToken;
    expiry = token ? context.clock.after(token.remainingTime * 1000, () => revision.bump()) : nothing;
  };
  const ignore = revision.onChange(look);
  look();
  return () => {
    expiry.cancel();
    ignore();
  };
}
