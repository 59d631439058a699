import type { Command } from 'commander';
import type { Ended } from '../exit-codes';
import type { Io } from '../io';
import type { PruneArguments } from '../prune';

const after = `
Whatever hostlink makes on a Docker engine has labels that begin with "hostlink."; nothing else is looked at. The next run
clears by itself what a killed one left; what stays is what a run kept on purpose (--keep on-failure).

Exit codes: 0 nothing is left that could go; 2 wrong usage; 3 no engine, or something could not be removed.`;

/** `hostlink prune`: clears what runs left on a Docker engine. */
export function addPruneCommand(program: Command, io: Io, ended: Ended): void {
  program
    .command('prune')
    .description('Removes what runs left on the Docker engine, but for runs that still go on.')
    .option('--dry-run', 'only shows what would be removed')
    .option('--older-than <age>', 'only of runs that began so long ago: 30s, 10m, 2h, 7d')
    .option('--json', 'as JSON')
    .addHelpText('after', after)
    .action(async (options: PruneArguments) => {
      const { prune } = require('../prune') as typeof import('../prune');
      ended(await prune(options, io));
    });
}
