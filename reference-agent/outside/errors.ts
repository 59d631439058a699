/** What can go wrong between an agent and its surroundings. */
export type OutsideErrorCode =
  | 'ADDRESS_INVALID'
  | 'ADDRESS_UNAVAILABLE'
  | 'CONNECTION_ABORTED'
  | 'CONNECTION_FAILED'
  | 'DISK_FULL'
  | 'DISK_NAME'
  | 'DISK_UNREADABLE'
  | 'DISK_UNWRITABLE'
  | 'INTERFACE_CHANGE'
  | 'INTERFACE_UNREADABLE'
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

/** Words of a machine for a disk, or a user's share of one, that takes no more. */
const full = new Set(['ENOSPC', 'EDQUOT']);

/** Why something of a file could not be done; the path as whoever runs the host knows it. */
export function diskFailure(
  code: 'DISK_UNREADABLE' | 'DISK_UNWRITABLE',
  verb: string,
  path: string,
  cause: unknown,
): OutsideError {
  if (cause instanceof OutsideError) return cause;
  const reason = systemCode(cause);
  if (full.has(reason)) return diskFull(path, cause);
  const message = `The file "${path}" cannot be ${verb} (${reason}); see to its folder's space and permissions.`;
  return new OutsideError(code, message, { cause });
}

/** Nothing more fits on the disk. */
export function diskFull(path: string, cause?: unknown): OutsideError {
  const message = `The disk is full: "${path}" cannot be written; make room and try again.`;
  return new OutsideError('DISK_FULL', message, cause === undefined ? {} : { cause });
}

/** A file was to be written on behind bytes that it does not have. */
export function diskTooShort(path: string, from: number, length: number): OutsideError {
  const message = `The file "${path}" cannot be written on from byte ${from}: it ends after ${length}; begin anew.`;
  return new OutsideError('DISK_UNWRITABLE', message);
}
