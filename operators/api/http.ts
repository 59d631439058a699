/**
 * The HTTPS client below the operator: one request, one answer, one deadline until the answer is complete.
 *
 * Certificates are not checked: hosts have self-signed ones, and a host that is provisioned again has another. Redirects
 * are answers like any other, and proxies of the environment are not asked.
 */
import type { ClientRequest, IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { Agent, type RequestOptions, request } from 'node:https';
import { createSecureContext } from 'node:tls';
import { urlToHttpOptions } from 'node:url';
import { noAnswer, type Partial, StaleConnection, tooLarge, transportFault } from './transport-fault';

export interface HttpRequest {
  /** `https://127.3.4.5:5080` */
  readonly origin: string;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** A text, or pieces that are sent one after the other; their length is then among the headers. */
  readonly body: string | Iterable<Uint8Array> | undefined;
  /** Until the answer is complete, in milliseconds of the machine's clock. */
  readonly milliseconds: number;
  /** Do not use a kept-alive connection again. */
  readonly freshConnection: boolean;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** Whether this took a new connection. */
  readonly newConnection: boolean;
}

const bodyLimit = 1024 * 1024;

/** Hosts close idle connections after some seconds, most after five. Closing first keeps out of their way. */
const idleMilliseconds = 1000;

const closed: NodeJS.ErrnoException = Object.assign(new Error('The request was closed.'), { code: 'ECONNRESET' });

/** One for all: reading the machine's certificate authorities, which are of no use here, would dominate a handshake. */
const secureContext = createSecureContext({ ca: [] });

export class HttpClient {
  readonly #agent = new Agent({
    keepAlive: true,
    timeout: idleMilliseconds,
    rejectUnauthorized: false,
    secureContext,
  });
  readonly #signal: AbortSignal | undefined;
  readonly #underWay = new Set<(reason: unknown) => void>();
  readonly #onAbort = (): void => this.#end(this.#signal?.reason);
  #closed: Error | undefined;
  #parsed: { readonly origin: string; readonly options: RequestOptions } | undefined;

  /** The signal ends every request under way, which then rejects with the signal's reason. */
  constructor(signal?: AbortSignal) {
    this.#signal = signal;
    signal?.addEventListener('abort', this.#onAbort, { once: true });
  }

  /**
   * Rejects with a `TransportFault`, or with {@link StaleConnection} when a kept-alive connection turned out to be
   * closed. The caller decides whether sending the request again is safe: a host that crashed over a request looks
   * just the same, and must not get, say, a link token twice.
   */
  send(sent: HttpRequest): Promise<HttpAnswer> {
    return this.#exchange(sent, false) as Promise<HttpAnswer>;
  }

  /**
   * Sends the body as far as it goes, and breaks the connection off. Resolves when it is broken off, without an answer
   * even if one came; rejects as {@link send} does when something else happens before.
   */
  async breakOff(sent: HttpRequest): Promise<void> {
    await this.#exchange(sent, true);
  }

  #exchange(sent: HttpRequest, breakOff: boolean): Promise<HttpAnswer | undefined> {
    if (this.#signal?.aborted) return Promise.reject(this.#signal.reason);
    if (this.#closed !== undefined) return Promise.reject(this.#closed);
    if (sent.freshConnection) this.#closeIdle();
    return new Promise((resolve, reject) => {
      const outgoing = request({
        ...this.#address(sent.origin),
        agent: this.#agent,
        method: sent.method,
        path: sent.path,
        headers: sent.headers,
      });
      const incoming = new Incoming();
      const settle = (): boolean => {
        clearTimeout(timer);
        return this.#underWay.delete(fail);
      };
      const fail = (reason: unknown): void => {
        if (!settle()) return;
        reject(reason);
        outgoing.destroy();
      };
      const broken = (error: NodeJS.ErrnoException): void => {
        if (this.#underWay.has(fail)) fail(faultOf(error, outgoing, incoming));
      };
      const timer = setTimeout(() => fail(noAnswer(sent.milliseconds, incoming.partial)), sent.milliseconds);
      this.#underWay.add(fail);

      outgoing.on('socket', (socket) => {
        if (outgoing.reusedSocket) return;
        socket.once('connect', () => {
          incoming.handshaking = true;
        });
        socket.once('secureConnect', () => {
          incoming.handshaking = false;
        });
      });
      outgoing.on('error', broken);
      // Some endings, like an unasked change of protocol, close the request without any other event.
      outgoing.on('close', () => broken(closed));
      outgoing.on('response', (response) => {
        incoming.response = response;
        response.on('error', broken);
        response.on('data', (chunk: Buffer) => {
          if (!incoming.add(chunk)) fail(tooLarge(bodyLimit, incoming.partial as Partial));
        });
        response.on('end', () => {
          if (!settle()) return;
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            text: incoming.text,
            newConnection: !outgoing.reusedSocket,
          });
          // An answer before the end of the request: nobody reads the rest.
          if (!outgoing.writableEnded) outgoing.destroy();
        });
      });
      if (sent.body === undefined || typeof sent.body === 'string') return void outgoing.end(sent.body);
      void pour(sent.body, outgoing, () => incoming.response !== undefined).then((answered) => {
        if (!breakOff) return answered || outgoing.destroyed || outgoing.end();
        if (settle()) resolve(undefined);
        return outgoing.destroy();
      });
    });
  }

  /** Closes kept-alive connections; requests under way and later ones reject with this reason. */
  close(reason: Error): void {
    this.#closed = reason;
    this.#signal?.removeEventListener('abort', this.#onAbort);
    this.#end(reason);
    this.#agent.destroy();
  }

  #end(reason: unknown): void {
    for (const fail of [...this.#underWay]) fail(reason);
  }

  #closeIdle(): void {
    for (const sockets of Object.values(this.#agent.freeSockets)) for (const socket of sockets ?? []) socket.destroy();
  }

  #address(origin: string): RequestOptions {
    if (this.#parsed?.origin !== origin) {
      const { protocol, hostname, port } = urlToHttpOptions(new URL(origin));
      this.#parsed = { origin, options: { protocol, hostname, port } as RequestOptions };
    }
    return this.#parsed.options;
  }
}

/** Writes piece after piece as fast as they are taken; resolves early, with true, when the host has answered before. */
async function pour(pieces: Iterable<Uint8Array>, outgoing: ClientRequest, answered: () => boolean): Promise<boolean> {
  for (const piece of pieces) {
    if (answered()) return true;
    if (outgoing.destroyed) return false;
    await new Promise<void>((resolve) => {
      const done = (): void => {
        outgoing.off('close', done);
        resolve();
      };
      outgoing.once('close', done);
      outgoing.write(piece, done);
    });
  }
  return false;
}

/** The answer as far as it has come. */
class Incoming {
  response: IncomingMessage | undefined;
  /** Connected, with the TLS handshake not yet done. */
  handshaking = false;
  readonly #chunks: Buffer[] = [];
  #size = 0;

  /** Whether the body is still within its limit. */
  add(chunk: Buffer): boolean {
    this.#chunks.push(chunk);
    this.#size += chunk.length;
    return this.#size <= bodyLimit;
  }

  get text(): string {
    return Buffer.concat(this.#chunks).toString('utf8');
  }

  get partial(): Partial | undefined {
    return this.response && { status: this.response.statusCode ?? 0, text: this.text };
  }
}

function faultOf(error: NodeJS.ErrnoException, outgoing: ClientRequest, incoming: Incoming): Error {
  const { response, partial, handshaking } = incoming;
  const wasClosed = error.code === 'ECONNRESET' || error.code === 'EPIPE';
  if (wasClosed && !response && outgoing.reusedSocket) {
    return new StaleConnection('stale connection', { cause: error });
  }
  return transportFault(error, { response, partial, handshaking });
}
