import type { Claims, Dialect } from '../../target';
import { NotClaimed, ScenarioMistake } from './errors';

/** `stylus.*` parameters of a host's user data, without the prefix. */
export type UserData = ReadonlyMap<string, string>;

/** The parameter that carries the management mode, and the value that allows linking, by dialect. */
const managementParameters: Readonly<Record<Dialect, { readonly name: string; readonly value: string }>> = {
  local: { name: 'managementMode', value: 'local' },
  airgap: { name: 'installationMode', value: 'airgap' },
};

/** What the documentation asks of a host that is to be linked, in the first dialect that the target claims. */
export function defaultUserData(claims: Claims): UserData {
  const dialect = claims.dialects[0];
  if (dialect === undefined) throw new NotClaimed('The target claims no dialect of user data.');
  const management = managementParameters[dialect];
  return new Map([
    [management.name, management.value],
    ['enableMultiNode', 'true'],
  ]);
}

/**
 * User data with one parameter (`stylus.managementMode`) set to a value, or left out where there is none. A management
 * parameter takes the place of the other dialect's.
 */
export function withParameter(
  userData: UserData,
  parameter: string,
  value: string | undefined,
  claims: Claims,
): UserData {
  const name = parameter.replace(/^stylus\./, '');
  const changed = new Map(userData);
  const dialect = dialectOf(name);
  if (dialect !== undefined) {
    if (!claims.dialects.includes(dialect))
      throw new NotClaimed(`The target does not claim ${parameter} in user data.`);
    for (const management of Object.values(managementParameters)) changed.delete(management.name);
  } else if (!userData.has(name)) {
    throw new ScenarioMistake(`"${parameter}" is no parameter of user data that decides about linking.`);
  }
  if (value === undefined) changed.delete(name);
  else changed.set(name, value);
  return changed;
}

/** As cloud-config YAML. */
export function renderUserData(userData: UserData): string {
  const lines = [...userData].map(([name, value]) => `  ${name}: ${value}\n`);
  return `#cloud-config\nstylus:${lines.length === 0 ? ' {}\n' : `\n${lines.join('')}`}`;
}

function dialectOf(name: string): Dialect | undefined {
  const found = Object.entries(managementParameters).find(([, management]) => management.name === name);
  return found?.[0] as Dialect | undefined;
}
