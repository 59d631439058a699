import type { Host } from './host';

/** Which way nothing passes: in neither direction, or not from the first host to the second. */
export type Direction = 'both' | 'from the first';

/** What a host's connection to its network can carry. Absent: as much as there is. */
export interface LinkQuality {
  readonly bitsPerSecond?: number;
  readonly delayMilliseconds?: number;
}

/**
 * The site's networks, and their faults. Between hosts only: the harness always reaches every host. Each promise resolves
 * when the fault is in force, or gone.
 */
export interface Network {
  /** Nothing passes between these two any more, open connections included; whoever hears nothing just sees silence. */
  cut(a: Host, b: Host, direction?: Direction): Promise<void>;
  /** Whatever was cut between these two passes again. */
  heal(a: Host, b: Host): Promise<void>;
  /** Cuts this host off from every other host that is on the site by now; {@link rejoin} heals all of that. */
  isolate(host: Host): Promise<void>;
  rejoin(host: Host): Promise<void>;
  healAll(): Promise<void>;
  /**
   * Calls back once, in the very instant in which the so manieth packet has passed between these two, whichever sent it,
   * counted from when this resolves. Until what the callback returned has settled, no further packet passes, so that what it
   * cuts or kills comes right after that one. For faults in the middle of something; how many packets that takes is the
   * hosts' business. Resolves to what calls it off.
   */
  afterPackets(a: Host, b: Host, count: number, then: () => Promise<void>): Promise<() => Promise<void>>;
  /**
   * Limits what passes between this host and other hosts; without limits, it is as before.
   * @throws {NotSimulated} where the backend cannot
   */
  limit(host: Host, quality: LinkQuality): Promise<void>;
  /** An address of the named network that no host uses, and that none will be given. */
  freeAddress(network?: string): Promise<string>;
}
