/** Why the agent of the image does not start. */
export type ImageErrorCode = 'IMAGE_SETTING' | 'IMAGE_USER_DATA' | 'IMAGE_NO_ADDRESS';

/** What whoever started the container has to put right; the message is one sentence. */
export class ImageError extends Error {
  /** What it was started with is its starter's; the network that it found is the environment's. */
  readonly attribution: 'environment' | undefined;

  constructor(
    readonly code: ImageErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'ImageError';
    this.attribution = code === 'IMAGE_NO_ADDRESS' ? 'environment' : undefined;
  }
}
