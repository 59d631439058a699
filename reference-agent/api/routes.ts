import type { Context as Call } from 'hono';
import type { Action } from '../audits';

/** What a session says of who asks. */
export interface Caller {
  readonly username: string;
  readonly sessionId: string;
}

/** What an operation is recorded as each time it was accepted. */
export interface Audited extends Omit<Action, 'message'> {
  /** One sentence. Never anything of a body; of a call only what the operation has found good. */
  readonly message: string | ((call: Call) => string);
}

/** One published operation. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** As published, with `:name` for a parameter. */
  readonly path: string;
  /** Answers without a login. */
  readonly open?: true;
  /** Present on everything that changes something. */
  readonly audit?: Audited;
  /** The caller is undefined only on open operations; one that is audited says with {@link actsAs} who it was. */
  readonly answer: (call: Call, caller: Caller) => Response | Promise<Response>;
}

/** Says on whose behalf an open operation was done. */
export function actsAs(call: Call, username: string): void {
  call.set('actor', username);
}

/** Who asked for an operation that was accepted. */
export function actorOf(call: Call, caller: Caller | undefined): string {
  return caller?.username ?? call.get('actor') ?? '';
}
