import type { Disk, DiskWriter } from './disk';
import { diskFailure, diskFull, diskTooShort } from './errors';
import { refuseUnlessPlain } from './file-name';

/** Bytes of a piece that is read from a large file. */
const piece = 256 * 1024;

export interface MemoryDiskOptions {
  /** Where it keeps its files, so that others can look at them or change them. */
  readonly files?: Map<string, Buffer>;
  /** Bytes that fit on it, asked at every write. Default: any number. */
  readonly capacity?: () => number;
}

/** A disk that lasts as long as this object: for tests, and for simulators, whose hosts come and go around it. */
export function memoryDisk({ files = new Map(), capacity = () => Infinity }: MemoryDiskOptions = {}): Disk {
  const take = (name: string, bytes: number) => {
    if (bytes > 0 && usedBytes(files) + bytes > capacity()) throw diskFull(name);
  };
  return {
    async read(name) {
      refuseUnlessPlain(name);
      const content = files.get(name);
      return content === undefined ? undefined : Buffer.from(content);
    },
    async replace(name, content) {
      refuseUnlessPlain(name);
      // Old and new are there together for a moment.
      take(name, content.length);
      files.set(name, Buffer.from(content));
    },
    async remove(name) {
      refuseUnlessPlain(name);
      files.delete(name);
    },
    list: async () => [...files.keys()],
    async size(name) {
      refuseUnlessPlain(name);
      return files.get(name)?.length;
    },
    async *pieces(name, from = 0) {
      refuseUnlessPlain(name);
      const content = files.get(name);
      if (!content) throw diskFailure('DISK_UNREADABLE', 'read', name, noSuchFile());
      for (let at = from; at < content.length; at += piece) yield Buffer.from(content.subarray(at, at + piece));
    },
    async write(name, from = 0) {
      refuseUnlessPlain(name);
      const kept = files.get(name)?.subarray(0, from) ?? Buffer.alloc(0);
      if (kept.length < from) throw diskTooShort(name, from, kept.length);
      return new MemoryWriter(files, name, Buffer.from(kept), take);
    },
    async rename(from, to) {
      refuseUnlessPlain(from);
      refuseUnlessPlain(to);
      const content = files.get(from);
      if (!content) throw diskFailure('DISK_UNWRITABLE', 'renamed', from, noSuchFile());
      files.delete(from);
      files.set(to, content);
    },
  };
}

/** Bytes of all files. */
export function usedBytes(files: ReadonlyMap<string, Buffer>): number {
  return [...files.values()].reduce((sum, { length }) => sum + length, 0);
}

/** Its file is a view of a larger buffer, so that adding to it does not copy it each time. */
class MemoryWriter implements DiskWriter {
  #buffer: Buffer;
  #length: number;

  constructor(
    private readonly files: Map<string, Buffer>,
    private readonly name: string,
    kept: Buffer,
    private readonly take: (name: string, bytes: number) => void,
  ) {
    this.#buffer = kept;
    this.#length = kept.length;
    files.set(name, kept);
  }

  async write(piece: Uint8Array): Promise<void> {
    this.take(this.name, piece.length);
    const length = this.#length + piece.length;
    if (length > this.#buffer.length) this.#grow(Math.max(length, this.#buffer.length * 2));
    this.#buffer.set(piece, this.#length);
    this.#length = length;
    this.files.set(this.name, this.#buffer.subarray(0, length));
  }

  finish = async () => {};

  abandon = async () => {};

  #grow(bytes: number): void {
    const larger = Buffer.alloc(bytes);
    this.#buffer.copy(larger, 0, 0, this.#length);
    this.#buffer = larger;
  }
}

function noSuchFile(): Error {
  return Object.assign(new Error('no such file'), { code: 'ENOENT' });
}
