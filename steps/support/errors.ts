/** Every error of the steps. One with an `attribution` is not the harness's fault; all others are. */

/** What was expected of the hosts did not come to be, or did not stay so. */
export class Expectation extends Error {
  readonly attribution = 'implementation' as const;
  readonly code = 'EXPECTATION';
  readonly expected: string;
  /** What was seen last. */
  readonly seen: string;
  /** Since when that was so, in seconds of site time. */
  readonly seenForSeconds: number;

  constructor(
    check: { readonly expected: string; readonly seen: string; readonly seenForSeconds?: number },
    options?: ErrorOptions,
  ) {
    const since =
      check.seenForSeconds === undefined || check.seenForSeconds < 1 ? '' : forSeconds(check.seenForSeconds);
    super(`Expected that ${check.expected}, but ${check.seen}${since}.`, options);
    this.name = 'Expectation';
    this.expected = check.expected;
    this.seen = check.seen;
    this.seenForSeconds = check.seenForSeconds ?? 0;
  }
}

/** Why a scenario is left unjudged. */
export interface NotJudgedReason {
  readonly verdict: 'not-claimed' | 'skipped';
  readonly reason: string;
}

/** The scenario asks for something that the target does not claim. */
export class NotClaimed extends Error {
  readonly code = 'NOT_CLAIMED';
  readonly notJudged: NotJudgedReason;

  constructor(reason: string) {
    super(reason);
    this.name = 'NotClaimed';
    this.notJudged = { verdict: 'not-claimed', reason };
  }
}

/** A token that a scenario kept was used too late, because this machine took too long. */
export class TokenRanOut extends Error {
  readonly attribution = 'environment' as const;
  readonly code = 'TOKEN_RAN_OUT';

  constructor(host: string, seconds: number) {
    super(
      `The token of "${host}" had run out ${Math.ceil(seconds)} s before it could be used, as this machine is too busy; run it again on one that is not.`,
    );
    this.name = 'TokenRanOut';
  }
}

/** A host is not as after its first boot, although it was reset. Nobody's verdict: it is just not used again. */
export class NotRenewed extends Error {
  readonly code = 'HOST_NOT_RENEWED';

  /** @param what what became of it, as the end of a sentence: `still has content` */
  constructor(host: string, what: string, options?: ErrorOptions) {
    super(
      `Host "${host}" was to reset itself to factory default and ${what.replace(/\.$/, '')}; take a new host.`,
      options,
    );
    this.name = 'NotRenewed';
  }
}

/** A feature uses its steps in a way that makes no sense, e.g. it names a host that it never declared. */
export class ScenarioMistake extends Error {
  readonly code = 'SCENARIO_MISTAKE';

  constructor(message: string) {
    super(message);
    this.name = 'ScenarioMistake';
  }
}

function forSeconds(seconds: number): string {
  return ` (so for the last ${Math.round(seconds)} s)`;
}
