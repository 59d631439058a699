import { resolve } from 'node:path';
import { type Agent, type AgentOptions, fileDisk, memoryDisk, startAgent, systemNetwork } from '../../reference-agent';
import { CliError } from '../errors';
import { exitCodes } from '../exit-codes';
import type { Io } from '../io';
import { type AgentArguments, hostOptions, userDataOf } from './arguments';

/** `hostlink agent`. Resolves when the host was shut down by Ctrl-C. */
export async function agent(options: AgentArguments, io: Io): Promise<number> {
  const host = hostOptions(options);
  const { text, users } = userDataOf(options.userData);
  const running = await start({
    ...host,
    userData: text,
    userDataName: options.userData,
    disk: options.data === undefined ? memoryDisk() : fileDisk(resolve(options.data)),
    network: systemNetwork({ address: options.address }),
    ...(options.log ? { log: (line: string) => io.stderr.write(`${line.trimEnd()}\n`) } : {}),
  });
  // A host that reboots has nothing open for a moment, and must not end the process by that.
  const alive = setInterval(() => {}, 2 ** 30);
  const kept =
    options.data === undefined
      ? 'It forgets everything when it ends; --data keeps it.'
      : `It keeps its state in ${options.data}.`;
  // Before anybody is told that it runs, for they may end it at once.
  const interrupted = new Promise<void>((stop) => {
    io.onInterrupt(stop);
  });
  io.stdout.write(
    `${running.id} answers at ${running.url} (self-signed certificate).\nLog in as ${users.join(' or ')}, with the password in ${options.userData}.\n${kept} Ctrl-C shuts it down.\n`,
  );
  try {
    await interrupted;
    await running.close();
  } finally {
    clearInterval(alive);
  }
  return exitCodes.success;
}

/** A damaged data folder is no fault of this program, and is told in one sentence like the rest. */
async function start(options: AgentOptions): Promise<Agent> {
  try {
    return await startAgent(options);
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause && cause.code === 'STORE_UNREADABLE')) throw cause;
    throw new CliError('CLI_DATA', exitCodes.inconclusive, cause.message, { cause });
  }
}
