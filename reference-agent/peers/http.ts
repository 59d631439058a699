import {
  Agent,
  type ClientRequestArgs,
  request as httpRequest,
  type IncomingMessage,
  type RequestOptions,
} from 'node:http';
import type { Duplex } from 'node:stream';
import { type ConnectionOptions, type TLSSocket, connect as tlsConnect } from 'node:tls';
import type { HostNetwork } from '../outside/network';

/** Whom to talk to, and how to know that it is them. */
export interface PeerAddress {
  readonly address: string;
  readonly port: number;
  readonly tls: ConnectionOptions;
  /** Looks at the certificate (SHA-256 of it as hex, common name); a reason to refuse it, or undefined. */
  readonly judge: (fingerprint: string, commonName: string) => string | undefined;
}

export interface PeerAnswer {
  readonly status: number;
  /** Undefined where the answer is no JSON. */
  readonly body: unknown;
}

/** The peer could not be reached, or what answered was not it. */
export class PeerFault extends Error {
  override readonly name = 'PeerFault';

  constructor(
    message: string,
    /** Whether nothing was heard until it was given up, so that the peer may have done what it was asked. */
    readonly silent: boolean,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** A peer's answer may hold a large group; more than this is an attack. */
const largestAnswer = 16 * 1024 * 1024;

/** A kept connection to one peer, over the host's own network. */
export class PeerConnection {
  readonly #agent: PeerAgent;

  constructor(
    network: HostNetwork,
    private readonly peer: PeerAddress,
  ) {
    this.#agent = new PeerAgent(network, peer);
  }

  /** Posts JSON. Rejects with {@link PeerFault} when no whole answer came before the signal fired. */
  post(path: string, body: unknown, signal: AbortSignal): Promise<PeerAnswer> {
    const text = JSON.stringify(body);
    return new Promise((resolve, reject) => {
      const fail = (cause: unknown) =>
        reject(new PeerFault(reasonOf(this.peer, signal, cause), signal.aborted, { cause: cause as Error }));
      const request = httpRequest(
        {
          agent: this.#agent as Agent,
          method: 'POST',
          path,
          signal,
          patience: signal,
          headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) },
        } as RequestOptions,
        (response) => {
          const chunks: Buffer[] = [];
          let size = 0;
          response.on('data', (chunk: Buffer) => {
            size += chunk.length;
            if (size > largestAnswer) response.destroy(new Error('the answer is too large'));
            else chunks.push(chunk);
          });
          response.on('error', fail);
          response.on('end', () => {
            resolve({ status: response.statusCode ?? 0, body: parsed(Buffer.concat(chunks).toString('utf8')) });
          });
        },
      );
      request.on('error', fail);
      // A connection that broke before the request was given it reports nothing any more.
      request.on('socket', (socket) => {
        if (socket.destroyed) request.destroy(new Error('the connection broke'));
      });
      request.end(text);
    });
  }

  /**
   * Asks for something large. Resolves when the answer begins; the signal ends it also after that. Rejects with
   * {@link PeerFault} when no answer came before.
   */
  get(path: string, headers: Readonly<Record<string, string>>, signal: AbortSignal): Promise<IncomingMessage> {
    return new Promise((resolve, reject) => {
      const request = httpRequest(
        { agent: this.#agent as Agent, method: 'GET', path, signal, patience: signal, headers } as RequestOptions,
        resolve,
      );
      request.on('error', (cause) =>
        reject(new PeerFault(reasonOf(this.peer, signal, cause), signal.aborted, { cause })),
      );
      request.on('socket', (socket) => {
        if (socket.destroyed) request.destroy(new Error('the connection broke'));
      });
      request.end();
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}

/** Gives node's HTTP client encrypted connections over a host's own network. */
class PeerAgent extends Agent {
  constructor(
    private readonly network: HostNetwork,
    private readonly peer: PeerAddress,
  ) {
    super({ keepAlive: true });
  }

  override createConnection(
    options: ClientRequestArgs & { patience?: AbortSignal },
    callback?: (error: Error | null, stream: Duplex) => void,
  ): undefined {
    const done = callback as (error: Error | null, stream?: Duplex) => void;
    // Node keeps the request's own signal from its agent.
    const signal = options.patience ?? AbortSignal.abort();
    this.network
      .connect(this.peer.address, this.peer.port, signal)
      .then((raw) => this.#secured(raw, signal))
      .then((secure) => done(null, secure), done);
    return undefined;
  }

  /** Encrypts a connection and makes sure who is at its other end. */
  async #secured(raw: Duplex, signal: AbortSignal): Promise<TLSSocket> {
    let secure: TLSSocket;
    try {
      secure = tlsConnect({ minVersion: 'TLSv1.3', ...this.peer.tls, socket: raw });
    } catch (error) {
      raw.destroy();
      throw error;
    }
    const { promise: open, resolve, reject } = Promise.withResolvers<void>();
    const abort = () => secure.destroy(new Error('gave up'));
    // These stay: there are moments at which nobody else listens, and an error that nobody hears ends the process.
    raw.on('error', (error) => secure.destroy(error));
    secure.on('error', reject);
    secure.once('close', () => reject(new Error('the connection was closed')));
    secure.once('secureConnect', resolve);
    signal.addEventListener('abort', abort, { once: true });
    try {
      if (signal.aborted) abort();
      await open;
      const certificate = secure.getPeerCertificate();
      const fingerprint = (certificate.fingerprint256 ?? '').replaceAll(':', '').toLowerCase();
      const fault = this.peer.judge(fingerprint, String(certificate.subject?.CN ?? ''));
      if (fault) throw new Error(fault);
      return secure;
    } catch (error) {
      secure.destroy();
      raw.destroy();
      throw error;
    } finally {
      signal.removeEventListener('abort', abort);
    }
  }
}

function parsed(answer: string): unknown {
  try {
    return JSON.parse(answer);
  } catch {
    return undefined;
  }
}

function reasonOf(peer: PeerAddress, signal: AbortSignal, cause: unknown): string {
  const why = signal.aborted ? 'it did not answer in time' : cause instanceof Error ? cause.message : String(cause);
  return `${peer.address}:${peer.port} cannot be talked to: ${why}`;
}
