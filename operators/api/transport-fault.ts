/** Why no usable answer came over the wire, as the HTTP client met it. */
import type { IncomingMessage } from 'node:http';

/** What came before it broke off. */
export interface Partial {
  readonly status: number;
  readonly text: string;
}

export class TransportFault extends Error {
  constructor(
    readonly code: string,
    /** What happened, short: `connection refused`. */
    readonly what: string,
    /** What to do about it. */
    readonly advice: string,
    readonly attribution: 'implementation' | 'environment',
    readonly partial?: Partial,
    options?: ErrorOptions,
  ) {
    super(what, options);
    this.name = 'TransportFault';
  }
}

/**
 * A kept-alive connection was closed by the host before a byte of the answer came. The host may have closed it for
 * being idle just as the request was sent, so that this says nothing about the request.
 */
export class StaleConnection extends Error {
  readonly what = 'kept-alive connection closed before an answer; sent again on a new one';
}

const ofHost = (code: string, what: string, advice: string, partial?: Partial, cause?: unknown): TransportFault =>
  new TransportFault(code, what, advice, 'implementation', partial, cause === undefined ? {} : { cause });

export const noAnswer = (milliseconds: number, partial: Partial | undefined): TransportFault =>
  ofHost(
    'HOST_NO_ANSWER',
    `no ${partial ? 'complete ' : ''}answer within ${milliseconds / 1000} s`,
    'see what the host is busy with, or raise the request budget of the target',
    partial,
  );

export const tooLarge = (limit: number, partial: Partial): TransportFault =>
  ofHost('HOST_TOO_LARGE', `a body of more than ${limit} bytes`, 'see whether the host ever ends this answer', partial);

const environmentCodes = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EMFILE', 'ENFILE', 'EADDRNOTAVAIL', 'ENETUNREACH']);
const resetCodes = new Set(['ECONNRESET', 'EPIPE', 'ECONNABORTED']);

export interface Circumstances {
  readonly response: IncomingMessage | undefined;
  /** Connected, with the TLS handshake not yet done. */
  readonly handshaking: boolean;
  readonly partial: Partial | undefined;
}

/** Names the fault of an error that a request or its answer emitted; other errors are the harness's, as they are. */
export function transportFault(error: NodeJS.ErrnoException, { response, handshaking, partial }: Circumstances): Error {
  const code = error.code ?? '';
  if (code === 'ECONNREFUSED' || code === 'EHOSTUNREACH' || code === 'EHOSTDOWN') {
    const what = code === 'ECONNREFUSED' ? 'connection refused' : 'host unreachable';
    return ofHost('HOST_UNREACHABLE', what, 'see whether the host is on and its Local UI listens', partial, error);
  }
  if (environmentCodes.has(code)) {
    const advice = 'see whether this machine can open connections to that address';
    return new TransportFault('HOST_ACCESS', `no connection (${code})`, advice, 'environment', partial, {
      cause: error,
    });
  }
  if (code.startsWith('HPE_')) {
    return ofHost('HOST_NOT_HTTP', `an answer that is not HTTP (${code})`, 'see what listens there', partial, error);
  }
  if (code.startsWith('ERR_SSL') || code.startsWith('ERR_TLS') || code === 'EPROTO') {
    return ofHost('HOST_TLS', `TLS handshake failed (${code})`, 'see whether HTTPS is served there', partial, error);
  }
  if (!resetCodes.has(code) && code !== 'ETIMEDOUT') return error;
  if (response) {
    const announced = response.headers['content-length'];
    const what = `body broken off after ${Buffer.byteLength(partial?.text ?? '')}${announced ? ` of ${announced}` : ''} bytes`;
    return ofHost('HOST_TRUNCATED', what, 'see whether the host crashed while it answered', partial, error);
  }
  if (code === 'ETIMEDOUT') {
    return ofHost('HOST_UNREACHABLE', 'connection timed out', 'see whether the host is on', partial, error);
  }
  if (handshaking) {
    return ofHost(
      'HOST_TLS',
      'connection closed during the TLS handshake',
      'see whether HTTPS is served there',
      partial,
      error,
    );
  }
  return ofHost('HOST_RESET', 'connection closed without an answer', 'see whether the host crashed', partial, error);
}
