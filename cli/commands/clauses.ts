import type { Command } from 'commander';
import type { Ended } from '../exit-codes';
import type { Io } from '../io';

/** `hostlink clauses`: what can be judged. */
export function addClausesCommand(program: Command, io: Io, _ended: Ended): void {
  program
    .command('clauses')
    .description('Shows the clauses: what the documentation promises, and whether scenarios cover it.')
    .option('--profile <levels>', 'only these levels: core, extended, hardening (comma between them)')
    .option('--json', 'as JSON')
    .action((options: { profile?: string; json?: true }) => {
      const { clauses } = require('../../conformance/clauses') as typeof import('../../conformance/clauses');
      const { parseProfiles } = require('../run/profiles') as typeof import('../run/profiles');
      const profiles = options.profile === undefined ? undefined : parseProfiles(options.profile);
      const shown = clauses.filter(({ level }) => profiles === undefined || profiles.includes(level));
      if (options.json) {
        io.stdout.write(`${JSON.stringify(shown, undefined, 2)}\n`);
        return;
      }
      const { clauseTable } = require('../terminal/clause-table') as typeof import('../terminal/clause-table');
      const rows = shown.map((clause) => ({ ...clause, verdict: clause.covered ? 'pass' : 'not-run' }) as const);
      const covered = shown.filter((clause) => clause.covered).length;
      io.stdout.write(
        `${clauseTable(rows, io.stdout)}\n${covered} of ${shown.length} clauses are covered by scenarios (✓), the others not yet (·).\n`,
      );
    });
}
