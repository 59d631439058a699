import type { Target } from '../target';
import type { Clock } from './clock';
import type { Host, HostSpec } from './host';
import type { Network } from './network';

/** Where hosts run. */
export type BackendName = 'embedded';

export interface SiteOptions {
  readonly target: Target;
  /** Default `embedded`. */
  readonly backend?: BackendName;
  /** Decides everything random on the site: ids, keys excepted. Whole number. */
  readonly seed: number;
  /** Ends every wait; the site still has to be closed. */
  readonly signal?: AbortSignal;
}

/** Many hosts, their networks and their time. */
export interface Site {
  readonly clock: Clock;
  readonly network: Network;
  /** By name, in the order they were added. */
  readonly hosts: ReadonlyMap<string, Host>;
  /** Boots these hosts side by side; resolves when all of them answer, in the order given. */
  addHosts(...specs: HostSpec[]): Promise<Host[]>;
  /** Ends every host and gives everything back. May be called twice. */
  close(): Promise<void>;
}
