import type { Block } from './block';
import type { BlockPool } from './pool';

/** An address that a host was given, and the gateway of its block. */
export interface Lease {
  readonly address: string;
  readonly gateway: string;
}

/** Which addresses the networks of one site have. Each network has blocks of its own; a large one has several. */
export class SiteAddresses {
  readonly #networks = new Map<string, Promise<Block>[]>();

  constructor(readonly pool: BlockPool) {}

  /** An address of this network that no one has been given on this site. */
  async lease(network: string): Promise<Lease> {
    const blocks = this.#networks.get(network) ?? [];
    this.#networks.set(network, blocks);
    // Blocks are kept as promises, so that hosts that boot side by side wait for one claim instead of each making one.
    for (let at = 0; ; at += 1) {
      blocks[at] ??= this.pool.take();
      const block = await blocks[at];
      const address = block?.take();
      if (block !== undefined && address !== undefined) return { address, gateway: block.gateway };
    }
  }

  /** The gateway of the block that this address belongs to; undefined where it is no host address of this network. */
  async gatewayOf(network: string, address: string): Promise<string | undefined> {
    const blocks = await Promise.all(this.#networks.get(network) ?? []);
    return blocks.find((block) => block.holds(address))?.gateway;
  }

  /** Gives all blocks back. No host may listen any more. */
  async close(): Promise<void> {
    const claimed = await Promise.allSettled([...this.#networks.values()].flat());
    this.#networks.clear();
    for (const claim of claimed) if (claim.status === 'fulfilled') this.pool.giveBack(claim.value);
  }
}
