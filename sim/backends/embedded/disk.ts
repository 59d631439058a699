import { type Disk, type DiskWriter, memoryDisk, usedBytes } from '../../../reference-agent';
import { turn } from '../../wait/sleep';
import { never } from './never';

/**
 * A host's disk, in memory: it survives power cuts of its host, ends with its site, and costs no real write. A write
 * lands a turn of the event loop after it was asked for, so a host that does not wait for its writes can lose them, as it
 * can on a real disk.
 */
export class RamDisk {
  /** Bytes that fit on it. May be less than what is on it already: then nothing more can be written. */
  capacity = Number.POSITIVE_INFINITY;
  readonly #files = new Map<string, Buffer>();
  readonly #disk = memoryDisk({ files: this.#files, capacity: () => this.capacity });

  /** Bytes of all its files. */
  get used(): number {
    return usedBytes(this.#files);
  }

  /** The disk as one boot sees it: once the power is gone, no write lands and no answer comes. */
  attach(power: AbortSignal): Disk {
    const powered: Powered = async (action) => {
      await turn();
      if (power.aborted) return never();
      const done = await action();
      return power.aborted ? never() : done;
    };
    const disk = this.#disk;
    return {
      read: (name) => powered(() => disk.read(name)),
      replace: (name, content) => {
        const asked = Buffer.from(content);
        return powered(() => disk.replace(name, asked));
      },
      remove: (name) => powered(() => disk.remove(name)),
      list: () => powered(() => disk.list()),
      size: (name) => powered(() => disk.size(name)),
      pieces: (name, from) => poweredPieces(disk.pieces(name, from), powered),
      write: (name, from) => powered(async () => poweredWriter(await disk.write(name, from), powered)),
      rename: (from, to) => powered(() => disk.rename(from, to)),
    };
  }
}

/** Does something a turn later, and answers, while there is power. */
type Powered = <T>(action: () => Promise<T>) => Promise<T>;

async function* poweredPieces(pieces: AsyncIterable<Buffer>, powered: Powered): AsyncGenerator<Buffer> {
  for await (const piece of pieces) yield await powered(async () => piece);
}

function poweredWriter(writer: DiskWriter, powered: Powered): DiskWriter {
  return {
    write: (piece) => powered(() => writer.write(piece)),
    finish: () => powered(() => writer.finish()),
    abandon: () => powered(() => writer.abandon()),
  };
}
