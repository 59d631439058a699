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

/** What pages load was not built. */
export class AssetsMissing extends Error {
  readonly code = 'ASSETS_MISSING';
  constructor(places: readonly string[]) {
    const looked = places.map((place) => `"${place}"`).join(' or ');
    super(
      `There is no "local-ui.js" in ${looked}, which the pages of the Local UI load; make it with "npm run build".`,
    );
  }
}
