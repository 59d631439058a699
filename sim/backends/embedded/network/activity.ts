import { sleep, turn } from '../../../wait/sleep';

/** Real milliseconds without any activity after which hosts count as being at rest. */
const quiet = 1;
/** Real milliseconds for which an answer under way is waited for; later it counts as one that waits for site time itself. */
const answerGrace = 25;
/** Real milliseconds after which hosts that never come to rest are no longer waited for. */
const longest = 1000;

/** Something that a host has under way with another, e.g. a request without an answer yet. */
export interface Exchange {
  /** Whether it took so long that it was no longer waited for. */
  end(): boolean;
}

/** What goes on between the hosts of a site, so that site time is not moved while something is under way. */
export class Activity {
  readonly #exchanges = new Map<Exchange, number>();
  #count = 0;

  /** Something was sent, received, opened or closed. */
  touch(): void {
    this.#count += 1;
  }

  begin(): Exchange {
    this.touch();
    const began = performance.now();
    const exchange: Exchange = {
      end: () => this.#exchanges.delete(exchange) && performance.now() - began > answerGrace,
    };
    this.#exchanges.set(exchange, began);
    return exchange;
  }

  /** Resolves when nothing is under way any more, or nothing that ends by itself. */
  async settle(): Promise<void> {
    const began = performance.now();
    let seen: number;
    do {
      seen = this.#count;
      await sleep(quiet);
      // Timers come before sockets in a turn of the event loop: after a stall, sockets must have had their turn too.
      await turn();
      await turn();
    } while ((seen !== this.#count || this.#underWay()) && performance.now() - began < longest);
  }

  #underWay(): boolean {
    const since = performance.now() - answerGrace;
    for (const began of this.#exchanges.values()) if (began > since) return true;
    return false;
  }
}
