import {
  After,
  type ITestCaseHookParameter,
  Status,
  setDefaultTimeout,
  setDefinitionFunctionWrapper,
  setWorldConstructor,
} from '@cucumber/cucumber';
import { evidenceMediaType } from '../../conformance/evidence';
import { SuiteWorld } from './world';

// The target's budgets govern; this is for a harness that hangs.
const stepMilliseconds = 120_000;
const closeMilliseconds = 30_000;

type StepCode = (this: SuiteWorld, ...parameters: unknown[]) => unknown;

setWorldConstructor(SuiteWorld);
setDefaultTimeout(stepMilliseconds);
After({ timeout: stepMilliseconds }, finish);
setDefinitionFunctionWrapper((code: StepCode) => (isHook(code) ? code : keepingEvidence(code)));

/** Hooks are no steps of a scenario. Cucumber does not say which is which, so that those of others carry a mark. */
function isHook(code: object): boolean {
  return code === finish || 'isHook' in code;
}

/** Keeps what a step throws for the verdict; to cucumber goes one sentence, or that the scenario is skipped. */
function keepingEvidence(code: StepCode): StepCode {
  return async function (this: SuiteWorld, ...parameters: unknown[]): Promise<'skipped' | undefined> {
    this.steps.begun += 1;
    try {
      await code.apply(this, parameters);
      return undefined;
    } catch (error) {
      if (this.evidence.end(error) === 'not judged') return 'skipped';
      throw withoutStack(error);
    } finally {
      this.steps.ended += 1;
    }
  };
}

/** Closes the site, and attaches what the scenario leaves behind, whatever became of it. */
async function finish(this: SuiteWorld, { pickle, result }: ITestCaseHookParameter): Promise<void> {
  if (this.steps.ended < this.steps.begun) this.evidence.end(timedOut(pickle.steps[this.steps.begun - 1]?.text));
  const logs = await this.logs().catch(() => ({}));
  const trouble = await inTime(this.close()).catch((error: unknown) => error ?? new Error('The site did not close.'));
  if (trouble !== undefined) this.evidence.end(trouble);
  const evidence = this.evidence.collect(result?.status === Status.PASSED, logs);
  await this.attach(JSON.stringify(evidence), { mediaType: evidenceMediaType });
  if (trouble !== undefined) throw withoutStack(trouble);
}

function timedOut(step: string | undefined): Error {
  const text = step === undefined ? 'A step' : `The step "${step}"`;
  return Object.assign(new Error(`${text} did not end in time.`), { code: 'STEP_TIMED_OUT' });
}

function withoutStack(error: unknown): Error {
  const plain = new Error(error instanceof Error ? error.message : String(error));
  // Cucumber parses what stands here, and takes time without end over a sentence with many quotes and no frames.
  plain.stack = '';
  return plain;
}

async function inTime(closing: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`The site did not close within ${closeMilliseconds / 1000} s.`));
    }, closeMilliseconds);
  });
  try {
    await Promise.race([closing, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
