import { createPrivateKey, X509Certificate as NodeCertificate } from 'node:crypto';
import { CertificateError } from './errors';
import { distinguishedName, forSigning, newKey, serialNumber, signingAlgorithm, validity } from './keys';
import { commonNames, readRequest } from './request';
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
} from './x509';

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
export async function createAuthority(groupId: string): Promise<Authority> {
  refuseUnlessDnsLabel(groupId);
  const key = newKey();
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: distinguishedName('linked hosts', groupId),
    keys: key.pair,
    serialNumber: serialNumber(),
    ...validity(),
    signingAlgorithm,
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
      await SubjectKeyIdentifierExtension.create(key.pair.publicKey),
    ],
  });
  return { certificatePem: certificate.toString('pem'), keyPem: key.pem };
}

/**
 * Issues a member's certificate, for TLS as a server and as a client.
 * @throws {CertificateError} when the request is not a sound one, or is made out to another host.
 */
export async function issue(authority: Authority, requestPem: string, member: IssueFor): Promise<string> {
  refuseUnlessDnsLabel(member.groupId);
  const request = await readRequest(requestPem);
  const names = commonNames(request);
  if (names.length !== 1 || names[0] !== member.hostId) {
    throw new CertificateError(
      'CERTIFICATE_REQUEST_NAME',
      `The certificate request names ${JSON.stringify(names.join(', ').slice(0, 80))}, but it came from "${member.hostId}"; a host may only ask for itself.`,
    );
  }
  const issuer = new X509Certificate(authority.certificatePem);
  const certificate = await X509CertificateGenerator.create({
    subject: distinguishedName(member.hostId, member.groupId),
    issuer: issuer.subjectName,
    publicKey: request.publicKey,
    signingKey: forSigning(createPrivateKey(authority.keyPem)),
    serialNumber: serialNumber(),
    ...validity(),
    signingAlgorithm,
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth, ExtendedKeyUsage.clientAuth]),
      new SubjectAlternativeNameExtension([
        { type: 'dns', value: member.groupId },
        ...(member.addresses ?? []).map((value) => ({ type: 'ip' as const, value })),
      ]),
      await AuthorityKeyIdentifierExtension.create(issuer.publicKey),
    ],
  });
  return certificate.toString('pem');
}

/** Whether the authority issued this certificate, and the key is its own: both are what they should be, and fit. */
export function isIssuedBy(
  authorityPem: string,
  member: { readonly certificatePem: string; readonly keyPem: string },
): boolean {
  try {
    const authority = new NodeCertificate(authorityPem);
    const certificate = new NodeCertificate(member.certificatePem);
    return certificate.verify(authority.publicKey) && certificate.checkPrivateKey(createPrivateKey(member.keyPem));
  } catch {
    // What cannot even be read was issued by nobody.
    return false;
  }
}

function refuseUnlessDnsLabel(groupId: string): void {
  if (!/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i.test(groupId)) {
    throw new CertificateError(
      'CERTIFICATE_GROUP_NAME',
      `The group id ${JSON.stringify(groupId.slice(0, 80))} cannot serve as a DNS name; use letters, digits and hyphens, at most 63.`,
    );
  }
}
