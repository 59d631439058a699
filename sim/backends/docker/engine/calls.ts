import { SiteError } from '../../../errors';
import { engineError, engineGone } from './errors';

/** Seconds after which an engine that has not answered is gone: far more than what a busy one takes. */
export const limits = {
  /** For what only looks. */
  look: 20,
  /** For what makes, starts or ends something. */
  change: 60,
} as const;

/** The calls under way to one engine: each ends, in an answer or in a coded error. */
export class Calls {
  readonly #open = new Set<AbortController>();
  #closed = false;

  constructor(readonly address: string) {}

  /** @param what what the engine is asked to do, as it goes on after "to". */
  async make<T>(what: string, seconds: number, call: (signal: AbortSignal) => Promise<T>): Promise<T> {
    if (this.#closed) throw closed(what);
    const asked = { engine: this.address, what };
    const control = new AbortController();
    const { signal } = control;
    const givenUp = new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    });
    const timer = setTimeout(() => control.abort(engineGone(asked, `nothing within ${seconds} s`)), seconds * 1000);
    this.#open.add(control);
    try {
      return await Promise.race([call(signal), givenUp]);
    } catch (error) {
      throw engineError(signal.aborted ? signal.reason : error, asked);
    } finally {
      clearTimeout(timer);
      this.#open.delete(control);
    }
  }

  /** Ends all that is under way, and takes no more. */
  close(): void {
    this.#closed = true;
    for (const control of this.#open) control.abort(closed('answer'));
  }
}

function closed(what: string): SiteError {
  return new SiteError('SITE_CLOSED', `The Docker engine was asked to ${what} over connections that are closed.`);
}
