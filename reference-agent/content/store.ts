import type { Disk } from '../outside/disk';
import { IncomingBundle } from './incoming';

const heldName = /^content-([0-9a-f]{64})$/;
const ownName = /^(content-[0-9a-f]{64}(\.part)?|upload-[0-9a-f]+\.part)$/;
const fileOf = (sha256: string) => `content-${sha256}`;
const partOf = (sha256: string) => `content-${sha256}.part`;

/**
 * The content bundles on a host's disk, each under its SHA-256. A bundle has its own name there only once it is whole and
 * verified; everything else is called `.part`.
 */
export class ContentStore {
  /** Bytes of each bundle, by its SHA-256. */
  readonly #held = new Map<string, number>();
  /** Files that nobody may collect, with how many want them. */
  readonly #pins = new Map<string, number>();
  readonly #listeners = new Set<() => void>();
  #working: Promise<unknown> = Promise.resolve();

  private constructor(private readonly disk: Disk) {}

  /** Finds what is there. What earlier boots did not finish stays until {@link collect}. */
  static async open(disk: Disk): Promise<ContentStore> {
    const store = new ContentStore(disk);
    for (const name of await disk.list()) {
      const sha256 = heldName.exec(name)?.[1];
      if (sha256) store.#held.set(sha256, (await disk.size(name)) ?? 0);
    }
    return store;
  }

  /** SHA-256 of all bundles that are there. */
  get held(): readonly string[] {
    return [...this.#held.keys()].sort();
  }

  /** Bytes of a bundle; undefined where it is not there. */
  bytesOf(sha256: string): number | undefined {
    return this.#held.get(sha256);
  }

  /** Calls back when a bundle came or went, until what it returns is called. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The bytes of a bundle that is there, from one on; each piece is good only until the next one is asked for. */
  pieces(sha256: string, from = 0): AsyncIterable<Buffer> {
    return this.disk.pieces(fileOf(sha256), from);
  }

  /** A bundle that is uploaded, whose SHA-256 nobody knows yet. */
  async beginUpload(name: string): Promise<IncomingBundle> {
    const file = `upload-${name}.part`;
    this.#pin(file);
    return await this.#begun(file, IncomingBundle.begin(this.disk, file));
  }

  /** A bundle that another host has; goes on where it was broken off. */
  async beginReceiving(sha256: string, bytes: number): Promise<IncomingBundle> {
    const file = partOf(sha256);
    this.#pin(file);
    return await this.#begun(file, IncomingBundle.begin(this.disk, file, bytes));
  }

  /**
   * Takes a bundle in that has arrived and is on the disk as its SHA-256 says. It stays until what this resolves to is
   * called, and from then on for as long as {@link collect} is told of it.
   */
  async admit(incoming: IncomingBundle, sha256: string): Promise<() => void> {
    const release = this.#pin(fileOf(sha256));
    try {
      await this.#inLine(() => this.disk.rename(incoming.fileName, fileOf(sha256)));
    } catch (error) {
      release();
      throw error;
    }
    this.#unpin(incoming.fileName);
    this.#held.set(sha256, incoming.bytes);
    this.#tell();
    return release;
  }

  /** Gives up a bundle on its way, and leaves nothing of it. */
  async discard(incoming: IncomingBundle): Promise<void> {
    try {
      await this.#inLine(() => incoming.discard());
    } finally {
      this.#unpin(incoming.fileName);
    }
  }

  /** Stops receiving; what has arrived stays for the next time. */
  async abandon(incoming: IncomingBundle): Promise<void> {
    await incoming.abandon();
    this.#unpin(incoming.fileName);
  }

  /**
   * Removes every file that none of these bundles needs and nobody is working on.
   * @param wanted asked again before each file: it may be wanted by then
   */
  collect(wanted: () => readonly { readonly sha256: string }[]): Promise<void> {
    const isNeeded = (name: string) =>
      this.#pins.has(name) || wanted().some(({ sha256 }) => name === fileOf(sha256) || name === partOf(sha256));
    return this.#inLine(async () => {
      for (const name of await this.disk.list()) {
        if (!ownName.test(name) || isNeeded(name)) continue;
        if (this.#held.delete(heldName.exec(name)?.[1] ?? '')) this.#tell();
        await this.disk.remove(name);
      }
    });
  }

  async #begun(file: string, beginning: Promise<IncomingBundle>): Promise<IncomingBundle> {
    try {
      return await beginning;
    } catch (error) {
      this.#unpin(file);
      throw error;
    }
  }

  #pin(file: string): () => void {
    this.#pins.set(file, (this.#pins.get(file) ?? 0) + 1);
    let pinned = true;
    return () => {
      if (pinned) this.#unpin(file);
      pinned = false;
    };
  }

  #unpin(file: string): void {
    const left = (this.#pins.get(file) ?? 0) - 1;
    if (left > 0) this.#pins.set(file, left);
    else this.#pins.delete(file);
  }

  #tell(): void {
    for (const listener of [...this.#listeners]) listener();
  }

  /** Renames and removals one after the other, so that none of them acts on what another has just changed. */
  #inLine(work: () => Promise<void>): Promise<void> {
    const turn = this.#working.then(work);
    this.#working = turn.catch(() => {});
    return turn;
  }
}
