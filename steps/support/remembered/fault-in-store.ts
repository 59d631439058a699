import type { Host } from '../../../sim';
import { ScenarioMistake } from '../errors';

/** What is to go wrong in the middle of something. */
export interface Fault {
  /** How many packets pass between the two hosts before it. */
  readonly after: number;
  readonly between: readonly [Host, Host];
  readonly strike: () => Promise<void>;
}

/** The fault that a scenario has in store for what begins next. */
export class FaultInStore {
  #fault: Fault | undefined;

  put(fault: Fault): void {
    this.#fault = fault;
  }

  take(): Fault {
    const fault = this.#fault;
    this.#fault = undefined;
    if (fault === undefined) throw new ScenarioMistake('Something has to be said to go wrong before this step.');
    return fault;
  }
}
