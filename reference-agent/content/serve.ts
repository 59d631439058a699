import type { IncomingMessage, ServerResponse } from 'node:http';
import { contentPath } from '../peers/messages';
import type { ContentStore } from './store';

/** Where a host of the group finds a bundle of this one. */
export function contentPathOf(sha256: string): string {
  return `${contentPath}${sha256}`;
}

const bundlePath = new RegExp(`^${contentPath}([0-9a-f]{64})$`);

/**
 * Answers `GET /content/<sha256>` of a host of the group: 200, or 206 from a byte on (`range: bytes=<n>-`; other ranges are
 * answered whole), 416 behind the end, 404 for what is not here. Bytes go from the disk to the connection as it takes them.
 */
export function serveContent(store: ContentStore, incoming: IncomingMessage, outgoing: ServerResponse): void {
  if (incoming.method !== 'GET') {
    outgoing.writeHead(405, { allow: 'GET' }).end();
    return;
  }
  const sha256 = bundlePath.exec(incoming.url ?? '')?.[1] ?? '';
  const bytes = store.bytesOf(sha256);
  if (bytes === undefined) {
    outgoing.writeHead(404).end();
    return;
  }
  const from = /^bytes=(\d{1,15})-$/.exec(incoming.headers.range ?? '')?.[1];
  const start = Number(from ?? 0);
  if (from !== undefined && start >= bytes) {
    outgoing.writeHead(416, { 'content-range': `bytes */${bytes}` }).end();
    return;
  }
  outgoing.writeHead(from === undefined ? 200 : 206, {
    'content-type': 'application/octet-stream',
    'content-length': bytes - start,
    'accept-ranges': 'bytes',
    ...(from !== undefined && { 'content-range': `bytes ${start}-${bytes - 1}/${bytes}` }),
  });
  void pour(store.pieces(sha256, start), outgoing);
}

/** Sends piece after piece, each as soon as the connection has taken the one before. */
async function pour(pieces: AsyncIterable<Buffer>, outgoing: ServerResponse): Promise<void> {
  let fail: (reason: Error) => void = () => {};
  outgoing.once('close', () => fail(new Error('the connection ended')));
  try {
    for await (const piece of pieces) {
      await new Promise<void>((resolve, reject) => {
        fail = reject;
        if (outgoing.destroyed) fail(new Error('the connection ended'));
        outgoing.write(piece, (error) => (error ? reject(error) : resolve()));
      });
    }
    outgoing.end();
  } catch {
    // Whoever receives it sees that it is not whole, and asks again.
    outgoing.destroy();
  }
}
