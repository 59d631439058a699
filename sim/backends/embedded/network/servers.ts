import { once } from 'node:events';
import type { Server, Socket } from 'node:net';
import { Server as TlsServer } from 'node:tls';
import type { Activity } from './activity';

/**
 * The servers that one host listens with, and every connection they accepted: the part of the host that the harness
 * talks to. Frozen, they accept connections and answer nothing; severed, they are gone.
 */
export class Servers {
  readonly #servers = new Set<Server>();
  /** Everything accepted, taken on by the host or not. */
  readonly #sockets = new Set<Socket>();
  /** What the host reads and writes: for TLS, from the end of the handshake on. */
  readonly #channels = new Set<Socket>();
  /** Accepted while frozen, and not shown to the host yet. */
  #waiting: (() => unknown)[] = [];
  #frozen = false;

  constructor(readonly activity: Activity) {}

  /** Resolves to the port once the server listens. Rejects with the error of the operating system. */
  async listen(server: Server, port: number, address: string): Promise<number> {
    this.#adopt(server);
    server.listen(port, address);
    await once(server, 'listening');
    const bound = server.address();
    return typeof bound === 'object' && bound !== null ? bound.port : port;
  }

  freeze(): void {
    this.#frozen = true;
    for (const channel of this.#channels) hold(channel);
  }

  thaw(): void {
    this.#frozen = false;
    for (const channel of this.#channels) {
      channel.off('resume', holdAgain);
      channel.resume();
    }
    for (const show of this.#waiting.splice(0)) show();
  }

  /** Ends all connections and listens no more. */
  async sever(): Promise<void> {
    this.#waiting = [];
    // Latest first, so a TLS channel before its socket: one whose socket vanishes would report an error to the host.
    for (const socket of [...this.#sockets].reverse()) socket.destroy();
    await Promise.all(
      [...this.#servers].map(async (server) => {
        if (!server.listening) return;
        server.close();
        await once(server, 'close');
      }),
    );
  }

  #adopt(server: Server): void {
    if (this.#servers.has(server)) return;
    this.#servers.add(server);
    const emit = server.emit as (event: string | symbol, ...values: unknown[]) => boolean;
    const taken = server instanceof TlsServer ? 'secureConnection' : 'connection';
    // Listeners cannot keep an event from one another, and a frozen host must see neither that somebody connects nor
    // that a handshake, begun before, is done: what comes with its last message would be read at once.
    server.emit = (event: string | symbol, ...values: unknown[]): boolean => {
      if (event === 'connection' || event === taken) {
        const socket = values[0] as Socket;
        this.activity.touch();
        track(this.#sockets, socket);
        if (this.#frozen) {
          this.#waiting.push(() => !socket.destroyed && server.emit(event, ...values));
          return true;
        }
        if (event === taken) track(this.#channels, socket);
      }
      return emit.call(server, event, ...values);
    };
  }
}

function track(set: Set<Socket>, socket: Socket): void {
  if (set.has(socket)) return;
  set.add(socket);
  socket.once('close', () => set.delete(socket));
}

function hold(channel: Socket): void {
  channel.pause();
  channel.on('resume', holdAgain);
}

/** A host that was about to read, e.g. the body of a request, resumes the connection itself. */
function holdAgain(this: Socket): void {
  this.pause();
}
