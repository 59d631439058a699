/** What can be wrong with an upload, with the status its operation answers. */
export const uploadErrorCodes = {
  UPLOAD_MALFORMED: 400,
  UPLOAD_WITHOUT_FILE: 400,
  UPLOAD_EMPTY: 400,
  UPLOAD_NAME: 400,
  UPLOAD_BROKEN_OFF: 400,
} as const;

export type UploadErrorCode = keyof typeof uploadErrorCodes;

/** An upload that cannot be taken. Nothing of it stays on the disk. The message is one sentence. */
export class UploadError extends Error {
  override readonly name = 'UploadError';

  constructor(
    readonly code: UploadErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** What another host sent was not what was asked for, or ended early. The message is one sentence. */
export class ReceiveError extends Error {
  override readonly name = 'ReceiveError';
  readonly attribution = 'environment';
}

/** One sentence about an error, for whoever looks for the reason why a bundle is missing. */
export function sentenceOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.endsWith('.') ? message : `${message}.`;
}
