import type { Credentials, DeploymentMode, OperatingSystem } from '../target';

/** What a host is made of, decided before it first boots. */
export interface HostSpec {
  /** Unique on its site; what scenarios call it. */
  readonly name: string;
  /** Named network it is attached to; hosts on different networks cannot reach each other. Default `site`. */
  readonly network?: string;
  readonly deploymentMode: DeploymentMode;
  readonly operatingSystem: OperatingSystem;
  /** Cloud-config YAML, read once at first boot. */
  readonly userData: string;
  /** The OS user that may log in. */
  readonly credentials: Credentials;
}

export type Power = 'on' | 'off' | 'paused';

/** A host of a site. Every promise resolves when the site has seen the effect, or rejects with a coded error. */
export interface Host {
  readonly name: string;
  readonly spec: HostSpec;
  readonly credentials: Credentials;
  /** IP address on the site's network, the one in tokens. */
  readonly address: string;
  /** Origin the harness uses, e.g. `https://127.3.4.5:5080`. Cutting networks never blinds it. */
  readonly endpoint: string;
  readonly power: Power;
  /** What the host logged on this site, oldest first, its last lines. */
  logs(): Promise<readonly string[]>;
  /**
   * An address of its network that nobody uses and that this host can take: what an operator asks it to change its own
   * to. {@link address} and {@link endpoint} follow once it has.
   */
  spareAddress(): Promise<string>;
  /** Shuts down in order. */
  stop(): Promise<void>;
  /** Cuts the power: nothing more is sent, received or written. The disk stays as it was at that instant. */
  kill(): Promise<void>;
  /** Powers on; resolves when it answers. */
  start(): Promise<void>;
  /** stop, then start. */
  reboot(): Promise<void>;
  /** Freezes the host: connections stay open and nobody answers. */
  pause(): Promise<void>;
  resume(): Promise<void>;
  /**
   * Leaves so many bytes free on its disk, so that the next larger file does not fit. What is there stays. Rejects with
   * `NotSimulated` where the backend has no such fault.
   */
  fillDisk(freeBytes: number): Promise<void>;
  /** Gives the disk all its room again. */
  freeDisk(): Promise<void>;
}
