import type { Clock } from './outside/clock';
import type { Disk } from './outside/disk';
import type { HostNetwork } from './outside/network';
import type { Random } from './outside/random';

export interface AgentOptions {
  /** Cloud-config YAML; read at first boot only, then restored from the disk. */
  readonly userData: string;
  /** Where the user data came from, for messages, e.g. a file name. Default `user data`. */
  readonly userDataName?: string;
  readonly deploymentMode?: 'appliance' | 'agent';
  readonly operatingSystem?: { readonly family: string; readonly version: string };
  /** OS users beside those in the user data. */
  readonly users?: readonly { readonly username: string; readonly password: string }[];
  readonly hostName?: string;
  readonly disk: Disk;
  readonly clock?: Clock;
  readonly random?: Random;
  /** Default: the machine's own sockets, listening on 127.0.0.1. */
  readonly network?: HostNetwork;
  /** Overrides `stylus.localUI.port`; 0 takes a free one. */
  readonly port?: number;
  /** Exponent of two for scrypt's cost of password hashing. Default 14. */
  readonly passwordCost?: number;
  /** Seconds that a reboot takes. Default 2. */
  readonly rebootSeconds?: number;
  /** Seconds that the restart of a factory reset takes. Default: as a reboot. */
  readonly resetSeconds?: number;
  /** Seconds that a node of a cluster takes until it runs (default 2), and to remove what it ran (default 1). */
  readonly cluster?: { readonly provisionSeconds?: number; readonly removeSeconds?: number };
  /** Seconds until a change of proxy settings and CA certificates is in use. Default 0.2. */
  readonly configurationSeconds?: number;
  /** Receives each log line (JSON). Default: none. */
  readonly log?: (line: string) => void;
  /** The power: once it fires, the host does nothing more, not even finish what it was writing. */
  readonly power?: AbortSignal;
}

export interface Agent {
  /** Host id, `edge-` and 32 hex digits. */
  readonly id: string;
  /** Origin of its Local UI and API. Follows a change of address. */
  readonly url: string;
  /** Shuts the host down in order. */
  close(): Promise<void>;
}
