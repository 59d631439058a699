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
    .addOption(
      new Option('--backend <backend>', 'where hosts run: in this process, or in containers')
        .choices(['embedded', 'docker'])
        .default('embedded'),
    )
    .option('--image <name>', 'image under test, of the docker backend (default: the reference agent)')
    .addOption(
      new Option(
        '--clock <clock>',
        'how time passes: handed to the hosts (embedded, the default there), put forward (docker, the default there), or waited for',
      ).choices(['virtual', 'faketime', 'real']),
    )
    .option('--fresh', 'new containers for each scenario, rather than hosts that were reset (docker)')
    .addOption(
      new Option('--keep <when>', 'leaves the hosts of failed scenarios running (docker)').choices(['on-failure']),
    )
    .addOption(
      new Option('--interface <way>', 'how hosts are operated: through the API, or by clicking in a browser')
        .choices(['api', 'ui'])
        .default('api'),
    )
    .option('--headed', 'shows the browser (ui)')
    .option('--slow-mo <ms>', 'lets the browser take so much longer for every step (ui)')
    .option('--local-ui <file>', 'YAML: which browser, and what the pages under test call things (ui)')
    .option('--parallel <n>', 'worker threads (default: one per processor, at most 4; with docker two, at most 16)')
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
