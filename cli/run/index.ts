import { resolve } from 'node:path';
import { jsonReport, type Report } from '../../conformance/index';
import { prepare } from '../../sim';
import { referenceAgent } from '../../target/reference-agent';
import { usageError } from '../errors';
import { exitCodes } from '../exit-codes';
import { installation, suiteFiles } from '../installation';
import type { Io } from '../io';
import { parallelism, type RunArguments, seed } from './arguments';
import { judge, type RunPlan } from './judge';
import { headline, printReport } from './print';
import { noProgress, showProgress } from './progress';
import { select } from './selection';
import { checkTags } from './tags';

/** `hostlink run`. Resolves to the exit code; rejects with a coded error before anything ran. */
export async function run(options: RunArguments, io: Io): Promise<number> {
  const plan = planOf(options);
  await checkTags(plan.selection.tags, plan.files);
  const ground = await prepare({ backend: 'embedded' });
  try {
    return await runPlan(plan, options.format, io);
  } finally {
    await ground.close();
  }
}

function planOf(options: RunArguments): RunPlan {
  const target = referenceAgent;
  const selection = select(options, target.claims.profiles);
  const settings = { seed: seed(options.seed), parallel: parallelism(options.parallel) };
  const installed = installation();
  return {
    suite: { name: installed.name, version: installed.version },
    files: suiteFiles(installed),
    target,
    selection,
    ...settings,
    folder: folder(options.reportDir),
  };
}

function folder(text: string): string {
  if (text.trim() !== '') return resolve(text);
  throw usageError('CLI_BAD_FOLDER', '--report-dir takes the name of a folder, and got none.');
}

/** Runs a plan and prints what came of it. */
export async function runPlan(plan: RunPlan, format: RunArguments['format'], io: Io): Promise<number> {
  if (format === 'pretty') io.stdout.write(`${headline(plan)}\n\n`);
  const silent = format === 'quiet' || (format === 'json' && !io.stderr.isTerminal);
  const { report } = await judge(plan, io, silent ? noProgress : showProgress(io.stderr));
  if (format === 'json') io.stdout.write(jsonReport(report));
  if (format === 'pretty') printReport(report, plan.folder, io.stdout);
  return exitCode(report);
}

const codes: Readonly<Record<Report['verdict'], number>> = {
  conformant: exitCodes.success,
  partial: exitCodes.success,
  'non-conformant': exitCodes.nonConformant,
  inconclusive: exitCodes.inconclusive,
};

const exitCode = ({ interrupted, verdict }: Report) => (interrupted ? exitCodes.interrupted : codes[verdict]);
