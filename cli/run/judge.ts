import {
  type BuiltReport,
  buildReport,
  judgeScenario,
  openReportFolder,
  type Report,
  RunRecorder,
  type Selection,
  writeReport,
} from '../../conformance/index';
import type { BrowserSettings } from '../../operators/local-ui';
import type { BackendName, Ground, SiteOptions } from '../../sim';
import type { Target } from '../../target';
import { exitCodes } from '../exit-codes';
import type { SuiteFiles } from '../installation';
import type { Io } from '../io';
import { execute } from './execute';
import { listenForInterruption } from './interruption';
import type { Progress } from './progress';
import { tagExpression } from './selection';

/** A run that is ready to begin. */
export interface RunPlan {
  /** Unique. */
  readonly runId: string;
  /** Where the hosts run. */
  readonly site: Pick<SiteOptions, 'docker'> & { readonly backend: BackendName };
  /** To use the Local UI with. Absent: the API is used. */
  readonly browser?: BrowserSettings;
  /** The options that choose the same site again. */
  readonly siteOptions: readonly string[];
  readonly ground: Ground;
  readonly suite: Report['suite'];
  readonly files: SuiteFiles;
  readonly target: Target;
  readonly selection: Selection;
  readonly seed: number;
  /** Worker threads; 0 runs in this thread. */
  readonly parallel: number;
  /** Folder of the report. */
  readonly folder: string;
  /** Milliseconds that scenarios under way get after Ctrl-C. */
  readonly grace?: number;
}

/**
 * Runs the scenarios, judges them and writes the report folder, also after Ctrl-C. Rejects with a `ReportError` before
 * anything runs where the folder cannot be written.
 */
export async function judge(plan: RunPlan, io: Io, progress: Progress): Promise<BuiltReport> {
  const { target, selection, seed, parallel, files, suite, site, ground } = plan;
  const messages = await openReportFolder(plan.folder);
  const interruption = listenForInterruption(io, exitCodes.interrupted, () => ground.close(), plan.grace);
  const recorder = new RunRecorder();
  const started = new Date();
  const execution = execute(
    {
      files,
      target,
      seed,
      site,
      ...(plan.browser && { browser: plan.browser }),
      parallel,
      tagExpression: tagExpression(selection),
      name: selection.name,
      messages: messages.stream,
    },
    recorder,
    (_message, scenario) => {
      if (scenario?.started)
        progress.ended(scenario, judgeScenario(scenario, { interrupted: false, fault: undefined }).outcome);
    },
  );
  progress.begin(recorder);
  await Promise.race([execution, interruption.givenUp]);
  progress.end();
  interruption.dispose();
  const { interrupted } = interruption;
  const built = buildReport({
    suite,
    target,
    run: {
      id: plan.runId,
      startedAt: started.toISOString(),
      finishedAt: new Date().toISOString(),
      seed,
      backend: site.backend,
      ...ground.facts,
      interface: plan.browser === undefined ? 'api' : 'ui',
      clock: target.clock,
      parallel,
      selection,
    },
    siteOptions: plan.siteOptions,
    scenarios: recorder.scenarios,
    interrupted,
    fault: recorder.fault,
  });
  const kept = built.report.scenarios.flatMap((scenario) => scenario.kept ?? []);
  // Begun here, where it is known what stays; whoever prepared the ground awaits it.
  void ground.close(kept);
  await Promise.all([messages.close(), writeReport(built, plan.folder)]);
  return built;
}
