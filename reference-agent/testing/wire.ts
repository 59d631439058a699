import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';

/** Lets something happen now, later or never. */
export type Pass = (what: string, happen: () => void) => void;

/** The connecting host's end of a connection, each piece of which passes a place where the network may be cut. */
export class Wire extends Duplex {
  constructor(
    private readonly socket: Socket,
    private readonly pass: Pass,
  ) {
    super();
    socket.on('data', (chunk) => pass('receive', () => this.destroyed || this.push(chunk)));
    socket.on('end', () => pass('', () => this.destroyed || this.push(null)));
    socket.on('error', (error) => pass('', () => this.destroy(error)));
    socket.on('close', () => pass('', () => this.destroy()));
  }

  override _read(): void {}

  override _write(chunk: Buffer, _: BufferEncoding, done: (error?: Error | null) => void): void {
    this.pass('send', () => this.socket.write(chunk));
    done();
  }

  override _final(done: () => void): void {
    this.pass('', () => this.socket.end());
    done();
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    // What was written before is delivered first, as a closing operating system sees to.
    this.pass('', () => this.socket.destroySoon());
    done(error);
  }

  /** The host lost its power: its end is gone. */
  sever(): void {
    this.socket.destroy();
    this.destroy();
  }
}
