import type { Logger } from 'pino';
import { z } from 'zod';
import type { Disk } from '../outside/disk';

/** What a journal stands in. */
export interface JournalPlace {
  readonly disk: Disk;
  /** No write begins once it fired. */
  readonly power: AbortSignal;
  readonly log: Logger;
}

/** What kind of journal it is. */
export interface JournalKind<Entry> {
  readonly fileName: string;
  /** How many entries are kept: the newest. */
  readonly limit: number;
  readonly entry: z.ZodType<Entry>;
}

/**
 * What happened on a host, in order, in one file: the newest entries, in memory and on the disk. Nobody waits for the disk:
 * entries are written in the background, one write after the other, and one write takes along all that came in the meantime.
 * A journal never keeps a host from working: what cannot be read is begun anew, what cannot be written is tried again with
 * the next entry; both are logged.
 */
export class Journal<Entry> {
  readonly #entries: Entry[];
  /** Each entry as JSON, so that a write costs little more than its bytes. */
  readonly #texts: string[];
  #writing: Promise<void> | undefined;
  #isBehind = false;
  #isClosed = false;

  private constructor(
    private readonly place: JournalPlace,
    private readonly kind: JournalKind<Entry>,
    entries: readonly Entry[],
  ) {
    this.#entries = entries.slice(-kind.limit);
    this.#texts = this.#entries.map((entry) => JSON.stringify(entry));
  }

  static async open<Entry>(place: JournalPlace, kind: JournalKind<Entry>): Promise<Journal<Entry>> {
    const { fileName, entry } = kind;
    try {
      const content = await place.disk.read(fileName);
      if (!content) return new Journal(place, kind, []);
      const file = z.object({ version: z.literal(1), entries: z.array(entry) });
      return new Journal(place, kind, file.parse(JSON.parse(content.toString('utf8'))).entries);
    } catch (error) {
      place.log.error({ err: error, fileName }, 'a journal could not be read, and is begun anew');
      return new Journal(place, kind, []);
    }
  }

  /** Oldest first. */
  get entries(): readonly Entry[] {
    return this.#entries;
  }

  /** Known at once, and on the disk soon. */
  add(entry: Entry): void {
    // Whoever opened the file since must not find it overwritten.
    if (this.#isClosed) return;
    this.#entries.push(entry);
    this.#texts.push(JSON.stringify(entry));
    if (this.#entries.length > this.kind.limit) {
      this.#entries.shift();
      this.#texts.shift();
    }
    this.#isBehind = true;
    this.#writing ??= this.#write().finally(() => {
      this.#writing = undefined;
    });
  }

  /** Takes nothing more. Resolves when everything is written. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#writing;
  }

  async #write(): Promise<void> {
    const { disk, power, log } = this.place;
    const { fileName } = this.kind;
    while (this.#isBehind && !power.aborted) {
      this.#isBehind = false;
      try {
        await disk.replace(fileName, Buffer.from(`{"version":1,"entries":[${this.#texts.join(',\n')}]}`));
      } catch (error) {
        // Without power, a disk that refuses is no news.
        if (!power.aborted) log.error({ err: error, fileName }, 'a journal could not be written');
      }
    }
  }
}
