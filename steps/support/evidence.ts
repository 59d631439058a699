import type { Evidence, Failure } from '../../conformance/evidence';
import type { Exchange, Finding } from '../../operators/operator';
import type { NotJudgedReason } from './errors';

/** What a scenario leaves behind, gathered while it runs. */
export class EvidenceLog {
  private readonly exchanges: Exchange[] = [];
  private failure: Failure | undefined;
  private notJudged: NotJudgedReason | undefined;
  private overridden = false;

  readonly record = (exchange: Exchange): void => {
    this.exchanges.push(exchange);
  };

  /** Whether something ended the scenario that is to be judged. */
  get hasFailed(): boolean {
    return this.failure !== undefined;
  }

  /** What broke its published shape so far. */
  get findings(): readonly Finding[] {
    return this.exchanges.flatMap((exchange) => exchange.findings);
  }

  /** Keeps what ended the scenario; the first one counts. Tells whether it leaves the scenario unjudged. */
  end(error: unknown): 'failed' | 'not judged' {
    const reason = notJudgedReason(error);
    if (reason !== undefined) {
      this.notJudged ??= reason;
      return 'not judged';
    }
    this.failure ??= failureOf(error);
    return 'failed';
  }

  /** Something below the hosts broke, so that whatever else ended the scenario says nothing of them. The first one counts. */
  override(trouble: unknown): void {
    if (this.overridden) return;
    this.overridden = true;
    const met = this.failure?.reason;
    const failure = failureOf(trouble);
    this.failure = { ...failure, ...(met === undefined || met === failure.reason ? {} : { met }) };
  }

  /** Exchanges and logs go in only where the scenario did not pass: nobody reads them otherwise. */
  collect(passed: boolean, logs: Evidence['logs'], kept: Evidence['kept'] = []): Evidence {
    const brief = passed && this.failure === undefined && this.notJudged === undefined;
    return {
      ...(this.notJudged === undefined ? {} : { notJudged: this.notJudged }),
      ...(this.failure === undefined ? {} : { failure: this.failure }),
      exchangeCount: this.exchanges.length,
      connectionCount: this.exchanges.filter((exchange) => exchange.newConnection).length,
      exchanges: brief ? [] : this.exchanges.map(({ findings, ...exchange }) => exchange),
      findings: this.findings,
      ...(kept.length === 0 ? {} : { kept }),
      logs: brief ? {} : logs,
    };
  }
}

/** Reads off an error of any area whose fault it is. What says nothing about itself is the harness's. */
export function failureOf(error: unknown): Failure {
  const said = (typeof error === 'object' && error !== null ? error : {}) as Record<string, unknown>;
  const attribution =
    said.attribution === 'implementation' || said.attribution === 'environment' ? said.attribution : 'harness';
  const stack = error instanceof Error ? error.stack : undefined;
  return {
    attribution,
    code: typeof said.code === 'string' ? said.code : 'HARNESS_ERROR',
    reason: error instanceof Error ? error.message : String(error),
    ...(typeof said.expected === 'string' ? { expected: said.expected } : {}),
    ...(typeof said.seen === 'string' ? { seen: said.seen } : {}),
    ...(typeof said.seenForSeconds === 'number' ? { seenForSeconds: said.seenForSeconds } : {}),
    ...(attribution === 'harness' && stack !== undefined ? { stack } : {}),
  };
}

function notJudgedReason(error: unknown): NotJudgedReason | undefined {
  if (typeof error !== 'object' || error === null || !('notJudged' in error)) return undefined;
  const { notJudged } = error;
  if (typeof notJudged === 'object' && notJudged !== null && 'verdict' in notJudged && 'reason' in notJudged) {
    const verdict = notJudged.verdict === 'not-claimed' ? 'not-claimed' : 'skipped';
    return { verdict, reason: String(notJudged.reason) };
  }
  return { verdict: 'skipped', reason: error instanceof Error ? error.message : String(notJudged) };
}
