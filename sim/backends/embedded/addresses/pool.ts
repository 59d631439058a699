import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import { SiteError, sentenceOf } from '../../../errors';
import { Block } from './block';

/** Where the Local UI and API of a host listen unless its user data says otherwise. */
export const hostPort = 5080;

/** So many blocks in a row, chosen at random from 65000, are only all taken when the port is, on every address. */
const tries = 16;

/**
 * Whether a host has an address of its own to listen on (`own`), or, where the machine has only 127.0.0.1 for all
 * (`shared`), a port there that stands for the address it has on its site.
 */
export type Addressing = 'own' | 'shared';

/** Tries to claim a block; resolves to the code of the error where that fails. */
export type Claim = (guard: string) => Promise<string | undefined>;

/**
 * The address blocks of this thread. A block is claimed by listening on one address of it, at the port that hosts use:
 * two runs, or two workers of a run, never get the same one, and a killed run leaves nothing behind. Claims are held until
 * the thread ends and shared by its sites, one after the other.
 */
export class BlockPool {
  readonly #free: Block[] = [];
  readonly #claim: Claim;
  #addressing: Addressing;

  constructor(addressing: Addressing = 'own', claim: Claim = listenForever) {
    this.#addressing = addressing;
    this.#claim = claim;
  }

  /** `shared` as soon as the machine turned out to have no other loopback addresses. */
  get addressing(): Addressing {
    return this.#addressing;
  }

  /** A block that no other site uses. Rejects with `SITE_PORT_IN_USE` or `SITE_NO_ADDRESSES`. */
  async take(): Promise<Block> {
    const kept = this.#free.shift();
    if (kept !== undefined) return kept;
    for (let tried = 0; tried < tries; tried += 1) {
      // Never by the site's seed: runs with the same seed would fight for the same blocks.
      const block = new Block(`127.${randomInt(1, 255)}.${randomInt(0, 256)}`);
      if (this.#addressing === 'shared') return block;
      const fault = await this.#claim(block.guard);
      if (fault === undefined) return block;
      if (fault === 'EADDRNOTAVAIL') this.#addressing = 'shared';
      else if (fault !== 'EADDRINUSE') throw noAddresses(block.guard, fault);
    }
    throw portInUse(hostPort);
  }

  /** For the next site. */
  giveBack(block: Block): void {
    block.clear();
    this.#free.push(block);
  }
}

/** @param cause what the operating system said, where it was a host that met it */
export function portInUse(port: number, cause?: unknown): SiteError {
  return new SiteError(
    'SITE_PORT_IN_USE',
    `Port ${port} is in use on all addresses of this machine, and the hosts of a site listen on it: end the program that listens there.`,
    { cause },
  );
}

function noAddresses(address: string, fault: string): SiteError {
  return new SiteError(
    'SITE_NO_ADDRESSES',
    `The hosts of a site need loopback addresses, and listening on ${address}:${hostPort} failed with ${fault}: allow this process to listen there.`,
  );
}

/** Listens until the thread ends, without keeping it alive. */
const listenForever: Claim = (guard) =>
  new Promise((resolve) => {
    const server = createServer((socket) => socket.destroy());
    server.unref();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? sentenceOf(error)));
    server.listen(hostPort, guard, () => resolve(undefined));
  });

/** Of this thread. */
export const blocks = new BlockPool();
