import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';
import type { Activity, Exchange } from './activity';

/**
 * A connection from one host to another: a real socket behind two gates, one a direction. While a gate is closed, nothing
 * passes in its direction, not even the end of the connection; once it is open again, everything follows in order.
 *
 * The gates are at the connecting end only. What the other end sends waits in the kernel, as on a real network.
 */
export class Wire extends Duplex {
  readonly #socket: Socket;
  readonly #activity: Activity;
  readonly #passed: () => void;
  /** Whether what this end sends passes, and what the other end sends. */
  readonly #open = { out: true, in: true };
  readonly #withheld: { out: (() => void)[]; in: (() => void)[] } = { out: [], in: [] };
  #wanted = true;
  /** Sent, and not yet answered. */
  #exchange: Exchange | undefined;
  /** The other end keeps answers back until something happens: none of them is waited for again. */
  #holdsAnswers = false;

  /**
   * @param socket connected, and with half-open connections allowed
   * @param passed told of every packet that passed, in either direction, once it has
   */
  constructor(socket: Socket, activity: Activity, passed: () => void) {
    super({ allowHalfOpen: true });
    this.#socket = socket;
    this.#activity = activity;
    this.#passed = passed;
    socket.on('data', (chunk) => {
      this.#settled();
      this.#wanted = this.push(chunk);
      if (!this.#wanted) socket.pause();
      passed();
    });
    socket.on('end', () => {
      this.#settled();
      this.push(null);
    });
    socket.on('error', (error) => this.#whenOpen('in', () => this.destroy(error)));
    socket.on('close', () => this.#whenOpen('in', () => this.destroy()));
  }

  /** Lets things pass, or withholds them: what this end sends, and what the other one does. */
  setOpen(out: boolean, into: boolean): void {
    this.#setOpen('out', out);
    if (!this.#setOpen('in', into)) return;
    if (into && this.#wanted) this.#socket.resume();
    if (!into) this.#socket.pause();
  }

  #setOpen(gate: 'out' | 'in', open: boolean): boolean {
    if (open === this.#open[gate]) return false;
    this.#open[gate] = open;
    if (open) {
      for (const action of this.#withheld[gate].splice(0)) action();
    } else {
      this.#exchange?.end();
      this.#exchange = undefined;
    }
    return true;
  }

  /** Ends both this and the socket, whether or not the gate is open. */
  sever(): void {
    this.destroy();
    this.#socket.destroy();
  }

  override _read(): void {
    this.#wanted = true;
    if (this.#open.in) this.#socket.resume();
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#whenOpen('out', () => {
      this.#sent();
      this.#socket.write(chunk, done);
      this.#passed();
    });
  }

  override _writev(items: { chunk: Buffer }[], done: (error?: Error | null) => void): void {
    this._write(Buffer.concat(items.map((item) => item.chunk)), 'utf8', done);
  }

  override _final(done: (error?: Error | null) => void): void {
    this.#whenOpen('out', () => {
      this.#activity.touch();
      this.#socket.end(done);
    });
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#settled();
    // What was withheld is lost with the connection; that it ended is seen by the other end when the gate opens.
    this.#withheld.out = [];
    this.#withheld.in = [];
    this.#whenOpen('out', () => this.#socket.destroy());
    done(error);
  }

  #whenOpen(gate: 'out' | 'in', action: () => void): void {
    if (this.#open[gate]) action();
    else this.#withheld[gate].push(action);
  }

  #sent(): void {
    this.#activity.touch();
    if (!this.#holdsAnswers) this.#exchange ??= this.#activity.begin();
  }

  #settled(): void {
    this.#activity.touch();
    if (this.#exchange?.end()) this.#holdsAnswers = true;
    this.#exchange = undefined;
  }
}
