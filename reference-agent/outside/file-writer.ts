import { type FileHandle, open } from 'node:fs/promises';
import type { DiskWriter } from './disk';
import { diskFailure, diskTooShort } from './errors';
import { makeFolder, syncFolder } from './folder';

/** Bytes that are written at once: one large write costs less than many small ones. */
const most = 512 * 1024;

/**
 * Writes a file from front to back. Pieces are copied together while what came before is written: copying costs less than
 * keeping many small buffers alive does, and no more than two large ones are ever needed.
 */
export class FileWriter implements DiskWriter {
  #filling = Buffer.allocUnsafeSlow(most);
  #spare = Buffer.allocUnsafeSlow(most);
  #filled = 0;
  /** Pieces that have found no room yet. */
  readonly #waiting: Uint8Array[] = [];
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
    this.#check();
    this.#waiting.push(piece);
    this.#take();
    while (this.#waiting.length > 0) await this.#writing;
    this.#check();
  }

  async finish(): Promise<void> {
    while (this.#writing) await this.#writing;
    if (this.#filled > 0) await this.#write();
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
    this.#waiting.length = 0;
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

  /** Copies what waits, as far as there is room. */
  #take(): void {
    for (let next = this.#waiting[0]; next; next = this.#waiting[0]) {
      const part = next.subarray(0, most - this.#filled);
      this.#filling.set(part, this.#filled);
      this.#filled += part.length;
      if (part.length === next.length) this.#waiting.shift();
      else this.#waiting[0] = next.subarray(part.length);
      if (this.#filled < most) continue;
      if (this.#writing) return;
      void this.#write();
    }
  }

  /** Writes what is together, while the next is put together. Never rejects: whoever calls next hears of a failure. */
  #write(): Promise<void> {
    const bytes = this.#filling.subarray(0, this.#filled);
    [this.#filling, this.#spare] = [this.#spare, this.#filling];
    this.#filled = 0;
    const failed = (cause: unknown) => {
      this.#failure = { cause };
      this.#waiting.length = 0;
    };
    this.#writing = this.#writeAll(bytes)
      .catch(failed)
      .then(() => {
        this.#writing = undefined;
        if (this.#filled === most) void this.#write();
        this.#take();
      });
    return this.#writing;
  }

  // On a disk that is nearly full a part of it may be taken for the whole.
  async #writeAll(bytes: Uint8Array): Promise<void> {
    for (let written = 0; written < bytes.length; ) {
      const { bytesWritten } = await this.file.write(bytes, written, bytes.length - written, this.at);
      written += bytesWritten;
      this.at += bytesWritten;
    }
  }

  #check(): void {
    if (this.#failure) throw diskFailure('DISK_UNWRITABLE', 'written', this.path, this.#failure.cause);
  }
}
