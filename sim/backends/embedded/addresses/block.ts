/** Hosts of a block are numbered from this on; 1 is its gateway, which nobody answers at. */
const firstHost = 2;
const lastHost = 253;
/** Number of the address that claims a block for this thread. */
const guard = 254;

/** 256 addresses, `127.a.b.0` to `127.a.b.255`, of which hosts get those that nobody uses. */
export class Block {
  readonly gateway: string;
  readonly guard: string;
  readonly #used = new Set<number>();
  #next = firstHost;

  /** @param prefix e.g. `127.3.4` */
  constructor(readonly prefix: string) {
    this.gateway = `${prefix}.1`;
    this.guard = `${prefix}.${guard}`;
  }

  /**
   * An address that nobody uses, or undefined when there is none. Goes round the block, so that an address given back is
   * the last to be used again, when nothing of its last user is under way any more.
   */
  take(): string | undefined {
    for (let tried = firstHost; tried <= lastHost; tried += 1) {
      const number = this.#next;
      this.#next = number === lastHost ? firstHost : number + 1;
      if (this.#used.has(number)) continue;
      this.#used.add(number);
      return `${this.prefix}.${number}`;
    }
    return undefined;
  }

  /** Whether this is an address that a host of this block may have. */
  holds(address: string): boolean {
    const number = Number(address.slice(this.prefix.length + 1));
    return (
      `${this.prefix}.${number}` === address && Number.isInteger(number) && number >= firstHost && number <= lastHost
    );
  }

  /** Forgets who uses what, for the next site. */
  clear(): void {
    this.#used.clear();
  }
}
