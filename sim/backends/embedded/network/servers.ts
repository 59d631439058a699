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
  /** As accepted from the operating system. */
  readonly #sockets = new Set<Socket>();
  /** As the host reads and writes them: for TLS, after its handshake. */
  readonly #channels = new Set<Socket>();
  /** Accepted while frozen, and not shown to the host yet. */
  #waiting: (() => void)[] = [];
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
    // A channel before its socket: a TLS channel whose socket vanishes would report an error to the host.
    for (const channel of this.#channels) channel.destroy();
    for (const socket of this.#sockets) socket.destroy();
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
    // Listeners cannot keep an event from one another, and a frozen host must not see that somebody connects.
    server.emit = (event: string | symbol, ...values: unknown[]): boolean => {
      if (event === 'connection' && this.#accept(values[0] as Socket, () => emit.call(server, event, ...values)))
        return true;
      return emit.call(server, event, ...values);
    };
    server.on(server instanceof TlsServer ? 'secureConnection' : 'connection', (channel: Socket) => {
      track(this.#channels, channel);
      if (this.#frozen) hold(channel);
    });
  }

  /** Whether the connection is kept from the host for now. */
  #accept(socket: Socket, show: () => void): boolean {
    this.activity.touch();
    if (!this.#sockets.has(socket)) track(this.#sockets, socket);
    if (!this.#frozen) return false;
    this.#waiting.push(() => {
      if (!socket.destroyed) show();
    });
    return true;
  }
}

function track(set: Set<Socket>, socket: Socket): void {
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
