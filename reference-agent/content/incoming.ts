import { createHash, type Hash } from 'node:crypto';
import { type Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Disk, DiskWriter } from '../outside/disk';

/** Bytes that may wait for the disk before the sender is asked to pause. */
const mostWaiting = 1024 * 1024;

/**
 * A bundle on its way to the disk: hashed as it is written, never more of it in memory than a few pieces. It can be taken
 * from several streams one after the other, each going on where the last one ended.
 */
export class IncomingBundle {
  /** Bytes that have arrived. */
  bytes = 0;
  /** Called with each piece that arrives. */
  onPiece: () => void = () => {};
  #last: Promise<unknown> = Promise.resolve();

  private constructor(
    private readonly disk: Disk,
    readonly fileName: string,
    private readonly writer: DiskWriter,
    private readonly hash: Hash,
  ) {}

  /**
   * Goes on with what the disk has of it, or begins anew.
   * @param most bytes it can have; what is larger was not of this bundle
   */
  static async begin(disk: Disk, fileName: string, most = 0): Promise<IncomingBundle> {
    const size = most === 0 ? 0 : ((await disk.size(fileName)) ?? 0);
    const kept = size <= most ? size : 0;
    const hash = createHash('sha256');
    if (kept > 0) for await (const piece of disk.pieces(fileName)) hash.update(piece);
    const incoming = new IncomingBundle(disk, fileName, await disk.write(fileName, kept), hash);
    incoming.bytes = kept;
    return incoming;
  }

  /**
   * Takes what a stream brings, until it ends.
   * @param judge called before anything is taken, with the bytes there will be; an error it throws ends it
   */
  async take(stream: Readable, signal: AbortSignal, judge: (bytes: number) => void = () => {}): Promise<void> {
    const write = async (pieces: readonly Buffer[]): Promise<void> => {
      judge(pieces.reduce((sum, piece) => sum + piece.length, this.bytes));
      const writes = pieces.map((piece) => {
        this.bytes += piece.length;
        this.hash.update(piece);
        return this.writer.write(piece);
      });
      this.onPiece();
      this.#last = Promise.allSettled(writes);
      await Promise.all(writes);
    };
    try {
      await pipeline(stream, new Sink(write), { signal });
    } finally {
      // What is still being written belongs before what the next stream brings.
      await this.#last;
    }
  }

  /** Makes it last; resolves to its SHA-256. */
  async finish(): Promise<string> {
    await this.writer.finish();
    return this.hash.digest('hex');
  }

  /** Stops, and leaves on the disk what has arrived. */
  async abandon(): Promise<void> {
    await this.writer.abandon();
  }

  /** Stops, and leaves nothing behind. */
  async discard(): Promise<void> {
    await this.writer.abandon();
    await this.disk.remove(this.fileName);
  }
}

/** Hands on everything that waits at once. */
class Sink extends Writable {
  constructor(private readonly hand: (pieces: readonly Buffer[]) => Promise<void>) {
    super({ highWaterMark: mostWaiting });
  }

  override _write(piece: Buffer, _: BufferEncoding, done: (error?: Error) => void): void {
    this.hand([piece]).then(() => done(), done);
  }

  override _writev(waiting: { readonly chunk: Buffer }[], done: (error?: Error) => void): void {
    this.hand(waiting.map(({ chunk }) => chunk)).then(() => done(), done);
  }
}
