import { SiteError } from '../../../errors';
import type { Engine } from '../engine/engine';
import { engineGone, refused } from '../engine/errors';

/** A call of the engine, by its name. */
export type CallName = Exclude<keyof Engine, 'address' | 'close'>;

/** A call that waits until the test lets it go on. */
export interface Held {
  /** Resolves when somebody has made the call. */
  readonly reached: Promise<void>;
  release(): void;
}

/** What the calls of a fake engine have in common: they are written down, and meet the trouble that a test has ordered. */
export class FakeCalls {
  readonly address = 'unix:///fake/docker.sock';
  /** Every call, in order, with the name of what it was about: `start alpha`. */
  readonly calls: string[] = [];
  readonly #refusals: { readonly call: CallName; readonly error: Error | string }[] = [];
  readonly #held: { readonly call: CallName; reach(): void; readonly released: Promise<void> }[] = [];
  readonly #lost = Promise.withResolvers<void>();
  #gone: string | undefined;
  #closed = false;

  /** The next call of this name is refused: with these words of the engine, or this error. */
  refuse(call: CallName, error: Error | string): void {
    this.#refusals.push({ call, error });
  }

  /** The next call of this name waits, before it has any effect. */
  hold(call: CallName): Held {
    const reached = Promise.withResolvers<void>();
    const released = Promise.withResolvers<void>();
    this.#held.push({ call, reach: reached.resolve, released: released.promise });
    return { reached: reached.promise, release: released.resolve };
  }

  /** The engine is gone: calls under way, and all after them, are rejected. */
  lose(why = 'ECONNREFUSED'): void {
    this.#gone = why;
    this.#lost.resolve();
  }

  close(): void {
    this.#closed = true;
  }

  /** To be awaited first in each call. */
  protected async called(call: CallName, about: string, what: string): Promise<void> {
    this.calls.push(`${call} ${about}`.trimEnd());
    if (this.#closed) throw new SiteError('SITE_CLOSED', `The fake engine was asked to ${what} and is closed.`);
    const held = takeFirst(this.#held, call);
    held?.reach();
    if (held !== undefined) await Promise.race([held.released, this.#lost.promise]);
    if (this.#gone !== undefined) throw this.gone(what);
    const refusal = takeFirst(this.#refusals, call);
    if (refusal === undefined) return;
    throw typeof refusal.error === 'string' ? this.refusal(what, refusal.error) : refusal.error;
  }

  protected gone(what: string): SiteError {
    return engineGone({ engine: this.address, what }, this.#gone ?? 'ECONNREFUSED');
  }

  protected refusal(what: string, words: string): SiteError {
    return refused({ engine: this.address, what }, words);
  }
}

function takeFirst<T extends { readonly call: CallName }>(waiting: T[], call: CallName): T | undefined {
  const at = waiting.findIndex((each) => each.call === call);
  return at < 0 ? undefined : waiting.splice(at, 1)[0];
}
