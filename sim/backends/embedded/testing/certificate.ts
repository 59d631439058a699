import 'reflect-metadata';
import { generateKeyPairSync } from 'node:crypto';
import { X509CertificateGenerator } from '@peculiar/x509';

const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };

/** A key and a certificate, PEM both, as a TLS server takes them. */
export interface TestCertificate {
  readonly key: string;
  readonly cert: string;
}

let made: Promise<TestCertificate> | undefined;

/** A self-signed certificate for hosts of tests. Made once. */
export function testCertificate(): Promise<TestCertificate> {
  made ??= make();
  return made;
}

async function make(): Promise<TestCertificate> {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: 'CN=host of a test',
    keys: {
      privateKey: privateKey.toCryptoKey(algorithm, false, ['sign']),
      publicKey: publicKey.toCryptoKey(algorithm, true, ['verify']),
    },
    signingAlgorithm: { name: 'ECDSA', hash: 'SHA-256' },
  });
  return { key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), cert: certificate.toString('pem') };
}
