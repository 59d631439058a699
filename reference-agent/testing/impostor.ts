/** What answers at an address where a leader is expected, and is none. */
import type { RequestListener } from 'node:http';
import { createServer } from 'node:https';
import { createServer as createTcpServer, type Server, type Socket } from 'node:net';
import { type OwnCertificate, selfSigned } from '../certificates';
import { freeAddress } from '../test-hosts';
import { encodeToken } from '../tokens/token';

/** Something that listens, and a token that leads there. */
export interface Impostor {
  readonly token: string;
  /** Connections it has at present. */
  readonly connections: ReadonlySet<Socket>;
  close(): void;
}

/** A machine that accepts connections and never says a word. */
export function silence(): Promise<Impostor> {
  // It reads, or it would not notice that somebody hangs up.
  const server = createTcpServer((socket) => socket.resume());
  return impostor(server, { certificatePem: '', keyPem: '', fingerprint: 'ab'.repeat(32) });
}

/** A machine with the certificate that the token names, which answers as it likes. */
export async function answering(answer: RequestListener): Promise<Impostor> {
  const certificate = await selfSigned({ name: 'impostor', addresses: [] });
  return await impostor(
    createServer({ cert: certificate.certificatePem, key: certificate.keyPem }, answer),
    certificate,
  );
}

async function impostor(server: Server, { fingerprint }: OwnCertificate): Promise<Impostor> {
  const connections = new Set<Socket>();
  server.on('connection', (socket) => {
    connections.add(socket);
    // A host may hang up at any moment.
    socket.on('error', () => {});
    socket.once('close', () => connections.delete(socket));
  });
  const address = freeAddress();
  await new Promise<void>((resolve) => server.listen(0, address, resolve));
  const { port } = server.address() as { port: number };
  return {
    token: encodeToken({ address, port, password: '01234567', fingerprint }),
    connections,
    close: () => {
      server.close();
      for (const socket of connections) socket.destroy();
    },
  };
}
