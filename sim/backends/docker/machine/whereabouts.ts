import { sleep } from '../../../wait/sleep';
import type { SiteNetwork } from '../networks';
import { apiPort, type Reach } from '../reach';

/** Real milliseconds between looks at whether a host has taken a spare address. */
const pause = 10;

/** Where a host is on its network, and where it may move to. */
export class Whereabouts {
  /** Where it is now. */
  address: string;
  #spares: string[] = [];

  constructor(
    readonly network: SiteNetwork,
    /** The one that it was made with. */
    readonly first: string,
    readonly reach: Pick<Reach, 'listens'>,
  ) {
    this.address = first;
  }

  /** Every address it has, or may have. */
  get all(): readonly string[] {
    return [this.first, ...this.#spares];
  }

  /** One that only this host can take. */
  lease(): string {
    const spare = this.network.addresses.lease();
    this.#spares.push(spare);
    return spare;
  }

  /** Ends when the host is at this spare address, or its site is closed. */
  async followTo(spare: string, isOn: () => boolean, signal: AbortSignal): Promise<void> {
    try {
      while (this.#spares.includes(spare)) {
        if (isOn() && (await this.reach.listens(spare, apiPort, signal))) {
          this.address = spare;
          return;
        }
        await sleep(pause, signal);
      }
    } catch {
      // The site is closed.
    }
  }

  /** It is where it was at first, and has no spare address any more. */
  reset(): void {
    for (const spare of this.#spares.splice(0)) this.network.addresses.giveBack(spare);
    this.address = this.first;
  }

  /** Nobody is there any more. */
  giveBack(): void {
    this.reset();
    this.network.addresses.giveBack(this.first);
  }
}
