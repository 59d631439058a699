import { randomInt } from 'node:crypto';
import { BlockList } from 'node:net';
import { networkInterfaces } from 'node:os';
import { SiteError } from '../../errors';
import type { Engine, Labels } from './engine/engine';

/** Reserved for tests of networks (RFC 2544): no machine has its own addresses there. Each network takes 256 of it. */
const range = { first: 198, second: [18, 19] };
export const prefixLength = 24;
/** Subnets tried before there counts to be none. */
const mostTries = 64;
/** Host parts that are given out: 1 is the gateway. */
const hostParts = { first: 2, last: 254 };

/** A network of a site on the engine. */
export interface SiteNetwork {
  readonly id: string;
  /** Its name on the engine. */
  readonly name: string;
  /** Of the bridge, which is where the harness speaks to hosts from. */
  readonly gateway: string;
  readonly addresses: Addresses;
}

/** The addresses of one network. Returned ones are given out last, so that nobody takes a new host for an old one. */
export class Addresses {
  readonly #free: string[];

  constructor(readonly prefix: string) {
    const { first, last } = hostParts;
    this.#free = Array.from({ length: last - first + 1 }, (_, at) => `${prefix}.${first + at}`);
  }

  /** @throws {SiteError} `SITE_NO_ADDRESSES` */
  lease(): string {
    const address = this.#free.shift();
    if (address !== undefined) return address;
    throw new SiteError(
      'SITE_NO_ADDRESSES',
      `All addresses of ${this.prefix}.0/${prefixLength} are in use; spread the hosts over more networks.`,
    );
  }

  giveBack(address: string): void {
    this.#free.push(address);
  }
}

/** Makes a network whose subnet collides with no other one. */
export async function createSiteNetwork(engine: Engine, name: string, labels: Labels): Promise<SiteNetwork> {
  const own = new BlockList();
  for (const { family, cidr } of Object.values(networkInterfaces()).flatMap((entries) => entries ?? [])) {
    const [address = '', length] = cidr?.split('/') ?? [];
    // At least as large as one of ours, so that any address of ours tells whether they overlap.
    if (family === 'IPv4') own.addSubnet(address, Math.min(Number(length), prefixLength));
  }
  let refused: SiteError | undefined;
  for (let tries = 0; tries < mostTries; tries += 1) {
    const prefix = `${range.first}.${range.second[randomInt(range.second.length)]}.${randomInt(256)}`;
    const gateway = `${prefix}.1`;
    if (own.check(gateway)) continue;
    try {
      const id = await engine.createNetwork({ name, subnet: `${prefix}.0/${prefixLength}`, gateway, labels });
      return { id, name, gateway, addresses: new Addresses(prefix) };
    } catch (error) {
      if (!(error instanceof SiteError && error.code === 'SITE_SUBNET_TAKEN')) throw error;
      refused = error;
    }
  }
  throw new SiteError(
    'SITE_NO_ADDRESSES',
    `No free subnet was found for a network in 198.18.0.0/15 after ${mostTries} tries (${refused?.message.replace(/\.$/, '') ?? 'interfaces of this machine have them all'}); see "docker network ls", and clear what runs left with "hostlink prune".`,
    { cause: refused },
  );
}
