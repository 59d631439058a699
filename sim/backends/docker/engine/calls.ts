import { SiteError } from '../../../errors';
import { settlesWithin } from '../../../wait/sleep';
import { engineError, engineGone } from './errors';

/** Seconds after which an engine that has not answered is gone: far more than what a busy one takes. */
export const limits = {
  /** For what only looks. */
  look: 20,
  /** For what makes, starts or ends something. */
  change: 60,
} as const;

/** Seconds after which a call under way makes somebody ask whether the engine lives, and that it then has to say so. */
const pulse = 8;

/** How to ask an engine for nothing but a sign of life. */
export type Ping = () => Promise<unknown>;

/** The calls under way to one engine: each ends, in an answer or in a coded error. */
export class Calls {
  readonly #open = new Set<AbortController>();
  #closed = false;
  /** Set once the engine gave no sign of life: nobody waits for it again. */
  #gone: SiteError | undefined;

  /** @param pulseSeconds how long an engine may be silent that has calls under way */
  constructor(
    readonly address: string,
    readonly ping?: Ping,
    readonly pulseSeconds = pulse,
  ) {}

  /** @param what what the engine is asked to do, as it goes on after "to". */
  async make<T>(what: string, seconds: number, call: (signal: AbortSignal) => Promise<T>): Promise<T> {
    if (this.#closed) throw closed(what);
    if (this.#gone !== undefined) throw this.#gone;
    const asked = { engine: this.address, what };
    const control = new AbortController();
    const { signal } = control;
    const givenUp = new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    });
    const timer = setTimeout(() => control.abort(engineGone(asked, `nothing within ${seconds} s`)), seconds * 1000);
    // A frozen engine takes calls as well, and would be waited for until their limits.
    const beat = setInterval(() => this.#demandLife(what), this.pulseSeconds * 1000);
    this.#open.add(control);
    try {
      return await Promise.race([call(signal), givenUp]);
    } catch (error) {
      throw engineError(signal.aborted ? signal.reason : error, asked);
    } finally {
      clearTimeout(timer);
      clearInterval(beat);
      this.#open.delete(control);
    }
  }

  async #demandLife(what: string): Promise<void> {
    if (this.ping === undefined) return;
    if (await settlesWithin(this.ping(), this.pulseSeconds * 1000)) return;
    const why = `no sign of life within ${this.pulseSeconds} s`;
    this.#gone ??= engineGone({ engine: this.address, what }, why);
    for (const control of this.#open) control.abort(this.#gone);
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
