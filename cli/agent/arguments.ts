import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { type AgentOptions, readUserData } from '../../reference-agent';
import { usageError } from '../errors';
import { wholeNumber } from '../numbers';

/** The options of `hostlink agent`, as given. */
export interface AgentArguments {
  readonly userData: string;
  readonly address: string;
  readonly port?: string;
  readonly data?: string;
  readonly deploymentMode?: 'appliance' | 'agent';
  readonly os?: string;
  readonly rebootSeconds?: string;
  readonly provisionSeconds?: string;
  readonly removeSeconds?: string;
  readonly log?: true;
}

/** Text of a user data file, and who may log in. Throws a `CliError` for a file without users, or none at all. */
export function userDataOf(file: string): { readonly text: string; readonly users: readonly string[] } {
  const text = readText(file);
  const users = parsed(text, file).map(({ username }) => username);
  if (users.length > 0) return { text, users };
  throw usageError(
    'CLI_NO_USER',
    `${file}: nobody could log in, as "stages" has no user with a password; add one, e.g. stages.initramfs[0].users.operator.passwd.`,
  );
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    const why = (cause as NodeJS.ErrnoException).code ?? (cause as Error).message;
    throw usageError(
      'CLI_USER_DATA',
      `The user data "${file}" cannot be read (${why}); name a file of cloud-config YAML.`,
      { cause },
    );
  }
}

function parsed(text: string, file: string) {
  try {
    return readUserData(text, file).users;
  } catch (cause) {
    throw usageError('CLI_USER_DATA', (cause as Error).message, { cause });
  }
}

/** The part of the agent's options that its address, its kind and its pace make up. Throws a `CliError` for impossible values. */
export function hostOptions({
  address,
  port,
  deploymentMode,
  os,
  rebootSeconds,
  provisionSeconds,
  removeSeconds,
}: AgentArguments): Pick<AgentOptions, 'port' | 'deploymentMode' | 'operatingSystem' | 'rebootSeconds' | 'cluster'> {
  if (isIP(address) === 0) throw usageError('CLI_BAD_ADDRESS', `--address takes an IP address, not "${address}".`);
  return {
    ...(port === undefined ? {} : { port: wholeNumber('--port', port, 0, 65_535) }),
    ...(deploymentMode === undefined ? {} : { deploymentMode }),
    ...(os === undefined ? {} : { operatingSystem: operatingSystem(os) }),
    ...(rebootSeconds === undefined ? {} : { rebootSeconds: secondsOf('--reboot-seconds', rebootSeconds) }),
    cluster: {
      ...(provisionSeconds === undefined
        ? {}
        : { provisionSeconds: secondsOf('--provision-seconds', provisionSeconds) }),
      ...(removeSeconds === undefined ? {} : { removeSeconds: secondsOf('--remove-seconds', removeSeconds) }),
    },
  };
}

/** Whole seconds, up to a day: hosts of the field take half an hour. */
function secondsOf(option: string, text: string): number {
  return wholeNumber(option, text, 0, 86_400);
}

function operatingSystem(text: string): { family: string; version: string } {
  const [, family, version] = /^([^:\s]+):([^:\s]+)$/.exec(text) ?? [];
  if (family !== undefined && version !== undefined) return { family, version };
  throw usageError(
    'CLI_BAD_OS',
    `--os takes a family and a version with a colon between them, like ubuntu:22.04, not "${text}".`,
  );
}
