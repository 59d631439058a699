/**
 * What a scenario leaves behind for its verdict. The steps attach one {@link Evidence} per scenario, as JSON of the media
 * type {@link evidenceMediaType}; the verdict is made from it and from the outcome of the steps.
 */

export const evidenceMediaType = 'application/vnd.hostlink.evidence+json';

/**
 * Whose fault a result is. `environment` is the machine, the engine or the network that the harness was given.
 * An error that says nothing of its attribution is the harness's.
 */
export type Attribution = 'implementation' | 'harness' | 'environment';

/** Why a scenario did not pass, as a step met it. */
export interface Failure {
  readonly attribution: Attribution;
  /** Stable, e.g. `EXPECTATION`, `HOST_NO_ANSWER`, `SITE_PORT_IN_USE`. */
  readonly code: string;
  /** One sentence. */
  readonly reason: string;
  /** What the scenario expected, where it was a check that failed. */
  readonly expected?: string;
  /** What was seen last. */
  readonly seen?: string;
  /** Since when that was so, in seconds of site time before the check gave up. */
  readonly seenForSeconds?: number;
  /** What the steps met, where that is not why: something below the hosts had broken. One sentence. */
  readonly met?: string;
  /** Only for the harness's own faults. */
  readonly stack?: string;
}

/** A request the harness made, its secrets replaced. */
export interface RecordedExchange {
  readonly host: string;
  readonly startedAt: number;
  readonly milliseconds: number;
  readonly method: string;
  readonly path: string;
  readonly newConnection?: boolean | undefined;
  readonly requestBody?: string | undefined;
  readonly status?: number | undefined;
  readonly responseBody?: string | undefined;
  readonly fault?: string | undefined;
}

/** An answer that broke its published shape. */
export interface RecordedFinding {
  readonly host: string;
  readonly operation: string;
  readonly path: string;
  readonly expected: string;
  readonly seen: string;
}

/** A host that was left running after its scenario. */
export interface KeptHost {
  readonly name: string;
  readonly endpoint: string;
  /** Name of its container. */
  readonly container: string;
  /** Name of the container that holds its network and its disk. */
  readonly helper: string;
}

export interface Evidence {
  /** Set when the scenario asked for something the target does not claim, or that this site cannot do. */
  readonly notJudged?: { readonly verdict: 'not-claimed' | 'skipped'; readonly reason: string };
  readonly failure?: Failure;
  /** How many requests the harness made in all. */
  readonly exchangeCount: number;
  /** How many of them took a new connection, with its TLS handshake. */
  readonly connectionCount: number;
  /** In order. Only of scenarios that did not pass. */
  readonly exchanges: readonly RecordedExchange[];
  readonly findings: readonly RecordedFinding[];
  /** Hosts that were left running for a closer look. */
  readonly kept?: readonly KeptHost[];
  /** By host, oldest first. Only of scenarios that failed. */
  readonly logs: Readonly<Record<string, readonly string[]>>;
}
