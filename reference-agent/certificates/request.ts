import { CertificateError } from './errors';
import { distinguishedName, newKey, signingAlgorithm } from './keys';
import { Pkcs10CertificateRequest, Pkcs10CertificateRequestGenerator } from './x509';

/** A request for a certificate (PKCS#10) and the private key that stays with the asking host, both PEM. */
export interface RequestWithKey {
  readonly requestPem: string;
  readonly keyPem: string;
}

/** Makes a key for this host and a request for a certificate of its name. */
export async function certificateRequest(hostId: string): Promise<RequestWithKey> {
  const key = newKey();
  const request = await Pkcs10CertificateRequestGenerator.create({
    name: distinguishedName(hostId),
    keys: key.pair,
    signingAlgorithm,
  });
  return { requestPem: request.toString('pem'), keyPem: key.pem };
}

// A request of ours has some 400 characters; what another host sends is parsed only if it could be one.
const longestRequest = 8192;

/**
 * Reads a request that another host sent, and makes sure that it holds the key it asks a certificate for.
 * @throws {CertificateError} when it is not a request, not for an ECDSA P-256 key, or not signed with that key.
 */
export async function readRequest(requestPem: string): Promise<Pkcs10CertificateRequest> {
  const request = parse(requestPem);
  if (!isP256(request)) {
    throw new CertificateError(
      'CERTIFICATE_REQUEST_KEY',
      'The certificate request is not for an ECDSA P-256 key; make it with a key of that kind.',
    );
  }
  if (!(await isSignedWithItsKey(request))) {
    throw new CertificateError(
      'CERTIFICATE_REQUEST_SIGNATURE',
      'The certificate request is not signed with the key that it asks a certificate for; sign it with that key.',
    );
  }
  return request;
}

/** The common names in the request's subject. */
export function commonNames(request: Pkcs10CertificateRequest): readonly string[] {
  return request.subjectName.getField('CN');
}

function parse(requestPem: string): Pkcs10CertificateRequest {
  const unreadable = (cause?: unknown): CertificateError =>
    new CertificateError(
      'CERTIFICATE_REQUEST_UNREADABLE',
      `The certificate request (${requestPem.length} characters) is not a PKCS#10 request in PEM; send one.`,
      { cause },
    );
  if (requestPem.length > longestRequest || !requestPem.includes('-----BEGIN CERTIFICATE REQUEST-----')) {
    throw unreadable();
  }
  try {
    return new Pkcs10CertificateRequest(requestPem);
  } catch (cause) {
    throw unreadable(cause);
  }
}

function isP256(request: Pkcs10CertificateRequest): boolean {
  const algorithm = request.publicKey.algorithm as { name?: string; namedCurve?: string };
  return algorithm.name === 'ECDSA' && algorithm.namedCurve === 'P-256';
}

async function isSignedWithItsKey(request: Pkcs10CertificateRequest): Promise<boolean> {
  try {
    return await request.verify();
  } catch {
    // A key or signature that cannot even be read proves nothing either.
    return false;
  }
}
