import type { Command } from 'commander';
import type { Ended } from '../exit-codes';
import type { Io } from '../io';

const after = `
The file is JSON or YAML, and all its references lead into itself. Operations that the suite does not use are listed and
are no difference.

Exit codes: 0 no difference; 1 differences; 2 no such file, or no API in it.`;

/** `hostlink contract`: the published API, as the suite knows it. */
export function addContractCommand(program: Command, io: Io, ended: Ended): void {
  program
    .command('contract')
    .description('Looks at the published API, as the suite knows it.')
    .command('diff')
    .description('Shows where the shapes that answers are judged by differ from an API file (Swagger 2.0, OpenAPI 3).')
    .argument('<file>', 'the API file')
    .option('--json', 'as JSON')
    .addHelpText('after', after)
    .action(async (file: string, options: { json?: true }) => {
      const { diff } = require('../contract') as typeof import('../contract');
      ended(await diff(file, options, io));
    });
}
