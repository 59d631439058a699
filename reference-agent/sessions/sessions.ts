import { createSecretKey, type KeyObject, randomUUID } from 'node:crypto';
import { type JWTPayload, jwtVerify, SignJWT } from 'jose';
import type { Clock } from '../outside/clock';
import { SessionError } from './errors';

/** Who is asking. */
export interface Session {
  readonly username: string;
  readonly sessionId: string;
}

/** What a login gives: a JWT for each request, and one to get the next pair with. */
export interface OpenedSession {
  readonly authorization: string;
  readonly refresh: string;
}

/** Which sessions of a user are good: those opened since the password was last changed, and the one that changed it. */
export interface Generation {
  /** How often the password was changed. */
  readonly number: number;
  /** Session that changed it last. */
  readonly kept: string;
}

interface Verified extends Session {
  readonly generation: number;
  /** Seconds since the epoch, like all times below. */
  readonly expiresAt: number;
}

const hour = 3600;
/** How long an authorization lasts, as the published API says. */
const lifetime = { normal: 2 * hour, extended: 24 * hour };
/** However often it is renewed, a session ends this long after its login. */
const longestSession = 7 * 24 * hour;

// Told apart by their type in the header, so that neither passes for the other.
const types = { authorization: 'at+jwt', refresh: 'refresh+jwt' };

/** A token of ours has some 300 characters; what is much longer is not even looked at. */
const longestToken = 2048;
const cacheSize = 256;

/**
 * The sessions of one host: JWTs (HS256), signed with a key of its own, so that no other host takes them. Their times are
 * judged by the host's clock. They outlive a restart; that one was closed is remembered until then only.
 */
export class Sessions {
  readonly #key: KeyObject;
  readonly #hostId: string;
  readonly #clock: Clock;
  readonly #generationOf: (username: string) => Generation | undefined;
  /** Closed sessions, with when the last token of each has certainly expired. */
  readonly #closed = new Map<string, number>();
  /** Authorizations whose signature was verified: hosts are asked with the same one again and again. */
  readonly #verified = new Map<string, Verified>();

  /**
   * @param options.signingKey 32 secret random bytes, of this host alone.
   * @param options.generationOf of a user, undefined while the password was never changed.
   */
  constructor(options: {
    readonly signingKey: Uint8Array;
    readonly hostId: string;
    readonly clock: Clock;
    readonly generationOf?: (username: string) => Generation | undefined;
  }) {
    if (options.signingKey.length !== 32) {
      const message = `The signing key has ${options.signingKey.length} bytes; make one of 32 random bytes.`;
      throw new SessionError('SIGNING_KEY_LENGTH', message);
    }
    this.#key = createSecretKey(options.signingKey);
    this.#hostId = options.hostId;
    this.#clock = options.clock;
    this.#generationOf = options.generationOf ?? (() => undefined);
  }

  /** Opens a session for a user whose password was right. An extended one lasts 24 hours without renewal, else 2. */
  async open(username: string, options: { readonly extended?: boolean } = {}): Promise<OpenedSession> {
    const session = { username, sessionId: randomUUID() };
    return this.#pair(session, this.#now() + longestSession, options.extended ?? false);
  }

  /** Whose session an authorization is; undefined where it is not one of this host, has expired or was closed. */
  async check(authorization: string): Promise<Session | undefined> {
    let verified = this.#verified.get(authorization);
    if (verified === undefined) {
      verified = await this.#verify(authorization, types.authorization);
      if (verified === undefined) return undefined;
      this.#remember(authorization, verified);
    }
    if (verified.expiresAt <= this.#now() || this.#isEnded(verified)) return undefined;
    return { username: verified.username, sessionId: verified.sessionId };
  }

  /** A new pair of the same session; undefined where the refresh token is not one of this host, or the session ended. */
  async renew(refresh: string, options: { readonly extended?: boolean } = {}): Promise<OpenedSession | undefined> {
    const verified = await this.#verify(refresh, types.refresh);
    if (verified === undefined || this.#isEnded(verified)) return undefined;
    return this.#pair(verified, verified.expiresAt, options.extended ?? false);
  }

  /** Ends a session: none of its tokens is accepted any more. */
  close(sessionId: string): void {
    const now = this.#now();
    for (const [id, until] of this.#closed) if (until <= now) this.#closed.delete(id);
    this.#closed.set(sessionId, now + longestSession);
  }

  #isEnded({ username, sessionId, generation }: Verified): boolean {
    if (this.#closed.has(sessionId)) return true;
    const current = this.#generationOf(username);
    return current !== undefined && generation !== current.number && sessionId !== current.kept;
  }

  async #pair(session: Session, sessionEnd: number, extended: boolean): Promise<OpenedSession> {
    const expiresAt = this.#now() + (extended ? lifetime.extended : lifetime.normal);
    const [authorization, refresh] = await Promise.all([
      this.#sign(types.authorization, session, Math.min(expiresAt, sessionEnd)),
      this.#sign(types.refresh, session, sessionEnd),
    ]);
    return { authorization, refresh };
  }

  #sign(typ: string, { username, sessionId }: Session, expiresAt: number): Promise<string> {
    return new SignJWT({ sid: sessionId, gen: this.#generationOf(username)?.number ?? 0 })
      .setProtectedHeader({ alg: 'HS256', typ })
      .setIssuer(this.#hostId)
      .setSubject(username)
      .setIssuedAt(this.#now())
      .setExpirationTime(expiresAt)
      .sign(this.#key);
  }

  async #verify(token: string, typ: string): Promise<Verified | undefined> {
    if (token.length > longestToken) return undefined;
    try {
      const { payload } = await jwtVerify(token, this.#key, {
        algorithms: ['HS256'],
        issuer: this.#hostId,
        typ,
        currentDate: new Date(this.#clock.now()),
        requiredClaims: ['sub', 'sid', 'exp'],
      });
      return verifiedOf(payload);
    } catch {
      // Why a token is no good is nobody's business, least of all that of who sent it.
      return undefined;
    }
  }

  #remember(token: string, verified: Verified): void {
    const [oldest] = this.#verified.keys();
    if (this.#verified.size >= cacheSize && oldest !== undefined) this.#verified.delete(oldest);
    this.#verified.set(token, verified);
  }

  #now(): number {
    return Math.floor(this.#clock.now() / 1000);
  }
}

function verifiedOf({ sub, sid, gen, exp }: JWTPayload): Verified | undefined {
  if (typeof sub !== 'string' || typeof sid !== 'string' || typeof exp !== 'number') return undefined;
  return { username: sub, sessionId: sid, generation: Number(gen), expiresAt: exp };
}
