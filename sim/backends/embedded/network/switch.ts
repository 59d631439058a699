import type { Server } from 'node:net';
import type { Direction } from '../../../network';
import type { Activity } from './activity';
import type { Wire } from './wire';

/** Where a host's network card is plugged in, and what the switch has to know of the host. */
export interface Port {
  /** Name of the network. */
  readonly network: string;
  address: string;
  /** Off, nobody is there; frozen, connections to it open and stay silent. */
  power: 'on' | 'off' | 'paused';
  /** Its servers, by the port that other hosts reach them at. */
  readonly listening: Map<number, Server>;
}

/** Somebody who waits for so many more packets between two hosts. */
interface Watch {
  readonly ports: readonly [Port, Port];
  left: number;
  readonly then: () => unknown;
}

/** The networks of a site: who is where, who can talk to whom, and what is under way between them. */
export class Switch {
  readonly #ports = new Map<string, Port>();
  readonly #cuts = new Map<Port, Set<Port>>();
  readonly #wires = new Map<Wire, { readonly from: Port; readonly to: Port }>();
  readonly #waiting = new Set<() => void>();
  readonly #watches = new Set<Watch>();

  constructor(readonly activity: Activity) {}

  plug(port: Port): void {
    this.#ports.set(port.address, port);
  }

  at(address: string): Port | undefined {
    return this.#ports.get(address);
  }

  move(port: Port, address: string): void {
    this.#ports.delete(port.address);
    port.address = address;
    this.#ports.set(address, port);
  }

  cut(a: Port, b: Port, direction: Direction = 'both'): void {
    this.#cutsOf(a).add(b);
    if (direction === 'both') this.#cutsOf(b).add(a);
    this.refresh();
  }

  heal(a: Port, b: Port): void {
    this.#cutsOf(a).delete(b);
    this.#cutsOf(b).delete(a);
    this.refresh();
  }

  healAll(): void {
    this.#cuts.clear();
    this.refresh();
  }

  /** Whether these two can open a connection: that takes both directions. */
  isCut(a: Port, b: Port): boolean {
    return this.#silences(a, b) || this.#silences(b, a);
  }

  /** A connection that exists from now on until its socket is closed. */
  carry(wire: Wire, from: Port, to: Port): void {
    this.#wires.set(wire, { from, to });
    this.#setGate(wire, from, to);
  }

  drop(wire: Wire): void {
    this.#wires.delete(wire);
  }

  /** Calls back once, when so many packets have passed between these two. Returns what calls it off. */
  afterPackets(a: Port, b: Port, count: number, then: () => unknown): () => void {
    const watch: Watch = { ports: [a, b], left: count, then };
    this.#watches.add(watch);
    return () => void this.#watches.delete(watch);
  }

  /** A packet has passed from one of these to the other, or back. */
  passed(from: Port, to: Port): void {
    for (const watch of [...this.#watches]) {
      if (!watch.ports.includes(from) || !watch.ports.includes(to)) continue;
      watch.left -= 1;
      if (watch.left <= 0 && this.#watches.delete(watch)) watch.then();
    }
  }

  /** Opens and closes gates after the power of a host or a cut changed. */
  refresh(): void {
    for (const [wire, { from, to }] of this.#wires) this.#setGate(wire, from, to);
    for (const look of [...this.#waiting]) look();
  }

  /** Ends the connections that this host opened. Behind a cut, the other end learns of it when the cut heals. */
  endWiresOf(port: Port): void {
    for (const [wire, { from }] of this.#wires) if (from === port) wire.destroy();
  }

  /** Resolves when a cut or the power of a host changed; rejects with the signal's reason. */
  changed(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const over = (outcome: () => void): void => {
        this.#waiting.delete(look);
        signal.removeEventListener('abort', abort);
        outcome();
      };
      const look = (): void => over(resolve);
      const abort = (): void => over(() => reject(signal.reason));
      if (signal.aborted) return reject(signal.reason);
      this.#waiting.add(look);
      signal.addEventListener('abort', abort, { once: true });
    });
  }

  /** Ends every connection, behind cuts too. */
  close(): void {
    for (const wire of [...this.#wires.keys()]) wire.sever();
  }

  #setGate(wire: Wire, from: Port, to: Port): void {
    const awake = from.power !== 'paused' && to.power !== 'paused';
    wire.setOpen(awake && !this.#silences(from, to), awake && !this.#silences(to, from));
  }

  #silences(from: Port, to: Port): boolean {
    return this.#cuts.get(from)?.has(to) ?? false;
  }

  #cutsOf(port: Port): Set<Port> {
    const cuts = this.#cuts.get(port) ?? new Set<Port>();
    this.#cuts.set(port, cuts);
    return cuts;
  }
}
