import { clauseIdOfTag } from '../clauses';
import { evidenceMediaType } from '../evidence';
import { type Envelope, milliseconds, type StepStatus } from './messages';

/** A step or hook that ended. */
export interface StepRecord {
  /** The sentence of the feature; of a hook its name, or nothing. */
  readonly text: string;
  readonly isHook: boolean;
  readonly status: StepStatus;
  /** Message of the error, if there was one. */
  readonly message: string | undefined;
  readonly stack: string | undefined;
}

/** A selected scenario and what became of it so far. */
export interface ScenarioRecord {
  /** `uri:line`, unique within a run and stable between runs of one suite. */
  readonly id: string;
  readonly name: string;
  readonly uri: string;
  /** Of the scenario, or of its row of examples. */
  readonly line: number;
  readonly tags: readonly string[];
  /** Ids of the clauses it judges. */
  readonly clauses: readonly string[];
  readonly started: boolean;
  readonly finished: boolean;
  readonly milliseconds: number;
  readonly steps: readonly StepRecord[];
  /** Evidence as attached, JSON. One, unless the steps are wrong. */
  readonly evidence: readonly string[];
  /** What else was attached under a name of its own. */
  readonly files: readonly AttachedFile[];
}

/** A picture, say, of what was to be seen at the end of a scenario. */
export interface AttachedFile {
  readonly name: string;
  readonly mediaType: string;
  readonly content: Uint8Array;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
type Scenario = Omit<Mutable<ScenarioRecord>, 'steps' | 'evidence' | 'files'> & {
  steps: StepRecord[];
  evidence: string[];
  files: AttachedFile[];
  startedAt: number;
};

/** Name of the hook that lets an interrupted run end: a scenario that it skipped counts as never begun. */
export const stopHookName = 'hostlink: the run was interrupted';

/** Follows the messages of a run and keeps what verdicts are made of. */
export class RunRecorder {
  readonly #pickles = new Map<string, NonNullable<Envelope['pickle']>>();
  readonly #hooks = new Map<string, string>();
  readonly #stepTexts = new Map<string, { text: string; isHook: boolean }>();
  readonly #byTestCase = new Map<string, Scenario>();
  readonly #byStart = new Map<string, Scenario>();
  #fault: string | undefined;

  /** In the order in which they are to run. Complete as soon as the first one starts. */
  get scenarios(): readonly ScenarioRecord[] {
    return [...this.#byTestCase.values()];
  }

  /** Why the run as a whole broke: a feature that cannot be parsed, a hook around the run, a worker that died. */
  get fault(): string | undefined {
    return this.#fault;
  }

  /** Started and not yet finished. */
  get running(): readonly ScenarioRecord[] {
    return [...this.#byStart.values()].filter((scenario) => !scenario.finished);
  }

  /** Returns the scenario that ended with this message, if one did. */
  record(envelope: Envelope): ScenarioRecord | undefined {
    if (envelope.pickle) this.#pickles.set(envelope.pickle.id, envelope.pickle);
    else if (envelope.hook) this.#hooks.set(envelope.hook.id, envelope.hook.name ?? '');
    else if (envelope.testCase) this.#select(envelope.testCase);
    else if (envelope.testCaseStarted) this.#start(envelope.testCaseStarted);
    else if (envelope.testStepFinished) this.#step(envelope.testStepFinished);
    else if (envelope.attachment) this.#attach(envelope.attachment);
    else if (envelope.testCaseFinished) return this.#finish(envelope.testCaseFinished);
    else this.#notice(envelope);
    return undefined;
  }

  #select(testCase: NonNullable<Envelope['testCase']>): void {
    const pickle = this.#pickles.get(testCase.pickleId);
    if (pickle === undefined) return;
    const texts = new Map(pickle.steps.map((step) => [step.id, step.text]));
    for (const step of testCase.testSteps) {
      const isHook = step.hookId !== undefined;
      const text = isHook ? this.#hooks.get(step.hookId ?? '') : texts.get(step.pickleStepId ?? '');
      this.#stepTexts.set(step.id, { text: text ?? '', isHook });
    }
    const uri = pickle.uri.replaceAll('\\', '/');
    const line = pickle.location?.line ?? 0;
    const tags = pickle.tags.map((tag) => tag.name);
    this.#byTestCase.set(testCase.id, {
      id: `${uri}:${line}`,
      name: pickle.name,
      uri,
      line,
      tags,
      clauses: [...new Set(tags.map(clauseIdOfTag).filter((id) => id !== undefined))],
      started: false,
      finished: false,
      milliseconds: 0,
      steps: [],
      evidence: [],
      files: [],
      startedAt: 0,
    });
  }

  #start({ id, testCaseId, timestamp }: NonNullable<Envelope['testCaseStarted']>): void {
    const scenario = this.#byTestCase.get(testCaseId);
    if (scenario === undefined) return;
    this.#byStart.set(id, scenario);
    scenario.started = true;
    scenario.startedAt = milliseconds(timestamp);
  }

  #step({ testCaseStartedId, testStepId, testStepResult }: NonNullable<Envelope['testStepFinished']>): void {
    const { text, isHook } = this.#stepTexts.get(testStepId) ?? { text: '', isHook: false };
    const { status, message, exception } = testStepResult;
    this.#byStart.get(testCaseStartedId)?.steps.push({
      text,
      isHook,
      status,
      message: exception?.message ?? message,
      stack: exception?.stackTrace ?? message,
    });
  }

  #attach(attachment: NonNullable<Envelope['attachment']>): void {
    const { mediaType, body, contentEncoding, fileName, testCaseStartedId } = attachment;
    const scenario = this.#byStart.get(testCaseStartedId ?? '');
    const content = Buffer.from(body, contentEncoding === 'BASE64' ? 'base64' : 'utf8');
    if (mediaType === evidenceMediaType) scenario?.evidence.push(content.toString('utf8'));
    else if (fileName !== undefined) scenario?.files.push({ name: fileName, mediaType, content });
  }

  #finish({ testCaseStartedId, timestamp }: NonNullable<Envelope['testCaseFinished']>): ScenarioRecord | undefined {
    const scenario = this.#byStart.get(testCaseStartedId);
    if (scenario === undefined) return undefined;
    scenario.finished = true;
    scenario.milliseconds = Math.max(0, milliseconds(timestamp) - scenario.startedAt);
    if (scenario.steps.some((step) => step.text === stopHookName && step.status === 'SKIPPED'))
      scenario.started = false;
    return scenario;
  }

  #notice({ parseError, testRunHookFinished, testRunFinished }: Envelope): void {
    if (parseError) this.broke(`A feature cannot be read: ${parseError.source.uri}: ${parseError.message}`);
    if (testRunHookFinished?.result.status === 'FAILED') {
      this.broke(
        `A hook around the whole run failed: ${testRunHookFinished.result.exception?.message ?? 'no message'}`,
      );
    }
    if (testRunFinished?.exception) this.broke(testRunFinished.exception.stackTrace ?? testRunFinished.exception.type);
  }

  /** The run as a whole broke. The first reason stays. */
  broke(reason: string): void {
    this.#fault ??= reason;
  }
}
