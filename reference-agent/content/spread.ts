import { type Announcement, type Content, contentsOf, missingContents } from '../domain';
import { type Context, pause } from '../host/context';
import type { Group } from '../host/group';
import { candidatesFor } from './candidates';
import { sentenceOf } from './errors';
import { leftoversJudged } from './leftovers';
import { type Attempt, receiveBundle } from './receiving';
import type { ContentStore } from './store';

/** Seconds of the host's clock between attempts to get a bundle that could not be had: at first, and at most. */
export const retrySeconds = { first: 0.5, longest: 10 };

/** What is remembered of a bundle that could not be had. */
interface Setback {
  /** Why, of the last attempt. */
  readonly reason: string;
  /** When it is tried again, at the latest; milliseconds of the host's clock. */
  readonly again: number;
  readonly pause: number;
  /** Hosts that were asked and have been well since: when another one has it, or one is back, that is tried at once. */
  asked: ReadonlySet<string>;
}

/**
 * Gets every bundle of the group to this host, one after the other, from whichever host has it, and gives the disk back
 * what no bundle needs any more. LEAD-2, LINK-2.
 */
export class ContentSpread {
  readonly #closing = new AbortController();
  readonly #setbacks = new Map<string, Setback>();
  readonly #unsubscribe: (() => void)[] = [];
  /** Ended when something happened that may be a reason to go on. */
  #idle = new AbortController();
  #receiving: { readonly content: Content; readonly stop: AbortController } | undefined;
  #running: Promise<void> = Promise.resolve();
  /** What the host was to keep when it was looked at last: its state changes for many other reasons. */
  #kept = '';
  /** Whether it is known what the group wants of what earlier boots left. */
  #mayCollect = false;

  constructor(
    private readonly context: Context,
    private readonly group: Group,
    private readonly store: ContentStore,
  ) {}

  /** Begins, once the host is up. */
  open(): void {
    const { host } = this.context;
    this.#unsubscribe.push(
      host.onChange(() => this.#documentChanged()),
      this.group.onPeers(() => this.#wake()),
      this.store.onChange(() => this.group.announce()),
    );
    void leftoversJudged(this.context, this.group, this.store, this.#closing.signal).then(() => {
      this.#mayCollect = !this.#closing.signal.aborted;
      this.#collect();
    });
    this.#running = this.#run();
  }

  /** Stops; resolves when nothing of it goes on any more. What has arrived of a bundle stays. */
  async close(): Promise<void> {
    for (const unsubscribe of this.#unsubscribe) unsubscribe();
    this.#closing.abort();
    this.#receiving?.stop.abort();
    await this.#running;
  }

  /** What this host tells of its content. */
  announcement(): Pick<Announcement, 'held' | 'receiving' | 'failures'> {
    const wanted = new Set(this.#missing().map(({ sha256 }) => sha256));
    const failures = [...this.#setbacks].filter(([sha256]) => wanted.has(sha256));
    return {
      held: this.store.held,
      ...(this.#receiving && { receiving: this.#receiving.content.sha256 }),
      failures: Object.fromEntries(failures.map(([sha256, { reason }]) => [sha256, reason])),
    };
  }

  /** Removes what no bundle needs any more. */
  #collect(): void {
    if (!this.#mayCollect) return;
    this.store
      .collect(() => contentsOf(this.context.host.state))
      .catch((error) => this.context.log.warn({ err: error }, 'content that is not needed could not be removed'));
  }

  #documentChanged(): void {
    const { contents } = this.context.host.state.document;
    const kept = contentsOf(this.context.host.state)
      .map(({ sha256 }) => sha256)
      .join();
    if (kept === this.#kept) return;
    this.#kept = kept;
    const wanted = new Set(contents.map(({ sha256 }) => sha256));
    for (const sha256 of this.#setbacks.keys()) if (!wanted.has(sha256)) this.#setbacks.delete(sha256);
    if (this.#receiving && !wanted.has(this.#receiving.content.sha256)) this.#receiving.stop.abort();
    this.#collect();
    this.#wake();
  }

  /** Looks again, where there is anything to look for: in a large group something changes all the time. */
  #wake(): void {
    if (this.#missing().length > 0) this.#idle.abort();
  }

  #missing(): readonly Content[] {
    return missingContents(this.context.host.state.document, this.store.held);
  }

  async #run(): Promise<void> {
    const { signal } = this.#closing;
    while (!signal.aborted) {
      this.#idle = new AbortController();
      const next = this.#missing().find((content) => this.#isDue(content));
      if (next) await this.#receive(next);
      else await this.#rest();
    }
  }

  /** Until something changes, or a bundle is to be tried again. */
  async #rest(): Promise<void> {
    const stop = AbortSignal.any([this.#idle.signal, this.#closing.signal]);
    const times = this.#missing()
      .filter((content) => candidatesFor(content, this.group.peers()).length > 0)
      .flatMap(({ sha256 }) => this.#setbacks.get(sha256)?.again ?? []);
    const seconds = Math.max(0, Math.min(...times) - this.context.clock.now()) / 1000;
    if (times.length > 0) await pause(this.context, seconds, stop);
    else if (!stop.aborted) await new Promise((go) => stop.addEventListener('abort', go, { once: true }));
  }

  #isDue(content: Content): boolean {
    const setback = this.#setbacks.get(content.sha256);
    const candidates = candidatesFor(content, this.group.peers());
    if (candidates.length === 0) return false;
    if (!setback || this.context.clock.now() >= setback.again) return true;
    const well = candidates.filter(({ health }) => health.status === 'Healthy').map(({ member }) => member.facts.id);
    setback.asked = new Set(well.filter((id) => setback.asked.has(id)));
    return well.length > setback.asked.size;
  }

  async #receive(content: Content): Promise<void> {
    const stop = new AbortController();
    this.#receiving = { content, stop };
    this.group.announce();
    const attempt: Attempt = { asked: new Set(), progressed: false };
    const { context, group, store } = this;
    try {
      await receiveBundle({ context, group, store }, content, attempt, stop.signal);
      this.#setbacks.delete(content.sha256);
    } catch (error) {
      if (!stop.signal.aborted) this.#setBack(content, attempt, error);
    } finally {
      this.#receiving = undefined;
      if (!this.#closing.signal.aborted) {
        this.group.announce();
        // It may have become unwanted on the way.
        this.#collect();
      }
    }
  }

  #setBack({ sha256, name }: Content, { asked, progressed }: Attempt, error: unknown): void {
    const before = progressed ? undefined : this.#setbacks.get(sha256);
    const wait = Math.min(before ? before.pause * 2 : retrySeconds.first, retrySeconds.longest);
    const again = this.context.clock.now() + wait * 1000;
    this.#setbacks.set(sha256, { reason: sentenceOf(error), asked, pause: wait, again });
    this.context.log.warn({ err: error, bundle: name }, 'a bundle could not be received, and is tried again');
  }
}
