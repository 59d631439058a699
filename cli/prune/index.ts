/** Clears what runs on a Docker engine left behind, and what they kept. */
import { printableJson } from '../../conformance/index';
import { prune as pruneSites } from '../../sim';
import { exitCodes } from '../exit-codes';
import type { Io } from '../io';
import { secondsOf } from './age';
import { printPruned } from './print';

/** The options of `hostlink prune`, as given. */
export interface PruneArguments {
  readonly dryRun?: true;
  readonly olderThan?: string;
  readonly json?: true;
}

/** `hostlink prune`. Resolves to the exit code; rejects with a coded error where there is no engine. */
export async function prune({ olderThan, json, ...options }: PruneArguments, io: Io): Promise<number> {
  const dryRun = options.dryRun === true;
  const age = olderThan === undefined ? {} : { olderThanSeconds: secondsOf('--older-than', olderThan) };
  const pruned = await pruneSites({ dryRun, ...age });
  if (json) io.stdout.write(printableJson({ dryRun, ...pruned }));
  else printPruned(pruned, dryRun, io.stdout);
  return pruned.refused.length === 0 ? exitCodes.success : exitCodes.inconclusive;
}
