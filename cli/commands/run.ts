import type { Command } from 'commander';
import { Option } from 'commander';
import type { Ended } from '../exit-codes';
import type { Io } from '../io';
import type { RunArguments } from '../run/arguments';

const after = `
Exit codes: 0 conformant, or partial without a failure; 1 non-conformant; 2 wrong usage or configuration;
3 inconclusive or nothing selected; 130 interrupted.`;

/** `hostlink run`: judges an implementation. */
export function addRunCommand(program: Command, io: Io, ended: Ended): void {
  program
    .command('run')
    .description('Runs the scenarios against the implementation under test and writes a report.')
    .option('--profile <levels>', 'core, extended, hardening, with commas (default: what the implementation claims)')
    .option('--clause <id...>', 'only the scenarios of these clauses')
    .option('--tags <expression>', 'only scenarios with these tags, e.g. "@core and not @slow"')
    .option('--name <regex>', 'only scenarios whose name matches')
    .option('--parallel <n>', 'worker threads (default: one per processor, at most 4)')
    .option('--seed <n>', 'decides everything random (default: another one each time)')
    .option('--report-dir <folder>', 'where the report goes', 'hostlink-report')
    .addOption(
      new Option('--format <format>', 'what to print: tables, conformance.json, or nothing')
        .choices(['pretty', 'json', 'quiet'])
        .default('pretty'),
    )
    .addHelpText('after', after)
    .action(async (options: RunArguments) => {
      const { run } = require('../run') as typeof import('../run');
      ended(await run(options, io));
    });
}
