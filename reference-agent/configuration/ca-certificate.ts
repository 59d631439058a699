import { X509Certificate } from 'node:crypto';

/** Far longer than any certificate in use. */
const longestPem = 64 * 1024;

const onePem = /^\s*-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----\s*$/;

/**
 * What is wrong with a CA certificate, in one sentence; undefined for one in PEM.
 * @param index its place in the list, from 0
 */
export function certificateFault(index: number, pem: string): string | undefined {
  const where = `"caCerts[${index}]"`;
  if (pem.length > longestPem) {
    return `${where} has ${pem.length} characters; give one PEM certificate of at most ${longestPem}.`;
  }
  // What it holds is not repeated: it may be a private key, given by mistake.
  if (!onePem.test(pem)) return `${where} is not one PEM certificate; give each certificate as a text of its own.`;
  try {
    new X509Certificate(pem);
    return undefined;
  } catch {
    return `${where} looks like a PEM certificate and cannot be read as one; give it whole and unchanged.`;
  }
}
