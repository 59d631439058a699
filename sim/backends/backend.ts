import type { Clock } from '../clock';
import type { SiteError } from '../errors';
import type { Host, HostSpec, Power } from '../host';
import type { Direction, LinkQuality } from '../network';
import type { KeptHost } from '../site';

/**
 * One host as its backend runs it: a machine with a power switch. It does what it is told; whether an operation makes
 * sense at this moment is checked before, by the site's `PoweredHost`.
 */
export interface Machine {
  readonly address: string;
  /** Origin the harness uses. Follows the machine. */
  readonly endpoint: string;
  /** Also tells of a host that crashed by itself. */
  readonly power: Power;
  /** Oldest first, bounded. */
  logs(): Promise<readonly string[]>;
  /** A free address that this machine can take. */
  spareAddress(): Promise<string>;
  /** Resolves when the host answers. Rejects with `SITE_BOOT_REFUSED`, `SITE_BOOT_FAILED`, `SITE_HOST_SILENT` or what the environment refused. */
  powerOn(): Promise<void>;
  /** Shuts down in order. */
  shutDown(): Promise<void>;
  /** Nothing more is sent, received or written from the moment of the call. */
  cutPower(): Promise<void>;
  /** Connections stay open and nobody answers. */
  freeze(): Promise<void>;
  thaw(): Promise<void>;
  /** Leaves so many bytes free on the disk. Absent: this backend cannot, see `NotSimulated`. */
  fillDisk?(freeBytes: number): Promise<void>;
  /** Gives the disk all its room again. Absent where {@link fillDisk} is. */
  freeDisk?(): Promise<void>;
}

/** Where the hosts of a site run, with their networks and their time. */
export interface Backend {
  readonly clock: Clock;
  /** How many hosts to boot at a time: more of them at once take no less time in all. */
  readonly sideBySide: number;
  /** A new machine of this spec, powered off. */
  machine(spec: HostSpec): Promise<Machine>;
  /** Nothing passes from the first machine to the second, or in neither direction. The harness still reaches both. */
  cut(a: Machine, b: Machine, direction: Direction): Promise<void>;
  /** Both directions. */
  heal(a: Machine, b: Machine): Promise<void>;
  healAll(): Promise<void>;
  /** See `Network.afterPackets`. Absent: this backend cannot see packets. */
  afterPackets?(a: Machine, b: Machine, count: number, then: () => Promise<void>): Promise<() => Promise<void>>;
  /** See `Network.limit`. Absent: this backend cannot. */
  limit?(machine: Machine, quality: LinkQuality): Promise<void>;
  /** An address of this network that no machine has been given, or will be. */
  freeAddress(network: string): Promise<string>;
  /** What broke below the machines. */
  trouble(): Promise<SiteError | undefined>;
  /** Ends every machine, every wait on the clock, and gives everything back, but for what it is to keep of a failed site. */
  close(ended: 'passed' | 'failed', hosts: readonly Host[]): Promise<readonly KeptHost[]>;
}
