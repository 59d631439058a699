import type { HostSpec } from '../../sim';
import type { DeploymentMode, OperatingSystem, Target } from '../../target';
import { NotClaimed, ScenarioMistake } from './errors';
import { defaultUserData, renderUserData, type UserData, withParameter } from './user-data';

interface Declared {
  readonly name: string;
  deploymentMode: DeploymentMode;
  operatingSystem: OperatingSystem;
  network: string | undefined;
  userData: UserData;
}

/**
 * The hosts that a scenario speaks of and that are not switched on yet. Steps declare them and what is special about
 * them; when the first one is needed, all are taken at once, so that they boot side by side.
 */
export class Declarations {
  private readonly waiting = new Map<string, Declared>();
  private readonly taken = new Set<string>();

  constructor(private readonly target: Target) {}

  /** Hosts of the claimed kind, ready to be linked with each other. */
  declare(names: readonly string[]): void {
    for (const name of names) {
      if (this.waiting.has(name) || this.taken.has(name)) throw new ScenarioMistake(`"${name}" is declared twice.`);
      this.waiting.set(name, {
        name,
        deploymentMode: this.deploymentModes()[0],
        operatingSystem: this.operatingSystem('first'),
        network: undefined,
        userData: defaultUserData(this.target.claims),
      });
    }
  }

  deployIn(mode: DeploymentMode, names: readonly string[]): void {
    if (!this.target.claims.deploymentModes.includes(mode))
      throw new NotClaimed(`The target does not claim ${mode} mode.`);
    for (const name of names) this.find(name).deploymentMode = mode;
  }

  /** Gives these hosts the second operating system that the target claims. */
  runAnotherSystem(names: readonly string[]): void {
    for (const name of names) this.find(name).operatingSystem = this.operatingSystem('another');
  }

  attachTo(network: string, names: readonly string[]): void {
    for (const name of names) this.find(name).network = network;
  }

  /** Without a value, the parameter is left out. */
  setParameter(parameter: string, value: string | undefined, names: readonly string[]): void {
    for (const name of names) {
      const host = this.find(name);
      host.userData = withParameter(host.userData, parameter, value, this.target.claims);
    }
  }

  /** All hosts declared since the last time, to be booted now. */
  take(): HostSpec[] {
    const specs = [...this.waiting.values()].map((host) => ({
      name: host.name,
      ...(host.network === undefined ? {} : { network: host.network }),
      deploymentMode: host.deploymentMode,
      operatingSystem: host.operatingSystem,
      userData: renderUserData(host.userData),
      credentials: this.target.credentials,
    }));
    for (const name of this.waiting.keys()) this.taken.add(name);
    this.waiting.clear();
    return specs;
  }

  private find(name: string): Declared {
    const host = this.waiting.get(name);
    if (host !== undefined) return host;
    const why = this.taken.has(name) ? 'is switched on already, so it' : 'was not declared, so it';
    throw new ScenarioMistake(`"${name}" ${why} cannot be given another make; say so in a Given step at the start.`);
  }

  private deploymentModes(): readonly [DeploymentMode, ...DeploymentMode[]] {
    const [first, ...more] = this.target.claims.deploymentModes;
    if (first === undefined) throw new NotClaimed('The target claims no deployment mode.');
    return [first, ...more];
  }

  private operatingSystem(which: 'first' | 'another'): OperatingSystem {
    const [first, ...more] = this.target.claims.operatingSystems;
    const another = more.find((system) => system.family !== first?.family) ?? more[0];
    const found = which === 'first' ? first : another;
    if (found === undefined) throw new NotClaimed(`The target claims ${first ? 'only one' : 'no'} operating system.`);
    return found;
  }
}
