import type { Host } from './host';

/** The site's networks, and their faults. Between hosts only: the harness always reaches every host. */
export interface Network {
  /** Nothing passes between these two any more, open connections included; both just see silence. */
  cut(a: Host, b: Host): void;
  heal(a: Host, b: Host): void;
  /** Cuts this host off from every other host that is on the site by now; {@link rejoin} heals all of that. */
  isolate(host: Host): void;
  rejoin(host: Host): void;
  healAll(): void;
  /**
   * Calls back once, in the very instant in which the so manieth packet has passed between these two, whichever sent it,
   * counted from this call on. What the callback cuts or kills keeps the next packet from passing. For faults in the
   * middle of something; how many pieces that takes is the hosts' business. Returns what calls it off.
   * @throws {NotSimulated} where the backend cannot see what passes
   */
  afterPackets(a: Host, b: Host, count: number, then: () => void): () => void;
  /** An address of the named network that no host uses, and that none will be given. */
  freeAddress(network?: string): Promise<string>;
}
