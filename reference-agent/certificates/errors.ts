/** Why a certificate was not issued or read. */
export type CertificateErrorCode = 'CERTIFICATE_UNREADABLE' | 'CERTIFICATE_GROUP_NAME' | 'CERTIFICATE_KEY';

/** A certificate, or a key for one, that cannot be used. The message is one sentence. */
export class CertificateError extends Error {
  constructor(
    readonly code: CertificateErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'CertificateError';
  }
}
