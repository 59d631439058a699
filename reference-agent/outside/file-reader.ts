import { type FileHandle, open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { diskFailure } from './errors';

/** Bytes asked of the machine at once: large enough that asking costs nothing beside what is read. */
const piece = 256 * 1024;

/** The bytes of a file, as they are asked for. */
export class FileReader extends Readable {
  #file: FileHandle | undefined;
  #reading: Promise<void> = Promise.resolve();

  constructor(
    private readonly path: string,
    private at: number,
  ) {
    super({ highWaterMark: piece });
  }

  override _construct(done: (error?: Error) => void): void {
    open(this.path, 'r').then((file) => {
      this.#file = file;
      done();
    }, this.#failed(done));
  }

  override _read(): void {
    this.#reading = this.#next().catch(this.#failed((error) => this.destroy(error)));
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    const close = async () => {
      await this.#reading;
      await this.#file?.close();
    };
    close().then(
      () => done(error),
      () => done(error),
    );
  }

  async #next(): Promise<void> {
    const buffer = Buffer.allocUnsafeSlow(piece);
    const { bytesRead = 0 } = (await this.#file?.read(buffer, 0, piece, this.at)) ?? {};
    this.at += bytesRead;
    this.push(bytesRead === 0 ? null : buffer.subarray(0, bytesRead));
  }

  #failed(tell: (error: Error) => void): (cause: unknown) => void {
    return (cause) => tell(diskFailure('DISK_UNREADABLE', 'read', this.path, cause));
  }
}
