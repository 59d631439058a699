/** What can go wrong between an agent and its surroundings. */
export type OutsideErrorCode =
  | 'ADDRESS_INVALID'
  | 'ADDRESS_UNAVAILABLE'
  | 'CONNECTION_ABORTED'
  | 'CONNECTION_FAILED'
  | 'DISK_NAME'
  | 'DISK_UNREADABLE'
  | 'DISK_UNWRITABLE'
  | 'INTERFACE_CHANGE'
  | 'PORT_IN_USE'
  | 'PORT_UNAVAILABLE';

/** The machine's disk or network refused something. The message is one sentence; the cause is the machine's error. */
export class OutsideError extends Error {
  /** The machine's fault, or another host's; a bad file name is the caller's own. */
  readonly attribution: 'environment' | undefined;

  constructor(
    readonly code: OutsideErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'OutsideError';
    this.attribution = code === 'DISK_NAME' ? undefined : 'environment';
  }
}

/** The machine's own word for an error, e.g. `ENOSPC`. */
export function systemCode(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : 'unknown error';
}
