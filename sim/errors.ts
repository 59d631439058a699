/** Every error a site can end in. One sentence each; the fault is the harness's unless `attribution` says otherwise. */

/** Whose fault each code is; `undefined` is the harness's. */
const attributions = {
  /** The port that hosts listen on is taken on every address of this machine. */
  SITE_PORT_IN_USE: 'environment',
  /** No addresses could be claimed for the site's hosts. */
  SITE_NO_ADDRESSES: 'environment',
  /** The caller's signal ended a wait. */
  SITE_INTERRUPTED: 'environment',
  /** Something was asked of a site that is closed. */
  SITE_CLOSED: undefined,
  /** Two hosts of one name. */
  SITE_DUPLICATE_HOST: undefined,
  /** A host that is not of this site. */
  SITE_FOREIGN_HOST: undefined,
  /** A power operation that makes no sense now, e.g. pausing a host that is off. */
  SITE_POWER: undefined,
  /** A host refused to boot for the first time: its user data or other parts of its spec are not acceptable. */
  SITE_BOOT_REFUSED: undefined,
  /** A host that once ran did not boot again. */
  SITE_BOOT_FAILED: 'implementation',
  /** A host was powered on and does not answer. */
  SITE_HOST_SILENT: 'implementation',
  /** No Docker engine answers where one was looked for, or it stopped answering. */
  SITE_ENGINE_GONE: 'environment',
  /** The Docker engine refused something, or failed in it. */
  SITE_ENGINE_REFUSED: 'environment',
  /** The Docker engine runs where this process cannot reach its containers. */
  SITE_ENGINE_ELSEWHERE: 'environment',
  /** The Docker engine does not have an image. */
  SITE_IMAGE_MISSING: 'environment',
  /** A subnet overlaps one that the Docker engine or the machine uses. Another one is tried. */
  SITE_SUBNET_TAKEN: 'environment',
  /** Something under way took longer than its budget. */
  SITE_TIMEOUT: 'implementation',
} as const satisfies Record<string, 'implementation' | 'environment' | undefined>;

export type SiteErrorCode = keyof typeof attributions;

/** A site, or a host of it, that could not do what was asked. */
export class SiteError extends Error {
  /** Whose fault it is; absent: the harness's. */
  readonly attribution: 'implementation' | 'environment' | undefined;

  constructor(
    readonly code: SiteErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'SiteError';
    this.attribution = attributions[code];
  }
}

/** The site was asked for a fault that its backend cannot bring about. Nobody's fault: what needs it cannot be judged there. */
export class NotSimulated extends Error {
  readonly code = 'SITE_NOT_SIMULATED';
  readonly notJudged: { readonly verdict: 'skipped'; readonly reason: string };

  /** @param what what the backend cannot do, as the end of a sentence: `fill a host's disk`. */
  constructor(what: string) {
    const reason = `Hosts run where this site cannot ${what}.`;
    super(reason);
    this.name = 'NotSimulated';
    this.notJudged = { verdict: 'skipped', reason };
  }
}

/** The first {@link SiteError} of this error and its causes. */
export function siteErrorIn(error: unknown): SiteError | undefined {
  for (let at = error; at instanceof Error; at = at.cause) if (at instanceof SiteError) return at;
  return undefined;
}

/** What an error says, whatever was thrown. */
export function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
