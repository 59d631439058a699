import type { Direction } from '../../../network';
import type { Helper } from '../helper/helper';

/** What is cut between one host and others, from its own side: both sides of a cut know of it. */
export class LinkFaults {
  readonly #deafTo = new Set<LinkFaults>();
  readonly #muteTo = new Set<LinkFaults>();
  #silent = false;

  /** @param addresses every address that the host has, or may have */
  constructor(
    readonly helper: Pick<Helper, 'setFaults'>,
    readonly addresses: () => readonly string[],
  ) {}

  /** Its power is off: other hosts hear nothing, not even that nobody listens. */
  get silent(): boolean {
    return this.#silent;
  }

  async silence(silent: boolean): Promise<void> {
    this.#silent = silent;
    await this.#apply();
  }

  /** Silences the peer, or what is said to it, or both. */
  async cutFrom(peer: LinkFaults, direction: 'hears' | 'says' | 'both'): Promise<void> {
    if (direction !== 'says') this.#deafTo.add(peer);
    if (direction !== 'hears') this.#muteTo.add(peer);
    await this.#apply();
  }

  async healFrom(peer: LinkFaults): Promise<void> {
    const [heard, said] = [this.#deafTo.delete(peer), this.#muteTo.delete(peer)];
    if (heard || said) await this.#apply();
  }

  /** Whatever was cut passes again; its power stays as it is. */
  async healAll(): Promise<void> {
    if (this.#deafTo.size === 0 && this.#muteTo.size === 0) return;
    this.#deafTo.clear();
    this.#muteTo.clear();
    await this.#apply();
  }

  /** Its helper has made its network whole: nothing is cut any more, nor its power. */
  forget(): void {
    this.#deafTo.clear();
    this.#muteTo.clear();
    this.#silent = false;
  }

  /** It is about to have another address: whoever is cut off from it, is so at that one too. */
  async addressAdded(): Promise<void> {
    const peers = new Set([...this.#deafTo, ...this.#muteTo]);
    await Promise.all([...peers].map((peer) => peer.#apply()));
  }

  async #apply(): Promise<void> {
    const addresses = (peers: ReadonlySet<LinkFaults>) => new Set([...peers].flatMap((peer) => peer.addresses()));
    await this.helper.setFaults({
      deafTo: addresses(this.#deafTo),
      muteTo: addresses(this.#muteTo),
      silent: this.#silent,
    });
  }
}

/** What each side of a cut does about the other. */
export async function cutBetween(a: LinkFaults, b: LinkFaults, direction: Direction): Promise<void> {
  if (direction === 'both') await Promise.all([a.cutFrom(b, 'both'), b.cutFrom(a, 'both')]);
  else await Promise.all([a.cutFrom(b, 'says'), b.cutFrom(a, 'hears')]);
}

export async function healBetween(a: LinkFaults, b: LinkFaults): Promise<void> {
  await Promise.all([a.healFrom(b), b.healFrom(a)]);
}
