import { type Command, Option } from 'commander';
import type { AgentArguments } from '../agent/arguments';
import type { Ended } from '../exit-codes';
import type { Io } from '../io';

const after = `
The user data is cloud-config YAML, read at the first boot of a data folder, e.g.:

  stylus:
    managementMode: local
    enableMultiNode: true
  stages:
    initramfs:
      - users:
          operator:
            passwd: a password of yours`;

/** `hostlink agent`: one edge host. */
export function addAgentCommand(program: Command, io: Io, ended: Ended): void {
  program
    .command('agent')
    .description('Starts one edge host, the reference agent of this package, until Ctrl-C.')
    .requiredOption('--user-data <file>', 'cloud-config YAML of the host')
    .option('--address <ip>', 'where it listens', '127.0.0.1')
    .option('--port <n>', 'of its Local UI and API; 0 takes a free one (default: stylus.localUI.port, or 5080)')
    .option('--data <folder>', 'where it keeps what must survive a restart (default: nowhere)')
    .addOption(new Option('--deployment-mode <mode>', 'how it was deployed').choices(['appliance', 'agent']))
    .option('--os <family:version>', 'its operating system, e.g. ubuntu:22.04')
    .option('--reboot-seconds <n>', 'how long a reboot takes (default: 2)')
    .option('--provision-seconds <n>', 'how long a node of a cluster takes until it runs (default: 2)')
    .option('--remove-seconds <n>', 'how long a node takes to remove what it ran (default: 1)')
    .option('--log', 'writes its log to stderr, a line of JSON each')
    .addHelpText('after', after)
    .action(async (options: AgentArguments) => {
      const { agent } = require('../agent') as typeof import('../agent');
      ended(await agent(options, io));
    });
}
