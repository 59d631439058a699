/** Why a certificate was not issued or read. */
export type CertificateErrorCode =
  | 'CERTIFICATE_UNREADABLE'
  | 'CERTIFICATE_GROUP_NAME'
  | 'CERTIFICATE_REQUEST_UNREADABLE'
  | 'CERTIFICATE_REQUEST_KEY'
  | 'CERTIFICATE_REQUEST_SIGNATURE'
  | 'CERTIFICATE_REQUEST_NAME';

/** A certificate, or a request for one, that cannot be used. The message is one sentence. */
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
