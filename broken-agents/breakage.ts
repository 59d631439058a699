/** A text of the agent's emitted JavaScript that stands there once, and what a broken agent has in its place. */
export interface Edit {
  /** The source, e.g. `reference-agent/domain/joining.ts`; what is changed is the file that it is compiled to. */
  readonly file: string;
  readonly find: string;
  readonly replace: string;
}

/** The reference agent, wrong in one way that a real one could be wrong in. */
export interface Breakage {
  readonly id: string;
  /** One sentence: what this agent does wrong. */
  readonly what: string;
  /**
   * The clauses that it breaks, each with the scenario that has to notice: a regular expression that the names of
   * scenarios are searched with. Other clauses may fail with it.
   */
  readonly caughtBy: Readonly<Record<string, string>>;
  readonly edits: readonly Edit[];
}
