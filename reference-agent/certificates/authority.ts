import { createPrivateKey, createPublicKey, X509Certificate } from 'node:crypto';
import { CertificateError } from './errors';
import { derOf, newKeyPair, readPublicKey } from './keys';
import { certificateOf, type Name, pemOf } from './x509';

/** A group's certificate authority: its certificate, which every member trusts, and its key, which only leaders hold. */
export interface Authority {
  readonly certificatePem: string;
  /** PKCS#8. */
  readonly keyPem: string;
}

/** Whom a certificate is for. */
export interface IssueFor {
  readonly hostId: string;
  readonly groupId: string;
  /** IP addresses to name beside the group. Not needed where peers ask for the group by its name. */
  readonly addresses?: readonly string[];
}

/**
 * Makes the authority of a new group.
 * @param groupId serves as a DNS name in members' certificates: letters, digits and hyphens, at most 63.
 */
export function createAuthority(groupId: string): Authority {
  refuseUnlessDnsLabel(groupId);
  const { keyPem, publicKeyPem } = newKeyPair();
  const der = certificateOf(
    {
      subject: nameOf(groupId),
      publicKey: derOf(publicKeyPem),
      isAuthority: true,
      usedFor: [],
      dnsNames: [],
      addresses: [],
    },
    createPrivateKey(keyPem),
  );
  return { certificatePem: pemOf(der), keyPem };
}

/**
 * Issues a member's certificate, for TLS as a server and as a client. That the member holds the key is not looked at
 * here: without it, it cannot use the certificate.
 * @throws {CertificateError} when the public key is not an ECDSA P-256 key
 */
export function issue(authority: Authority, publicKeyPem: string, member: IssueFor): string {
  const { hostId, groupId, addresses = [] } = member;
  refuseUnlessDnsLabel(groupId);
  const publicKey = readPublicKey(publicKeyPem);
  const signingKey = createPrivateKey(authority.keyPem);
  const der = certificateOf(
    {
      subject: { commonName: hostId, organisation: groupId },
      publicKey,
      issuer: { name: nameOf(groupId), publicKey: createPublicKey(signingKey).export({ type: 'spki', format: 'der' }) },
      isAuthority: false,
      usedFor: ['server', 'client'],
      dnsNames: [groupId],
      addresses,
    },
    signingKey,
  );
  return pemOf(der);
}

/**
 * Whether this authority signed the certificate, and the certificate is for this key. False also for what cannot even be
 * read.
 */
export function isIssuedBy(
  authorityPem: string,
  member: { readonly certificatePem: string; readonly keyPem: string },
): boolean {
  try {
    const authority = new X509Certificate(authorityPem);
    const certificate = new X509Certificate(member.certificatePem);
    return certificate.verify(authority.publicKey) && certificate.checkPrivateKey(createPrivateKey(member.keyPem));
  } catch {
    return false;
  }
}

function nameOf(groupId: string): Name {
  return { commonName: 'linked hosts', organisation: groupId };
}

function refuseUnlessDnsLabel(groupId: string): void {
  if (!/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i.test(groupId)) {
    throw new CertificateError(
      'CERTIFICATE_GROUP_NAME',
      `The group id ${JSON.stringify(groupId.slice(0, 80))} cannot serve as a DNS name; use letters, digits and hyphens, at most 63.`,
    );
  }
}
