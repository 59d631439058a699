import {
  After,
  AfterAll,
  type ITestCaseHookParameter,
  Status,
  setDefaultTimeout,
  setDefinitionFunctionWrapper,
  setWorldConstructor,
} from '@cucumber/cucumber';
import { type Evidence, evidenceMediaType } from '../../conformance/evidence';
import { releaseHosts } from '../../sim';
import type { ClockStrategy } from '../../target';
import { byBrowser, type SuiteParameters, SuiteWorld } from './world';

// The target's budgets govern; these are for a harness that hangs.
const stepMilliseconds: Readonly<Record<ClockStrategy, number>> = {
  virtual: 120_000,
  faketime: 300_000,
  real: 300_000,
};
const finishMilliseconds = 120_000;
const closeMilliseconds = 30_000;
/** For what the engine has to answer once something went wrong: it may have stopped answering. */
const askMilliseconds = 5000;

type StepCode = (this: SuiteWorld, ...parameters: unknown[]) => unknown;

setWorldConstructor(SuiteWorld);
// Cucumber does not know how a run's time passes, so that steps are watched here.
setDefaultTimeout(-1);
After({ timeout: finishMilliseconds }, finish);
AfterAll({ timeout: finishMilliseconds }, release);
setDefinitionFunctionWrapper((code: StepCode) => (isHook(code) ? code : keepingEvidence(code)));

/** Hooks are no steps of a scenario. Cucumber does not say which is which, so that those of others carry a mark. */
function isHook(code: object): boolean {
  return code === finish || code === release || 'isHook' in code;
}

/** Keeps what a step throws for the verdict; to cucumber goes one sentence, or that the scenario is skipped. */
function keepingEvidence(code: StepCode): StepCode {
  return async function (this: SuiteWorld, ...parameters: unknown[]): Promise<'skipped' | undefined> {
    const limit = () => stepMilliseconds[this.target.clock] + this.waitedSeconds * 1000;
    const tooLong = timedOut(undefined);
    this.steps.begun += 1;
    try {
      await inTime((async () => code.apply(this, parameters))(), limit, tooLong, this.ended);
    } catch (error) {
      // Which step it was, only the hook after the scenario can tell.
      if (error === tooLong) throw withoutStack(error);
      this.steps.ended += 1;
      if (this.evidence.end(error) === 'not judged') return 'skipped';
      throw withoutStack(error);
    }
    this.steps.ended += 1;
    return undefined;
  };
}

/**
 * Closes the site, and attaches what the scenario leaves behind, whatever became of it. Whatever a step met, it says
 * nothing of the hosts where something below them had broken.
 */
async function finish(this: SuiteWorld, { pickle, result }: ITestCaseHookParameter): Promise<void> {
  if (this.steps.ended < this.steps.begun) this.evidence.end(timedOut(pickle.steps[this.steps.begun - 1]?.text));
  const [logs, trouble] = this.evidence.hasFailed ? await aftermath(this) : [{}, undefined];
  if (trouble !== undefined) this.evidence.override(trouble);
  if (this.evidence.hasFailed) await attachExhibits(this);
  const ended = this.evidence.hasFailed ? 'failed' : 'passed';
  let kept: Evidence['kept'];
  let unclosed: unknown;
  try {
    kept = await inTime(this.close(ended), () => (trouble ? askMilliseconds : closeMilliseconds), tooLate);
  } catch (error) {
    unclosed = error ?? new Error('The site did not close.');
    this.evidence.end(unclosed);
  }
  const evidence = this.evidence.collect(result?.status === Status.PASSED, logs, kept);
  await this.attach(JSON.stringify(evidence), { mediaType: evidenceMediaType });
  if (unclosed !== undefined && trouble === undefined) throw withoutStack(unclosed);
}

/** What was to be seen at the end, in files of their own. */
async function attachExhibits(world: SuiteWorld): Promise<void> {
  const exhibits = await inTime(world.exhibits(), () => askMilliseconds, tooLate).catch(() => []);
  for (const { host, extension, mediaType, content } of exhibits) {
    await world.attach(Buffer.from(content), { mediaType, fileName: `${host}${extension}` });
  }
}

/** What the hosts of a failed scenario logged, and what broke below them. */
function aftermath(world: SuiteWorld): Promise<[Evidence['logs'], unknown]> {
  const limit = () => askMilliseconds;
  return Promise.all([
    inTime(world.logs(), limit, tooLate).catch(() => ({})),
    inTime(world.trouble(), limit, tooLate).catch(() => undefined),
  ]);
}

/** Ends the browser and the hosts that this thread kept ready. What is left of them is the main thread's to remove, and no verdict. */
async function release(this: { readonly parameters: unknown }): Promise<void> {
  const { backend, browser } = this.parameters as SuiteParameters;
  const ends = [
    ...(backend === undefined ? [] : [releaseHosts({ backend })]),
    ...(browser === undefined ? [] : [byBrowser().closeBrowser()]),
  ];
  await inTime(Promise.allSettled(ends), () => askMilliseconds, tooLate).catch(() => undefined);
}

const tooLate = new Error(`The site did not close within ${closeMilliseconds / 1000} s.`);

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

/**
 * @param limit milliseconds; asked again when they are over, as it may have grown
 * @param late what this rejects with then
 * @param over ends the watch: nobody waits any more
 */
async function inTime<T>(work: Promise<T>, limit: () => number, late: Error, over?: AbortSignal): Promise<T> {
  const began = performance.now();
  let timer: NodeJS.Timeout | undefined;
  over?.addEventListener('abort', () => clearTimeout(timer), { once: true });
  const tooLong = new Promise<never>((_, reject) => {
    const watch = (): void => {
      const left = began + limit() - performance.now();
      if (left <= 0) reject(late);
      else timer = setTimeout(watch, Math.ceil(left));
    };
    watch();
  });
  try {
    return await Promise.race([work, tooLong]);
  } finally {
    clearTimeout(timer);
  }
}
