import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';
import type { Activity, Exchange } from './activity';

/**
 * A connection from one host to another: a real socket behind a gate. While the gate is closed, nothing passes in either
 * direction, not even the end of the connection; once it is open again, everything follows in order.
 *
 * The gate is at the connecting end only. What the other end sends waits in the kernel, as on a real network.
 */
export class Wire extends Duplex {
  readonly #socket: Socket;
  readonly #activity: Activity;
  readonly #passed: () => void;
  #open = true;
  #withheld: (() => void)[] = [];
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
    socket.on('error', (error) => this.#whenOpen(() => this.destroy(error)));
    socket.on('close', () => this.#whenOpen(() => this.destroy()));
  }

  /** Lets things pass, or withholds them. */
  setOpen(open: boolean): void {
    if (open === this.#open) return;
    this.#open = open;
    if (open) {
      for (const action of this.#withheld.splice(0)) action();
      if (this.#wanted) this.#socket.resume();
    } else {
      this.#socket.pause();
      this.#exchange?.end();
      this.#exchange = undefined;
    }
  }

  /** Ends both this and the socket, whether or not the gate is open. */
  sever(): void {
    this.destroy();
    this.#socket.destroy();
  }

  override _read(): void {
    this.#wanted = true;
    if (this.#open) this.#socket.resume();
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#whenOpen(() => {
      this.#sent();
      this.#socket.write(chunk, done);
      this.#passed();
    });
  }

  override _writev(items: { chunk: Buffer }[], done: (error?: Error | null) => void): void {
    this._write(Buffer.concat(items.map((item) => item.chunk)), 'utf8', done);
  }

  override _final(done: (error?: Error | null) => void): void {
    this.#whenOpen(() => {
      this.#activity.touch();
      this.#socket.end(done);
    });
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#settled();
    // What was withheld is lost with the connection; that it ended is seen by the other end when the gate opens.
    this.#withheld = [];
    this.#whenOpen(() => this.#socket.destroy());
    done(error);
  }

  #whenOpen(action: () => void): void {
    if (this.#open) action();
    else this.#withheld.push(action);
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
