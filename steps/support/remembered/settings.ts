import type { HostConfiguration } from '../../../operators/operator';
import { ScenarioMistake } from '../errors';

/** The configuration as the operator filled it in last, and what hosts had before something was tried. */
export class Settings {
  #set: HostConfiguration | undefined;
  #before: ReadonlyMap<string, HostConfiguration> = new Map();

  /** What was set last. */
  get last(): HostConfiguration {
    if (this.#set === undefined) throw new ScenarioMistake('A proxy server has to be set before this step.');
    return this.#set;
  }

  set(configuration: HostConfiguration): void {
    this.#set = configuration;
  }

  remember(configurations: ReadonlyMap<string, HostConfiguration>): void {
    this.#before = configurations;
  }

  /** What this host had before something was tried last. */
  before(host: string): HostConfiguration {
    const found = this.#before.get(host);
    if (found === undefined)
      throw new ScenarioMistake(`A change has to be tried before the configuration of "${host}" can be compared.`);
    return found;
  }
}
