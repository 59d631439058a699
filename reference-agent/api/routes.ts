import type { Context as Call } from 'hono';

/** What a session says of who asks. */
export interface Caller {
  readonly username: string;
  readonly sessionId: string;
}

/** One published operation. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** As published, with `:name` for a parameter. */
  readonly path: string;
  /** Answers without a login. */
  readonly open?: true;
  /** The caller is undefined only on open operations. */
  readonly answer: (call: Call, caller: Caller) => Response | Promise<Response>;
}
