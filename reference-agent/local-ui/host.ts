import type { ContentStore } from '../content';
import type { Context } from '../host/context';
import type { LinkedGroup } from '../peers/linked-group';

/** What the pages need of the host that they are about. */
export interface LocalUiHost {
  readonly context: Context;
  readonly group: LinkedGroup;
  readonly contents: ContentStore;
  /** Fires when the host begins to go down. */
  readonly leaving: AbortSignal;
  /**
   * Asks the API of this host, without a socket.
   * @param env node's own request and answer: the API reads bodies from the one, and waits for the end of the other
   */
  askApi(path: string, init: RequestInit, env: object): Response | Promise<Response>;
}
