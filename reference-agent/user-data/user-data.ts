import { stringify } from 'yaml';
import { type Dialect, type ManagementMode, readManagement } from './management';
import { Section } from './section';
import { readUsers, type User } from './users';
import { parseYaml } from './yaml';

/** What a host takes from its user data. */
export interface UserData {
  /** `stylus.enableMultiNode`, default false. Both hosts of a link need it. */
  readonly enableMultiNode: boolean;
  /** `stylus.managementMode` or `stylus.installationMode`, default `central`. */
  readonly managementMode: ManagementMode;
  /** Which of the two wordings said so; the newer one where neither or both did. */
  readonly dialect: Dialect;
  /** `stylus.localUI.port`, default 5080. */
  readonly port: number;
  /** `stylus.disablePasswordUpdate`, default false: no password changes in the Local UI. */
  readonly disablePasswordUpdate: boolean;
  /** From `users` in the steps of `stages`. */
  readonly users: readonly User[];
  /** `stylus.site.name`, or else the last `hostname` in the steps of `stages`. */
  readonly hostName?: string;
  /** `stylus.site.tags` */
  readonly tags: Readonly<Record<string, string>>;
  /** `stylus.site.projectName` */
  readonly projectName?: string;
  /** `stylus.site.paletteEndpoint` */
  readonly paletteEndpoint?: string;
  /** `stages` as YAML text, empty where there are none. Holds the users' passwords. */
  readonly stages: string;
}

/**
 * Reads cloud-config YAML.
 * @param name where the text came from, e.g. a file name, for messages.
 * @throws {UserDataError} when the text is no YAML mapping, a value is not possible, or two contradict each other.
 */
export function readUserData(text: string, name: string): UserData {
  const whole = Section.whole(name, parseYaml(text, name));
  const stylus = whole.section('stylus');
  const site = stylus.section('site');
  const tags = site.section('tags');
  const stages = whole.section('stages');
  const steps = stages.keys().flatMap((stage) => stages.list(stage));
  const { mode, dialect } = readManagement(stylus, name);
  return {
    enableMultiNode: stylus.boolean('enableMultiNode', false),
    managementMode: mode,
    dialect,
    port: stylus.section('localUI').port('port', 5080),
    disablePasswordUpdate: stylus.boolean('disablePasswordUpdate', false),
    users: readUsers(steps),
    ...given('hostName', site.text('name') ?? steps.map((step) => step.text('hostname')).findLast((value) => value)),
    tags: Object.fromEntries(tags.keys().map((key) => [key, tags.word(key)])),
    ...given('projectName', site.text('projectName')),
    ...given('paletteEndpoint', site.text('paletteEndpoint')),
    stages: steps.length === 0 ? '' : stringify(whole.own('stages')),
  };
}

function given<K extends string>(key: K, value: string | undefined): { [name in K]?: string } {
  return value === undefined ? {} : ({ [key]: value } as { [name in K]: string });
}
