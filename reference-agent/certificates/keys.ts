import { generateKeyPairSync, type KeyObject, randomBytes, type webcrypto } from 'node:crypto';
import { Name } from './x509';

const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };

/** How everything here is signed. */
export const signingAlgorithm = { name: 'ECDSA', hash: 'SHA-256' };

/** A fresh key, for signing with, and as PEM (PKCS#8) for keeping and for TLS. */
export interface NewKey {
  readonly pair: webcrypto.CryptoKeyPair;
  readonly pem: string;
}

/** An ECDSA P-256 key. Takes a few hundredths of a millisecond, so it is made at once rather than on another thread. */
export function newKey(): NewKey {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return {
    pair: { privateKey: forSigning(privateKey), publicKey: publicKey.toCryptoKey(algorithm, true, ['verify']) },
    pem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

/** The private key, usable with @peculiar/x509. */
export function forSigning(privateKey: KeyObject): webcrypto.CryptoKey {
  return privateKey.toCryptoKey(algorithm, false, ['sign']);
}

/** A random positive serial number of 16 bytes, in hex. */
export function serialNumber(): string {
  const bytes = randomBytes(16);
  // The first byte decides the sign and whether leading zeros would have to be cut off.
  bytes[0] = ((bytes[0] as number) & 0x7f) | 0x40;
  return bytes.toString('hex');
}

const yearInMilliseconds = 365.25 * 24 * 3600 * 1000;

/** From a year ago until twenty years from now, on the machine's clock, by which TLS judges it. */
export function validity(): { readonly notBefore: Date; readonly notAfter: Date } {
  // Whole seconds: certificates hold no fractions.
  const now = Math.floor(Date.now() / 1000) * 1000;
  return { notBefore: new Date(now - yearInMilliseconds), notAfter: new Date(now + 20 * yearInMilliseconds) };
}

/** A distinguished name, typed all the way down, so that nothing in a value is read as syntax. */
export function distinguishedName(commonName: string, organisation?: string): Name {
  const parts = [{ CN: [{ utf8String: commonName }] }];
  return new Name(organisation === undefined ? parts : [...parts, { O: [{ utf8String: organisation }] }]);
}
