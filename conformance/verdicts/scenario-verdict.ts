import type { Attribution, Evidence } from '../evidence';
import { readEvidence } from './evidence-schema';
import type { ScenarioRecord, StepRecord } from './recorder';
import type { Verdict } from './verdict';

/** A verdict on one scenario, and why. */
export interface ScenarioVerdict {
  readonly verdict: Verdict;
  /** Whose fault; only of `fail` and `inconclusive`. */
  readonly attribution?: Attribution;
  readonly code?: string;
  /** One sentence; of everything but `pass`. */
  readonly reason?: string;
  readonly expected?: string;
  readonly seen?: string;
  readonly seenForSeconds?: number;
  /** What the steps met, where that is not why. */
  readonly met?: string;
  /** The sentence of the scenario at which it ended. */
  readonly step?: string;
  /** Of the harness's own faults. */
  readonly stack?: string;
}

/** What is known of the run as a whole. */
export interface RunState {
  readonly interrupted: boolean;
  /** Why the run as a whole broke. */
  readonly fault: string | undefined;
}

export interface Judged {
  readonly outcome: ScenarioVerdict;
  readonly evidence: Evidence | undefined;
}

/**
 * Judges one scenario by how its steps ended and by its evidence. Whatever does not prove itself to be the
 * implementation's fault is the harness's, and `inconclusive`.
 */
export function judgeScenario(scenario: ScenarioRecord, run: RunState): Judged {
  const evidence = scenario.evidence.map(readEvidence);
  const [first] = evidence;
  const readable = first !== undefined && !('unreadable' in first) ? first : undefined;
  if (!scenario.finished || !scenario.started) return { outcome: unfinished(scenario, run), evidence: readable };
  const misdefined = misdefinition(scenario.steps);
  if (misdefined) return { outcome: misdefined, evidence: readable };
  if (first === undefined) return { outcome: withoutEvidence(scenario.steps), evidence: undefined };
  if ('unreadable' in first) {
    return {
      outcome: harness('EVIDENCE_UNREADABLE', `The evidence cannot be read: ${first.unreadable}.`),
      evidence: undefined,
    };
  }
  if (evidence.length > 1) {
    return {
      outcome: harness('EVIDENCE_TWICE', `The scenario left ${evidence.length} pieces of evidence instead of one.`),
      evidence: first,
    };
  }
  return { outcome: byEvidence(scenario.steps, first), evidence: first };
}

const harness = (code: string, reason: string, step?: StepRecord): ScenarioVerdict => ({
  verdict: 'inconclusive',
  attribution: 'harness',
  code,
  reason,
  ...(step?.text ? { step: step.text } : {}),
  ...(step?.stack ? { stack: step.stack } : {}),
});

function unfinished(scenario: ScenarioRecord, { interrupted, fault }: RunState): ScenarioVerdict {
  if (!scenario.started && interrupted) {
    return { verdict: 'skipped', code: 'INTERRUPTED', reason: 'The run was interrupted before this scenario began.' };
  }
  const reason = interrupted
    ? 'The run was interrupted while this scenario was running.'
    : `The scenario never ${scenario.started ? 'finished' : 'began'}: ${firstLine(fault) ?? 'the run ended without saying why'}.`;
  return harness(interrupted ? 'INTERRUPTED' : 'NEVER_FINISHED', reason);
}

const misdefinitions: Partial<Record<StepRecord['status'], string>> = {
  UNDEFINED: 'is not defined',
  AMBIGUOUS: 'is defined more than once',
  PENDING: 'is not finished',
  UNKNOWN: 'ended without a result',
};

function misdefinition(steps: readonly StepRecord[]): ScenarioVerdict | undefined {
  const step = steps.find(({ status }) => misdefinitions[status]);
  return step && harness(`STEP_${step.status}`, `The step "${step.text}" ${misdefinitions[step.status]}.`, step);
}

const failedOf = (steps: readonly StepRecord[]) => steps.find((step) => step.status === 'FAILED');

function withoutEvidence(steps: readonly StepRecord[]): ScenarioVerdict {
  const failed = failedOf(steps);
  if (failed) return unattributed(failed);
  return harness('EVIDENCE_MISSING', 'The scenario ended without leaving evidence.');
}

function unattributed(step: StepRecord): ScenarioVerdict {
  const where = step.isHook ? `The hook${step.text ? ` "${step.text}"` : ''}` : `The step "${step.text}"`;
  return harness(
    step.isHook ? 'HOOK_FAILED' : 'UNATTRIBUTED',
    `${where} failed: ${firstLine(step.message) ?? 'no message'}`,
    step,
  );
}

function byEvidence(steps: readonly StepRecord[], evidence: Evidence): ScenarioVerdict {
  const { failure, notJudged } = evidence;
  const failed = failedOf(steps);
  if (failed) {
    if (failure === undefined) return unattributed(failed);
    // A hook has not judged anything, so that what failed in it cannot be a requirement.
    if (failed.isHook && failure.attribution === 'implementation') return unattributed(failed);
    return {
      ...failure,
      verdict: failure.attribution === 'implementation' ? 'fail' : 'inconclusive',
      ...(failed.text ? { step: failed.text } : {}),
    };
  }
  if (failure) {
    return harness(
      'EVIDENCE_CONTRADICTS',
      `Every step passed, and yet the evidence holds a failure: ${failure.reason}`,
    );
  }
  if (notJudged) return { verdict: notJudged.verdict, reason: notJudged.reason };
  if (steps.some((step) => step.status === 'SKIPPED')) {
    return harness('SKIPPED_SILENTLY', 'The scenario was skipped without saying why.');
  }
  return { verdict: 'pass' };
}

function firstLine(text: string | undefined): string | undefined {
  return text
    ?.split('\n')
    .find((line) => line.trim() !== '')
    ?.trim();
}
