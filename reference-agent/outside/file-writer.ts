import { type FileHandle, open } from 'node:fs/promises';
import type { DiskWriter } from './disk';
import { diskFailure, diskTooShort } from './errors';
import { makeFolder, syncFolder } from './folder';

/** Bytes that may wait while others are being written: one large write costs less than many small ones. */
const mostWaiting = 1024 * 1024;

/** Writes a file from front to back, many pieces at once. What it is given is its own from then on. */
export class FileWriter implements DiskWriter {
  #waiting: Uint8Array[] = [];
  #bytes = 0;
  #writing: Promise<void> | undefined;
  #failure: { readonly cause: unknown } | undefined;

  private constructor(
    private readonly root: string,
    private readonly path: string,
    private readonly file: FileHandle,
    private at: number,
  ) {}

  /** @param from bytes of the file that stay; what is behind them goes */
  static async open(root: string, path: string, from: number): Promise<FileWriter> {
    try {
      await makeFolder(root);
      const file = await open(path, from === 0 ? 'w' : 'r+', 0o600);
      const writer = new FileWriter(root, path, file, from);
      if (from > 0) await writer.#keep(from);
      return writer;
    } catch (cause) {
      throw diskFailure('DISK_UNWRITABLE', 'written', path, cause);
    }
  }

  async write(piece: Uint8Array): Promise<void> {
    this.#waiting.push(piece);
    this.#bytes += piece.length;
    if (!this.#writing) this.#start();
    while (this.#bytes > mostWaiting && !this.#failure) await this.#writing;
    this.#check();
  }

  async finish(): Promise<void> {
    while (this.#writing) await this.#writing;
    try {
      this.#check();
      await this.file.sync();
      await syncFolder(this.root);
    } catch (cause) {
      throw diskFailure('DISK_UNWRITABLE', 'written', this.path, cause);
    } finally {
      await this.file.close();
    }
  }

  async abandon(): Promise<void> {
    this.#waiting = [];
    await this.#writing;
    await this.file.close().catch(() => {});
  }

  async #keep(bytes: number): Promise<void> {
    try {
      const { size } = await this.file.stat();
      if (size < bytes) throw diskTooShort(this.path, bytes, size);
      await this.file.truncate(bytes);
    } catch (error) {
      await this.file.close();
      throw error;
    }
  }

  /** Writes what waits, and then what came meanwhile. Whoever writes next, or finishes, hears of a failure. */
  #start(): void {
    const pieces = this.#waiting;
    this.#waiting = [];
    const failed = (cause: unknown) => {
      this.#failure = { cause };
      this.#waiting = [];
    };
    this.#writing = this.#writeAll(pieces)
      .catch(failed)
      .then(() => {
        this.#bytes -= total(pieces);
        this.#writing = undefined;
        if (this.#waiting.length > 0) this.#start();
      });
  }

  // On a disk that is nearly full a part of it may be taken for the whole.
  async #writeAll(pieces: readonly Uint8Array[]): Promise<void> {
    let { bytesWritten } = await this.file.writev([...pieces], this.at);
    if (bytesWritten < total(pieces)) {
      const all = Buffer.concat(pieces);
      while (bytesWritten < all.length) {
        const rest = all.length - bytesWritten;
        const more = await this.file.write(all, bytesWritten, rest, this.at + bytesWritten);
        bytesWritten += more.bytesWritten;
      }
    }
    this.at += bytesWritten;
  }

  #check(): void {
    if (this.#failure) throw diskFailure('DISK_UNWRITABLE', 'written', this.path, this.#failure.cause);
  }
}

function total(pieces: readonly Uint8Array[]): number {
  return pieces.reduce((sum, piece) => sum + piece.length, 0);
}
