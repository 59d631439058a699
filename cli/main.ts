import { Command, CommanderError } from 'commander';
import { oneLine } from '../conformance/report/text';
import { addAgentCommand } from './commands/agent';
import { addClausesCommand } from './commands/clauses';
import { addContractCommand } from './commands/contract';
import { addPruneCommand } from './commands/prune';
import { addRunCommand } from './commands/run';
import { CliError } from './errors';
import { type Ended, exitCodes } from './exit-codes';
import { installation } from './installation';
import type { Io } from './io';

/** Runs `hostlink` with these arguments. Resolves to its exit code; never rejects. */
export async function main(argv: readonly string[], io: Io): Promise<number> {
  let code: number = exitCodes.success;
  const ended = (ofCommand: number) => {
    code = ofCommand;
  };
  try {
    await program(io, ended).parseAsync([...argv], { from: 'user' });
    return code;
  } catch (error) {
    return explain(error, io);
  }
}

function program(io: Io, ended: Ended): Command {
  const hostlink = new Command('hostlink')
    .description('Judges whether edge hosts can be linked as their documentation says.')
    .version(installation().version)
    .exitOverride()
    .showHelpAfterError('(hostlink --help shows what there is)')
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => io.stderr.write(text),
      getOutHelpWidth: () => io.stdout.columns,
      getErrHelpWidth: () => io.stderr.columns,
      getOutHasColors: () => io.stdout.colours,
      getErrHasColors: () => io.stderr.colours,
    });
  addRunCommand(hostlink, io, ended);
  addClausesCommand(hostlink, io, ended);
  addContractCommand(hostlink, io, ended);
  addAgentCommand(hostlink, io, ended);
  addPruneCommand(hostlink, io, ended);
  return hostlink;
}

function explain(error: unknown, io: Io): number {
  // Commander has printed its message by then.
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.success : exitCodes.usage;
  const say = (text: string) => io.stderr.write(`${oneLine(text)}\n`);
  if (error instanceof CliError) {
    say(error.message);
    return error.exitCode;
  }
  if (error instanceof Error && 'attribution' in error && error.attribution === 'environment') {
    say(error.message);
    return exitCodes.inconclusive;
  }
  io.stderr.write(`hostlink itself failed: ${error instanceof Error ? error.stack : String(error)}\n`);
  return exitCodes.inconclusive;
}
