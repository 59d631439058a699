/** How `hostlink` ends. */
export const exitCodes = {
  /** Conformant, or partial without a failure. */
  success: 0,
  nonConformant: 1,
  /** Two things that were compared. */
  different: 1,
  /** Wrong usage or configuration. */
  usage: 2,
  /** Inconclusive, nothing selected, or trouble with the machine. */
  inconclusive: 3,
  /** Ctrl-C. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** Takes the exit code of the command that ran. */
export type Ended = (code: number) => void;
