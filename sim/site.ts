import type { Target } from '../target';
import type { Clock } from './clock';
import type { SiteError } from './errors';
import type { Host, HostSpec } from './host';
import type { Network } from './network';

/** Where hosts run. */
export type BackendName = 'embedded' | 'docker';

/** What the docker backend has to know of a run. Plain data. */
export interface DockerOptions {
  /** Image under test. */
  readonly image: string;
  /** Name of the run, which all that it creates is labelled with. */
  readonly runId: string;
  /** Every scenario gets new hosts; otherwise hosts are used again after a factory reset. */
  readonly fresh: boolean;
  /** Whether hosts of a failed scenario are left running. */
  readonly keep: 'never' | 'on-failure';
}

export interface SiteOptions {
  readonly target: Target;
  /** Default `embedded`. */
  readonly backend?: BackendName;
  /** Where the backend is `docker`. */
  readonly docker?: DockerOptions;
  /** Decides everything random on the site: ids, keys excepted. Whole number. */
  readonly seed: number;
  /** Ends every wait; the site still has to be closed. */
  readonly signal?: AbortSignal;
  /**
   * Makes a host as if it had just been booted for the first time, through its own factory reset, and makes sure of it;
   * rejects where something is left. Backends that use hosts again call it once the site is closed. Absent: they do not.
   */
  readonly renew?: (host: Host) => Promise<void>;
}

/** A host that was left running after its site was closed, and how to get at it. */
export interface KeptHost {
  readonly name: string;
  readonly endpoint: string;
  /** Name of its container. */
  readonly container: string;
  /** Name of the container that holds its network and its disk. */
  readonly helper: string;
}

/** Many hosts, their networks and their time. */
export interface Site {
  readonly clock: Clock;
  readonly network: Network;
  /** By name, in the order they were added. */
  readonly hosts: ReadonlyMap<string, Host>;
  /** Boots these hosts side by side; resolves when all of them answer, in the order given. */
  addHosts(...specs: HostSpec[]): Promise<Host[]>;
  /** What broke below the hosts, so that nothing they do or leave undone can be held against them. */
  trouble(): Promise<SiteError | undefined>;
  /**
   * Ends every host and gives everything back, but for what is kept of a failed site, which it resolves to. May be called
   * twice.
   *
   * @param ended whether what was done on the site failed. Default: it did not
   */
  close(ended?: 'passed' | 'failed'): Promise<readonly KeptHost[]>;
}
