import type { Server } from 'node:https';
import type { Socket } from 'node:net';

const connections = new WeakMap<Server, Set<Socket>>();

/** Keeps track of a server's connections from their first byte on: node itself knows only those past their handshake. */
export function rememberConnections(server: Server): void {
  const sockets = new Set<Socket>();
  connections.set(server, sockets);
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
}

/** Listens no more, and ends every connection, also those that never finish their handshake. */
export function closeServer(server: Server): void {
  server.close();
  server.closeAllConnections();
  for (const socket of connections.get(server) ?? []) socket.destroy();
}
