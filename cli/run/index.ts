import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import { jsonReport, type Report } from '../../conformance/index';
import { type Ground, prepare } from '../../sim';
import { usageError } from '../errors';
import { exitCodes } from '../exit-codes';
import { installation, suiteFiles } from '../installation';
import type { Io } from '../io';
import { parallelism, type RunArguments, seed } from './arguments';
import { chooseBackend, targetOf } from './backend';
import { borrowed } from './ground';
import { chooseInterface } from './interface';
import { judge, type RunPlan } from './judge';
import { headline, printReport } from './print';
import { noProgress, showProgress } from './progress';
import { select } from './selection';
import { checkTags } from './tags';

/** `hostlink run`. Resolves to the exit code; rejects with a coded error before anything ran. */
export async function run(options: RunArguments, io: Io): Promise<number> {
  const request = requestOf(options);
  await checkTags(request.selection.tags, request.files);
  const ground = borrowed(await prepare(request.choice.site), io);
  try {
    return await runPlan(planOf(request, ground), options.format, io);
  } finally {
    await ground.close();
  }
}

/** What was asked for, as far as it can be known before the engine was. */
function requestOf(options: RunArguments) {
  const installed = installation();
  const choice = chooseBackend(options, installed.version, randomUUID());
  const { claims } = targetOf(choice, {}, installed.version);
  return {
    suite: { name: installed.name, version: installed.version },
    files: suiteFiles(installed),
    choice,
    way: chooseInterface(options),
    selection: select(options, claims.profiles),
    seed: seed(options.seed),
    parallel: parallelism(options.parallel, choice.site.backend),
    folder: folder(options.reportDir),
  };
}

function planOf({ choice, way, ...request }: ReturnType<typeof requestOf>, ground: Ground): RunPlan {
  const { browser, localUi } = way;
  const target = { ...targetOf(choice, ground.facts, request.suite.version), ...(localUi && { localUi }) };
  const { site, runId } = choice;
  const siteOptions = [...choice.options, ...way.options];
  return { ...request, target, runId, site, ...(browser && { browser }), siteOptions, ground };
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
