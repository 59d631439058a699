/** The session with which something was asked is not, or no longer, good. */
export class SessionLost extends Error {
  readonly code = 'SESSION_LOST';
  constructor() {
    super('The session is not good; log in.');
  }
}

/** The API answered a page with what no page can show. */
export class ApiTrouble extends Error {
  readonly code = 'API_TROUBLE';
  constructor(operation: string, status: number) {
    super(`The host answered "${operation}" with status ${status}; see its log.`);
  }
}
