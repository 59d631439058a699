import type { Server } from 'node:net';
import type { Duplex } from 'node:stream';

/** A network interface of the host. */
export interface NetworkInterface {
  readonly name: string;
  readonly address: string;
  /** Prefix in dotted form, e.g. `255.255.255.0`. */
  readonly subnet: string;
  readonly gateway: string;
  readonly mac: string;
  readonly mtu: number;
  readonly nameservers: readonly string[];
  readonly type: 'dhcp' | 'static';
}

/** What a host asks of its operating system to change an interface. */
export interface InterfaceChange {
  readonly type: 'dhcp' | 'static';
  readonly address?: string;
  readonly subnet?: string;
  readonly gateway?: string;
  readonly mtu?: number;
  readonly nameservers?: readonly string[];
}

/** The sockets and interfaces of one host. The first interface carries the management address. */
export interface HostNetwork {
  interfaces(): readonly NetworkInterface[];
  /** Rejects with one sentence where the operating system refuses; nothing has changed then. */
  change(name: string, change: InterfaceChange): Promise<void>;
  /** Lets the server listen on the management address. Port 0 takes a free one. Resolves to the port. */
  listen(server: Server, port: number): Promise<number>;
  /**
   * Opens a connection to another host. Rejects when it is refused, unreachable or the signal fires. A connection that
   * was cut is silent, not closed.
   */
  connect(address: string, port: number, signal: AbortSignal): Promise<Duplex>;
}
