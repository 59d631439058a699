import { createHash, createPrivateKey, X509Certificate } from 'node:crypto';
import { CertificateError } from './errors';
import { derOf, newKeyPair } from './keys';
import { certificateOf, pemOf } from './x509';

/** The certificate that a host shows in its Local UI, and its key, both PEM. */
export interface OwnCertificate {
  readonly certificatePem: string;
  /** PKCS#8. */
  readonly keyPem: string;
  /** What others pin, see {@link fingerprintOf}. */
  readonly fingerprint: string;
}

/**
 * Makes a host's own certificate.
 * @param options.name common name, e.g. the host's name; the first 64 characters count.
 * @param options.addresses IP addresses at which the host is reached.
 */
export function selfSigned(options: { readonly name: string; readonly addresses: readonly string[] }): OwnCertificate {
  const { keyPem, publicKeyPem } = newKeyPair();
  const der = certificateOf(
    {
      subject: { commonName: options.name.slice(0, 64) },
      publicKey: derOf(publicKeyPem),
      isAuthority: false,
      usedFor: ['server'],
      dnsNames: [],
      addresses: options.addresses,
    },
    createPrivateKey(keyPem),
  );
  return { certificatePem: pemOf(der), keyPem, fingerprint: fingerprintOf(der) };
}

/**
 * SHA-256 of the certificate's DER encoding, 64 lower-case hex digits.
 * @param certificate PEM, or DER as `TLSSocket.getPeerCertificate().raw` gives it.
 */
export function fingerprintOf(certificate: string | Uint8Array): string {
  const der = typeof certificate === 'string' ? certificateDer(certificate) : certificate;
  return createHash('sha256').update(der).digest('hex');
}

function certificateDer(pem: string): Buffer {
  try {
    return new X509Certificate(pem).raw;
  } catch (cause) {
    throw new CertificateError('CERTIFICATE_UNREADABLE', 'The text is not a certificate in PEM; pass one.', { cause });
  }
}
