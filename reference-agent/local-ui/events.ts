import { once } from 'node:events';
import { setImmediate as turn } from 'node:timers/promises';
import type { HttpBindings } from '@hono/node-server';
import type { Hono } from 'hono/quick';
import { type SSEStreamingApi, streamSSE } from 'hono/streaming';
import { ApiClient } from './api-client';
import type { LocalUiHost } from './host';
import { watch } from './watch';

/**
 * `GET /events`: tells a page that it may be out of date (`changed`), and that the host goes down (`leaving`), as
 * server-sent events. It says nothing else: a page then asks for itself again.
 */
export function serveEvents(app: Hono, host: LocalUiHost): void {
  app.get('/events', async (call) => {
    await new ApiClient(host, call).get('/v1/users/current');
    return streamSSE(call, async (stream) => {
      const left = new AbortController();
      stream.onAbort(() => left.abort());
      const ended = AbortSignal.any([host.leaving, left.signal]);
      const ignore = watch(host, teller(stream, ended));
      if (!ended.aborted) {
        void stream.writeSSE({ event: 'open', data: '' });
        await once(ended, 'abort');
      }
      ignore();
      if (left.signal.aborted) return;
      const told = stream.writeSSE({ event: 'leaving', data: '' }).then(() => true);
      // One that does not even take what it was told before holds no host up.
      if (!(await Promise.race([told, turn(false)]))) (call.env as HttpBindings).outgoing.destroy();
    });
  });
}

/** Tells of changes, one word after the other: a page that does not listen is told once when it does again. */
function teller(stream: SSEStreamingApi, ended: AbortSignal): () => void {
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
      await stream.writeSSE({ event: 'changed', data: '' });
    }
    isTelling = false;
  };
}
