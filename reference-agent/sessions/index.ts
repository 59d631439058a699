/** Who may talk to a host: passwords of its OS users, and the sessions that a login opens. */
export { SessionError, type SessionErrorCode } from './errors';
export { Passwords } from './passwords';
export { type Generation, type OpenedSession, type Session, Sessions } from './sessions';
