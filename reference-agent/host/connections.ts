import type { Server } from 'node:https';
import type { Socket } from 'node:net';

const connections = new WeakMap<Server, Set<Socket>>();
/** Requests that are being answered. */
const underWay = new WeakMap<Server, number>();
const answeredEvent = 'hostlink:answered';

/** Keeps track of a server's connections from their first byte on: node itself knows only those past their handshake. */
export function rememberConnections(server: Server): void {
  const sockets = new Set<Socket>();
  connections.set(server, sockets);
  server.on('request', (_, answer) => {
    underWay.set(server, (underWay.get(server) ?? 0) + 1);
    answer.once('close', () => {
      underWay.set(server, (underWay.get(server) ?? 1) - 1);
      server.emit(answeredEvent);
    });
  });
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
}

/** Resolves when no request is being answered, or the signal fires. Of servers whose connections are remembered. */
export function answered(server: Server, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if ((underWay.get(server) ?? 0) > 0 && !signal.aborted) return;
      server.off(answeredEvent, look);
      signal.removeEventListener('abort', look);
      resolve();
    };
    server.on(answeredEvent, look);
    signal.addEventListener('abort', look, { once: true });
    look();
  });
}

/** Listens no more, and ends every connection, also those that never finish their handshake. */
export function closeServer(server: Server): void {
  server.close();
  server.closeAllConnections();
  for (const socket of connections.get(server) ?? []) socket.destroy();
}
