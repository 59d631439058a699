import type { Content } from '../domain';
import type { Context } from '../host/context';
import type { Group, Peer } from '../host/group';
import { OutsideError } from '../outside/errors';
import { candidatesFor } from './candidates';
import { ReceiveError } from './errors';
import { fetchFrom } from './fetching';
import type { IncomingBundle } from './incoming';
import type { ContentStore } from './store';

/** What it takes to get a bundle from another host. */
export interface Receiver {
  readonly context: Pick<Context, 'clock' | 'down'>;
  readonly group: Group;
  readonly store: ContentStore;
}

/** What became of an attempt so far. */
export interface Attempt {
  readonly asked: Set<string>;
  /** Whether anything arrived. */
  progressed: boolean;
}

/**
 * Gets one bundle from whoever has it, host after host, and takes it into the store once its SHA-256 is right. Rejects with
 * the last reason when none of them could give it. What has arrived stays for the next attempt, unless it turned out
 * to be wrong or the disk is at its end.
 */
export async function receiveBundle(
  receiver: Receiver,
  content: Content,
  attempt: Attempt,
  stop: AbortSignal,
): Promise<void> {
  const { store } = receiver;
  const suspects = new Set<string>();
  // Whoever it comes from, a disk that fails takes none of it: another host is no reason to try again at once.
  const askedAll = () => {
    for (const peer of candidatesFor(content, receiver.group.peers())) attempt.asked.add(idOf(peer));
  };
  for (;;) {
    const incoming = await store.beginReceiving(content.sha256, content.bytes).catch((error) => {
      askedAll();
      throw error;
    });
    const senders = new Set<string>();
    let isWhole = false;
    try {
      await complete(receiver, content, incoming, { attempt, suspects, senders, stop });
      isWhole = true;
      if ((await incoming.finish()) === content.sha256) {
        (await store.admit(incoming, content.sha256))();
        return;
      }
    } catch (error) {
      if (isOfDisk(error)) askedAll();
      if (isWhole || isOfDisk(error)) await store.discard(incoming);
      else await store.abandon(incoming);
      throw error;
    }
    await store.discard(incoming);
    for (const sender of senders) suspects.add(sender);
    const isLeft = candidatesFor(content, receiver.group.peers()).some((peer) => !suspects.has(idOf(peer)));
    if (!isLeft) throw wrongBytes(senders);
  }
}

/** Goes from host to host until all bytes are there. */
async function complete(
  receiver: Receiver,
  content: Content,
  incoming: IncomingBundle,
  round: {
    readonly attempt: Attempt;
    readonly suspects: ReadonlySet<string>;
    readonly senders: Set<string>;
    readonly stop: AbortSignal;
  },
): Promise<void> {
  const { attempt, suspects, senders, stop } = round;
  let failed = new Set<string>();
  let reason: unknown = new ReceiveError('No host that holds it can be asked at the moment.');
  while (incoming.bytes < content.bytes) {
    const candidates = candidatesFor(content, receiver.group.peers()).map(idOf);
    const hostId = candidates.find((id) => !failed.has(id) && !suspects.has(id));
    if (hostId === undefined) throw reason;
    attempt.asked.add(hostId);
    const before = incoming.bytes;
    try {
      await fetchFrom(hostId, receiver, content, incoming, stop);
    } catch (error) {
      if (stop.aborted || isOfDisk(error)) throw error;
      reason = error;
    }
    failed.add(hostId);
    if (incoming.bytes === before) continue;
    // Whoever failed earlier may be back; this one only after a pause.
    failed = new Set([hostId]);
    senders.add(hostId);
    attempt.progressed = true;
  }
}

function idOf({ member }: Peer): string {
  return member.facts.id;
}

function isOfDisk(error: unknown): boolean {
  return error instanceof OutsideError && error.code.startsWith('DISK_');
}

function wrongBytes(senders: ReadonlySet<string>): ReceiveError {
  const from = senders.size > 0 ? `host ${[...senders].join(', ')} sent` : 'was on the disk';
  return new ReceiveError(`What ${from} has another SHA-256 than the bundle, and was thrown away.`);
}
