import { once } from 'node:events';
import { connect, type Server, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { HostNetwork, InterfaceChange } from '../../../../reference-agent';
import type { Addressing } from '../addresses/pool';
import { portInUse } from '../addresses/pool';
import { never } from '../never';
import type { NetworkCard } from './network-card';
import type { Servers } from './servers';
import type { Port, Switch } from './switch';
import { Wire } from './wire';

/** Where everybody listens when hosts have no addresses of their own. */
const sharedAddress = '127.0.0.1';

interface Place {
  readonly host: string;
  readonly port: number;
}

/** What one boot of a host sees of its site's network: real sockets, where the site lets them be. */
export class EmbeddedNetwork implements HostNetwork {
  /** The server that listened first: the Local UI and API. */
  #api: { readonly server: Server; readonly asked: number } | undefined;

  constructor(
    readonly card: NetworkCard,
    readonly wires: Switch,
    readonly servers: Servers,
    readonly addressing: Addressing,
    readonly power: AbortSignal,
    /** Told where the harness reaches the Local UI and API from now on. */
    readonly onApi: (address: string, origin: string) => void,
  ) {}

  interfaces() {
    return [this.card.describe()];
  }

  async change(name: string, change: InterfaceChange): Promise<void> {
    if (this.power.aborted) return never();
    await this.card.change(name, change);
  }

  async listen(server: Server, port: number): Promise<number> {
    if (this.power.aborted) return never();
    const { address, listening } = this.card.port;
    const own = this.addressing === 'own';
    const free = placeOf(listening.get(port)) === undefined;
    if (!own && !free) throw refusal('EADDRINUSE', 'Something of this host listens already', address, port);
    for (const [before, known] of listening) if (known === server) listening.delete(before);
    const host = own ? address : sharedAddress;
    const bound = await this.servers.listen(server, own ? port : 0, host).catch((error: NodeJS.ErrnoException) => {
      throw error.code === 'EADDRINUSE' && free ? portInUse(port, error) : error;
    });
    const seen = own || port === 0 ? bound : port;
    listening.set(seen, server);
    this.#api ??= { server, asked: port };
    if (server === this.#api.server || port === this.#api.asked) this.onApi(address, `https://${host}:${bound}`);
    return seen;
  }

  async connect(address: string, port: number, signal: AbortSignal): Promise<Duplex> {
    if (this.power.aborted) return never();
    const ends = AbortSignal.any([signal, this.power]);
    const [target, place] = await this.#reach(address, port, ends);
    const exchange = this.wires.activity.begin();
    try {
      const own = this.addressing === 'own' && { localAddress: this.card.port.address };
      const socket = connect({ ...place, ...own, allowHalfOpen: true, noDelay: true });
      try {
        await once(socket, 'connect', { signal: ends });
      } catch (error) {
        socket.destroy();
        throw ends.aborted ? ends.reason : error;
      }
      return this.#wire(socket, target);
    } finally {
      exchange.end();
    }
  }

  /** Where to connect to for this address and port. Waits for as long as the two are cut from each other. */
  async #reach(address: string, port: number, ends: AbortSignal): Promise<[Port, Place]> {
    const from = this.card.port;
    for (;;) {
      ends.throwIfAborted();
      const to = this.wires.at(address);
      if (to?.network !== from.network) throw refusal('EHOSTUNREACH', 'No host of this network is', address, port);
      if (!this.wires.isCut(from, to) && from.power !== 'paused') {
        if (to.power === 'off') throw refusal('EHOSTUNREACH', 'No host that is on is', address, port);
        const place = placeOf(to.listening.get(port));
        if (place === undefined) throw refusal('ECONNREFUSED', 'Nothing listens', address, port);
        return [to, place];
      }
      await this.wires.changed(ends);
    }
  }

  #wire(socket: Socket, to: Port): Wire {
    const from = this.card.port;
    const wire = new Wire(socket, this.wires.activity, () => this.wires.passed(from, to));
    this.wires.carry(wire, from, to);
    socket.once('close', () => this.wires.drop(wire));
    return wire;
  }
}

/** Where a server really listens; undefined when it does not. */
function placeOf(server: Server | undefined): Place | undefined {
  const bound = server?.address();
  return typeof bound === 'object' && bound !== null ? { host: bound.address, port: bound.port } : undefined;
}

function refusal(code: string, what: string, address: string, port: number): Error {
  return Object.assign(new Error(`${what} at ${address}:${port} (${code}).`), { code, address, port });
}
