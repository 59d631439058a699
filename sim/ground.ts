import type { KeptHost } from './site';

/** What the sites of a run stand on, for the report. */
export interface GroundFacts {
  /** Of the docker backend. */
  readonly engine?: { readonly version: string; readonly apiVersion: string };
  /** The image under test: `id` is the digest of its configuration, `digest` that of the registry it came from. */
  readonly image?: { readonly name: string; readonly id: string; readonly digest?: string };
}

/** What a run has before its first scenario and gives back after its last. One a run, in its main thread. */
export interface Ground {
  readonly facts: GroundFacts;
  /** Ends whatever the run's threads left, but for hosts that were kept on purpose. Never rejects: resolves to what could not be removed, a sentence each. */
  close(kept?: readonly KeptHost[]): Promise<readonly string[]>;
}
