import { sleep, turn } from '../../../wait/sleep';

/** Turns of the event loop without any activity after which hosts count as being at rest. */
const quietTurns = 4;
/** Real milliseconds between looks while something is under way. */
const pause = 1;
/** Real milliseconds for which an answer under way is waited for; later it counts as one that waits for site time itself. */
const answerGrace = 10;
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
    while (performance.now() - began < longest) {
      const seen = this.#count;
      for (let turns = 0; turns < quietTurns; turns += 1) await turn();
      if (seen !== this.#count) continue;
      if (!this.#underWay()) return;
      await sleep(pause);
    }
  }

  #underWay(): boolean {
    const since = performance.now() - answerGrace;
    for (const began of this.#exchanges.values()) if (began > since) return true;
    return false;
  }
}
