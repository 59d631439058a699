/**
 * The link token: base64 of a small JSON document, so that it can be copied by hand from one host to another.
 */

import { isIP } from 'node:net';

/** What a follower needs to find and to recognise its leader. */
export interface Token {
  readonly address: string;
  readonly port: number;
  /** One-time password. */
  readonly password: string;
  /** SHA-256 of the leader's certificate, hex: the host at the address must own it. */
  readonly fingerprint: string;
}

/** Longer texts are no tokens of ours; looking at them any further would only cost time. */
const longest = 4096;

export function encodeToken(token: Token): string {
  return Buffer.from(JSON.stringify(token)).toString('base64');
}

/** The token in this text, or why there is none, as the end of a sentence. */
export function decodeToken(text: string): { readonly token: Token } | { readonly fault: string } {
  const compact = text.trim();
  if (compact === '') return { fault: 'it is empty' };
  if (compact.length > longest) return { fault: `it is ${compact.length} characters long` };
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(compact)) return { fault: 'it is not base64' };
  let content: unknown;
  try {
    content = JSON.parse(Buffer.from(compact, 'base64').toString('utf8'));
  } catch {
    return { fault: 'it was not made by a host' };
  }
  return isToken(content) ? { token: content } : { fault: 'it holds no address and one-time password' };
}

function isToken(content: unknown): content is Token {
  if (typeof content !== 'object' || content === null) return false;
  const { address, port, password, fingerprint } = content as Record<string, unknown>;
  return (
    typeof address === 'string' &&
    isIP(address) !== 0 &&
    Number.isInteger(port) &&
    (port as number) > 0 &&
    (port as number) < 65_536 &&
    typeof password === 'string' &&
    /^\d{8}$/.test(password) &&
    typeof fingerprint === 'string' &&
    /^[0-9a-f]{64}$/.test(fingerprint)
  );
}
