import type { Content } from '../domain';
import type { Context } from '../host/context';
import type { Group } from '../host/group';
import { ReceiveError } from './errors';
import type { IncomingBundle } from './incoming';
import { contentPathOf } from './serve';
import { listening } from './silence';

/** Seconds of the host's clock without a byte after which another host is given up. */
export const patienceSeconds = 10;

/**
 * Fetches what is still missing of a bundle from one host. Resolves when all bytes have arrived; rejects with a
 * {@link ReceiveError} or the disk's own error, and what has arrived until then stays.
 */
export async function fetchFrom(
  hostId: string,
  { group, context }: { readonly group: Group; readonly context: Pick<Context, 'clock' | 'down'> },
  content: Content,
  incoming: IncomingBundle,
  stop: AbortSignal,
): Promise<void> {
  using patience = listening(context, patienceSeconds);
  const signal = AbortSignal.any([patience.signal, stop]);
  const from = incoming.bytes;
  const answer = await group.fetch(hostId, contentPathOf(content.sha256), { range: `bytes=${from}-` }, signal);
  // Between here and the moment at which it is read it may break.
  answer.on('error', () => {});
  const range = answer.headers['content-range'];
  if (answer.statusCode !== 206 || range !== `bytes ${from}-${content.bytes - 1}/${content.bytes}`) {
    answer.destroy();
    throw new ReceiveError(`Host ${hostId} does not send it (status ${answer.statusCode}).`);
  }
  patience.heard();
  incoming.onPiece = patience.heard;
  await incoming.take(answer, signal, (bytes) => {
    if (bytes > content.bytes) throw new ReceiveError(`Host ${hostId} sends more than its ${content.bytes} bytes.`);
  });
  if (incoming.bytes < content.bytes) {
    throw new ReceiveError(`Host ${hostId} stopped after ${incoming.bytes} of ${content.bytes} bytes.`);
  }
}
