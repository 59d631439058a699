import type { Context } from '../host/context';
import type { Journal } from '../store/journal';
import { eventsBetween, hostEvent } from './between';
import type { LifecycleEvent, Observation, View } from './observation';
import { viewOf } from './view';

/** Watches a host, and records what becomes of it and of its cluster. */
export class LifecycleLog {
  readonly #listeners = new Set<(event: LifecycleEvent) => void>();
  /** Undefined until the host has booted. */
  #view: View | undefined;

  constructor(
    private readonly context: Context,
    private readonly journal: Journal<Observation>,
  ) {}

  /** The host has booted: records that, and what changed since the last thing recorded; from now on it watches. */
  begin(): void {
    const { host, down } = this.context;
    const now = this.#now();
    const before = this.journal.entries.at(-1)?.view ?? now;
    this.#view = now;
    this.#record(now, hostEvent('PowerOn', 'The host booted.'), ...eventsBetween(before, now));
    const unwatch = host.onChange(() => this.look());
    down.addEventListener('abort', unwatch, { once: true });
  }

  /** Oldest first, with the time each was noticed at (ISO 8601). */
  get events(): readonly (LifecycleEvent & { readonly at: string })[] {
    return this.journal.entries.flatMap(({ at, events }) => events.map((event) => ({ ...event, at })));
  }

  /** Calls back with each event to come. */
  onEvent(listener: (event: LifecycleEvent) => void): void {
    this.#listeners.add(listener);
  }

  /** Records what changed since the last look. To be called when the host came to hold other content. */
  look(): void {
    const before = this.#view;
    if (!before) return;
    this.#view = this.#now();
    this.#record(this.#view, ...eventsBetween(before, this.#view));
  }

  /** Records that the host was reset, which its state alone does not tell. */
  wasReset(): void {
    this.look();
    this.#record(this.#now(), hostEvent('FactoryReset', 'The host was reset to its factory default.'));
  }

  #now(): View {
    return viewOf(this.context.host.state, this.context.announcement().held);
  }

  #record(view: View, ...events: LifecycleEvent[]): void {
    if (events.length === 0) return;
    this.journal.add({ at: new Date(this.context.clock.now()).toISOString(), view, events });
    for (const event of events) for (const listener of this.#listeners) listener(event);
  }
}
