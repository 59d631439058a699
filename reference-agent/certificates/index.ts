/**
 * Certificates of hosts and groups: what a host shows in its Local UI, and what linked hosts trust each other by.
 *
 * A host serves its Local UI with a certificate of its own ({@link selfSigned}), which others pin by its fingerprint. A
 * leader runs an authority for its group ({@link createAuthority}) and issues to each member a certificate that names
 * the host (common name) and the group (organisation, and the only DNS name), so that mutual TLS with
 * `ca: authority, servername: groupId` succeeds inside the group only.
 *
 * All keys are ECDSA P-256. Certificates start a year in the past and last for decades: TLS judges them by the machine's
 * clock, while a host's own clock may be anywhere.
 */
export { type Authority, createAuthority, type IssueFor, isIssuedBy, issue } from './authority';
export { CertificateError, type CertificateErrorCode } from './errors';
export { type KeyPair, newKeyPair } from './keys';
export { fingerprintOf, type OwnCertificate, selfSigned } from './self-signed';
