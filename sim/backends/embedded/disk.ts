import type { Disk } from '../../../reference-agent';
import { turn } from '../../wait/sleep';
import { never } from './never';

/**
 * A host's disk, in memory: it survives power cuts of its host, ends with its site, and costs no real write. A write
 * lands a turn of the event loop after it was asked for, so a host that does not wait for its writes can lose them, as it
 * can on a real disk.
 */
export class RamDisk {
  readonly #files = new Map<string, Buffer>();

  /** The disk as one boot sees it: once the power is gone, no write lands and no answer comes. */
  attach(power: AbortSignal): Disk {
    const powered = async <T>(action: () => T): Promise<T> => {
      await turn();
      return power.aborted ? never() : action();
    };
    return {
      read: (name) =>
        powered(() => {
          const content = this.#files.get(name);
          return content && Buffer.from(content);
        }),
      replace: (name, content) => {
        const asked = Buffer.from(content);
        return powered(() => void this.#files.set(name, asked));
      },
      remove: (name) => powered(() => void this.#files.delete(name)),
    };
  }
}
