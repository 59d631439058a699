import type { AgentOptions } from '../../reference-agent';
import { ImageError } from './errors';

/** Where the contract of the image puts things. */
export const places = {
  userData: '/etc/edge-host/user-data.yaml',
  state: '/var/lib/edge-host',
} as const;

/** What the image is told by its environment. Where a variable is absent, the agent's own default holds. */
export type Settings = Pick<
  AgentOptions,
  | 'deploymentMode'
  | 'operatingSystem'
  | 'rebootSeconds'
  | 'resetSeconds'
  | 'cluster'
  | 'configurationSeconds'
  | 'passwordCost'
>;

type Environment = Readonly<Record<string, string | undefined>>;

/** Throws an `ImageError` for a value that cannot be. */
export function settingsOf(environment: Environment): Settings {
  const deploymentMode = modeOf(environment);
  const operatingSystem = systemOf(environment);
  return given({
    deploymentMode,
    operatingSystem,
    rebootSeconds: secondsOf(environment, 'EDGE_REBOOT_SECONDS'),
    resetSeconds: secondsOf(environment, 'EDGE_RESET_SECONDS'),
    configurationSeconds: secondsOf(environment, 'EDGE_CONFIGURATION_SECONDS'),
    passwordCost: costOf(environment),
    cluster: given({
      provisionSeconds: secondsOf(environment, 'EDGE_PROVISION_SECONDS'),
      removeSeconds: secondsOf(environment, 'EDGE_REMOVE_SECONDS'),
    }),
  });
}

type Given<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** Without what is undefined. */
function given<T extends object>(values: T): Given<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Given<T>;
}

function modeOf({ EDGE_DEPLOYMENT_MODE: mode }: Environment): 'appliance' | 'agent' | undefined {
  if (mode === undefined || mode === 'appliance' || mode === 'agent') return mode;
  throw impossible('EDGE_DEPLOYMENT_MODE', mode, '"appliance" or "agent"');
}

function systemOf({ EDGE_OS: text }: Environment): { family: string; version: string } | undefined {
  if (text === undefined) return undefined;
  const [, family, version] = /^([^:\s]+):([^:\s]+)$/.exec(text) ?? [];
  if (family !== undefined && version !== undefined) return { family, version };
  throw impossible('EDGE_OS', text, 'a family and a version with a colon between them, like ubuntu:22.04');
}

function secondsOf(environment: Environment, name: string): number | undefined {
  const text = environment[name];
  if (text === undefined) return undefined;
  const value = /^\d{1,5}(\.\d{1,3})?$/.test(text) ? Number(text) : Number.NaN;
  if (value <= 86_400) return value;
  throw impossible(name, text, 'a number of seconds from 0 to 86400');
}

function costOf({ EDGE_PASSWORD_COST: text }: Environment): number | undefined {
  if (text === undefined) return undefined;
  const value = /^\d{1,2}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= 1 && value <= 20) return value;
  throw impossible('EDGE_PASSWORD_COST', text, 'a whole number from 1 to 20');
}

function impossible(name: string, value: string, what: string): ImageError {
  return new ImageError('IMAGE_SETTING', `${name} is ${JSON.stringify(value.slice(0, 80))}; set it to ${what}.`);
}
