import { createHash, X509Certificate } from 'node:crypto';
import { CertificateError } from './errors';
import { distinguishedName, newKey, serialNumber, signingAlgorithm, validity } from './keys';
import {
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
} from './x509';

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
export async function selfSigned(options: {
  readonly name: string;
  readonly addresses: readonly string[];
}): Promise<OwnCertificate> {
  const key = newKey();
  const addresses = options.addresses.map((value) => ({ type: 'ip' as const, value }));
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: distinguishedName(options.name.slice(0, 64)),
    keys: key.pair,
    serialNumber: serialNumber(),
    ...validity(),
    signingAlgorithm,
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
      ...(addresses.length > 0 ? [new SubjectAlternativeNameExtension(addresses)] : []),
    ],
  });
  return {
    certificatePem: certificate.toString('pem'),
    keyPem: key.pem,
    fingerprint: fingerprintOf(Buffer.from(certificate.rawData)),
  };
}

/**
 * SHA-256 of the certificate's DER encoding, 64 lower-case hex digits.
 * @param certificate PEM, or DER as `TLSSocket.getPeerCertificate().raw` gives it.
 */
export function fingerprintOf(certificate: string | Uint8Array): string {
  const der = typeof certificate === 'string' ? derOf(certificate) : certificate;
  return createHash('sha256').update(der).digest('hex');
}

function derOf(pem: string): Buffer {
  try {
    return new X509Certificate(pem).raw;
  } catch (cause) {
    throw new CertificateError('CERTIFICATE_UNREADABLE', 'The text is not a certificate in PEM; pass one.', { cause });
  }
}
