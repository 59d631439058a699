import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Answers one request; what it returns is sent as JSON with status 200, a number alone as status. */
export type Answer = (request: IncomingMessage, response: ServerResponse) => unknown;

/** What an engine says where it refuses something. */
export function refusal(status: number, message: string): Answer {
  return (_, response) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ message }));
  };
}

/**
 * Something that answers as an engine does, on a socket of its own, for the time of a test: by method and path (`GET /info`),
 * each path's answers in order, the last one again and again.
 */
export async function withHttpEngine(
  answers: Readonly<Record<string, Answer | readonly Answer[]>>,
  use: (address: string, requests: readonly string[]) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'hostlink-'));
  const path = join(folder, 'docker.sock');
  const requests: string[] = [];
  const sockets = new Set<Socket>();
  const counts = new Map<string, number>();
  const server = createServer((request, response) => {
    const what = `${request.method} ${request.url?.split('?')[0]}`;
    requests.push(`${request.method} ${decodeURIComponent(request.url ?? '')}`);
    const all = [answers[what] ?? refusal(500, `nobody expected ${what}`)].flat();
    const count = counts.get(what) ?? 0;
    counts.set(what, count + 1);
    const said = all[Math.min(count, all.length - 1)]?.(request, response);
    if (typeof said === 'number') response.writeHead(said).end();
    else if (said !== undefined) {
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(said));
    }
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(path, resolve));
  try {
    await use(`unix://${path}`, requests);
  } finally {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
    await rm(folder, { recursive: true });
  }
}
