import { randomUUID } from 'node:crypto';
import type { LocalUiHost } from './host';

/**
 * Counts what changes on a host that a page may show. A page carries the revision that it shows, and knows by that whether it
 * is out of date.
 */
export class Revision {
  /** Another one after each boot: a count begins anew then. */
  readonly #boot = randomUUID().slice(0, 8);
  readonly #listeners = new Set<() => void>();
  #count = 0;

  constructor({ context, group, contents }: LocalUiHost) {
    const changed = () => this.bump();
    context.host.onChange(changed);
    group.onNews(changed);
    contents.onChange(changed);
  }

  get current(): string {
    return `${this.#boot}-${this.#count}`;
  }

  /** Something changed. */
  bump(): void {
    this.#count += 1;
    for (const listener of [...this.#listeners]) listener();
  }

  /** Calls back after each change, until what it returns is called. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
