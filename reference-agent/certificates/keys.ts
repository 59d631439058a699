import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { CertificateError } from './errors';

/** A key pair, both halves PEM: what is kept, and what others may know. */
export interface KeyPair {
  /** PKCS#8. */
  readonly keyPem: string;
  /** SPKI. */
  readonly publicKeyPem: string;
}

/** An ECDSA P-256 key pair. Takes a few hundredths of a millisecond. */
export function newKeyPair(): KeyPair {
  const { privateKey, publicKey } = generateKeyPairSync('ec', {
    namedCurve: 'P-256',
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  return { keyPem: privateKey, publicKeyPem: publicKey };
}

// A key of ours has some 180 characters; what another host sends is parsed only if it could be one.
const longestKey = 1024;

/**
 * Reads a public key that another host sent; returns its DER.
 * @throws {CertificateError} when it is not an ECDSA P-256 key in PEM
 */
export function readPublicKey(publicKeyPem: string): Buffer {
  const key = parse(publicKeyPem);
  if (key?.asymmetricKeyDetails?.namedCurve === 'prime256v1') return key.export({ type: 'spki', format: 'der' });
  throw new CertificateError(
    'CERTIFICATE_KEY',
    `The public key (${publicKeyPem.length} characters) is not an ECDSA P-256 key in PEM; send one.`,
  );
}

function parse(pem: string): KeyObject | undefined {
  // Node would take a private key, or a certificate, as readily.
  if (pem.length > longestKey || !pem.startsWith('-----BEGIN PUBLIC KEY-----')) return undefined;
  try {
    return createPublicKey(pem);
  } catch {
    return undefined;
  }
}

/** The DER in a PEM of our own making. */
export function derOf(pem: string): Buffer {
  return Buffer.from(pem.replace(/-----[^-]+-----/g, ''), 'base64');
}
