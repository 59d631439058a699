import type { Host } from './host';

/** The site's networks, and their faults. Between hosts only: the harness always reaches every host. */
export interface Network {
  /** Nothing passes between these two any more, open connections included; both just see silence. */
  cut(a: Host, b: Host): void;
  heal(a: Host, b: Host): void;
  healAll(): void;
  /** An address of the named network that no host uses, and that none will be given. */
  freeAddress(network?: string): Promise<string>;
}
