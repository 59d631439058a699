export type SessionErrorCode = 'PASSWORD_COST' | 'PASSWORD_HASH_UNREADABLE' | 'SIGNING_KEY_LENGTH';

/** Passwords or sessions were set up with something unusable. A wrong password or session is none: it is an answer. */
export class SessionError extends Error {
  constructor(
    readonly code: SessionErrorCode,
    message: string,
  ) {
    super(message);
    this.name = 'SessionError';
  }
}
