import { createServer, isIP, type Server, Socket } from 'node:net';
import { OutsideError, systemCode } from './errors';

/** Whether nobody but this machine can use the address. */
export function isLoopback(address: string): boolean {
  return address === '::1' || (isIP(address) === 4 && address.startsWith('127.'));
}

/** Lets the server listen, and resolves to its port. */
export async function listenOn(server: Server, address: string, port: number): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once('listening', resolve).once('error', reject);
  try {
    server.listen({ host: address, port, exclusive: true });
    await promise;
  } catch (cause) {
    throw listenError(address, port, cause);
  } finally {
    server.off('listening', resolve).off('error', reject);
  }
  const bound = server.address();
  return typeof bound === 'object' && bound !== null ? bound.port : port;
}

function listenError(address: string, port: number, cause: unknown): OutsideError {
  const code = systemCode(cause);
  if (code === 'EADDRINUSE') {
    const message = `Port ${port} of ${address} is in use; stop what listens there, or choose another port.`;
    return new OutsideError('PORT_IN_USE', message, { cause });
  }
  if (code === 'EADDRNOTAVAIL') {
    const message = `The address "${address}" is not one of this machine; choose one that is.`;
    return new OutsideError('ADDRESS_UNAVAILABLE', message, { cause });
  }
  const message = `Port ${port} of ${address} cannot be listened on (${code}); choose another port.`;
  return new OutsideError('PORT_UNAVAILABLE', message, { cause });
}

/** Makes sure that this machine can use the address as its own. */
export async function probe(address: string): Promise<void> {
  const server = createServer();
  await listenOn(server, address, 0);
  await new Promise((resolve) => server.close(resolve));
}

/** Opens a connection. The signal ends the attempt only; the connection is the caller's. */
export async function connectTo(
  address: string,
  port: number,
  options: { readonly localAddress?: string; readonly signal: AbortSignal },
): Promise<Socket> {
  // Names are refused: what a token or a peer says must not start a look-up.
  if (isIP(address) === 0) throw invalidAddress(address);
  const { signal, ...local } = options;
  if (signal.aborted) throw aborted(address, port, signal);
  const socket = new Socket().setNoDelay(true);
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const giveUp = () => reject(aborted(address, port, signal));
  signal.addEventListener('abort', giveUp, { once: true });
  socket.once('connect', resolve).once('error', reject);
  try {
    socket.connect({ host: address, port, ...local });
    await promise;
    return socket;
  } catch (cause) {
    // A late error of a connection that nobody waits for any more.
    socket.on('error', () => {}).destroy();
    if (cause instanceof OutsideError) throw cause;
    const message = `No connection to ${address} port ${port} (${systemCode(cause)}); make sure that a host listens there.`;
    throw new OutsideError('CONNECTION_FAILED', message, { cause });
  } finally {
    signal.removeEventListener('abort', giveUp);
    socket.off('error', reject);
  }
}

export function invalidAddress(address: string): OutsideError {
  return new OutsideError('ADDRESS_INVALID', `${JSON.stringify(address.slice(0, 80))} is not an IP address; give one.`);
}

function aborted(address: string, port: number, signal: AbortSignal): OutsideError {
  const message = `Connecting to ${address} port ${port} was given up before there was an answer; try again.`;
  return new OutsideError('CONNECTION_ABORTED', message, { cause: signal.reason });
}
