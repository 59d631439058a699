import {
  beginWorkload,
  type Decision,
  type Duty,
  dutyOf,
  endWorkload,
  type HostState,
  type Workload,
  workloadEnded,
  workloadRuns,
} from '../domain';
import { type Context, pause } from '../host/context';
import type { Group } from '../host/group';
import { Tasks } from '../host/tasks';

/** How long a node takes, and how it restarts. */
export interface NodeDriverOptions {
  /** Seconds of the host's clock from beginning its work until it runs. */
  readonly provisionSeconds: number;
  /** Seconds of the host's clock from giving its work up until nothing of it is left. */
  readonly removeSeconds: number;
  /** Reboots the host. */
  reboot(): void;
}

/** Seconds until something is tried again that the host's disk did not take. */
const retrySeconds = 1;

/**
 * Does on this host what its group's document asks of it as a node: it takes up work for the cluster, and undoes it when
 * it is a node no longer. Each step is on the disk before the next one begins, so that a host goes on after a power cut
 * where it was, or begins that step again. X-CLU-5, X-CLU-6, X-DEL-1.
 */
export class NodeDriver {
  readonly #tasks = new Tasks();
  readonly #ignore: () => void;
  #announced: Workload | undefined;

  constructor(
    private readonly context: Context,
    private readonly group: Pick<Group, 'announce'>,
    private readonly options: NodeDriverOptions,
  ) {
    this.#announced = context.host.state.workload;
    this.#ignore = context.host.onChange(this.#look);
    this.#look();
  }

  close(): void {
    this.#ignore();
    this.#tasks.close();
  }

  readonly #look = (): void => {
    const { state } = this.context.host;
    const duty = dutyOf(state);
    const clusterId = state.workload?.clusterId ?? state.document.cluster?.id;
    this.#tasks.keep(new Map(duty ? [[`${duty} ${clusterId}`, (signal) => this.#do(duty, signal)]] : []));
    if (state.workload === this.#announced) return;
    this.#announced = state.workload;
    this.group.announce();
  };

  async #do(duty: Duty, signal: AbortSignal): Promise<void> {
    const seconds = { begin: 0, provision: this.options.provisionSeconds, end: 0, remove: this.options.removeSeconds };
    if (seconds[duty] > 0) await pause(this.context, seconds[duty], signal);
    while (!signal.aborted && !this.context.down.aborted) {
      try {
        return await this.#finish(duty);
      } catch (error) {
        if (this.context.down.aborted) return;
        this.context.log.error({ err: error }, 'a step of a node could not be recorded, and is tried again');
        await pause(this.context, retrySeconds, signal);
      }
    }
  }

  /** Records that a step is done, and restarts the host where the step ends with that. */
  async #finish(duty: Duty): Promise<void> {
    const { host, log } = this.context;
    let reboots = false;
    await host.execute((state) => {
      const decision = steps[duty](state);
      reboots = decision.state !== state && state.workload?.rebootsAfter === true && !decision.state?.workload;
      return decision;
    });
    if (!reboots || this.context.down.aborted) return;
    log.info('the cluster of this host is gone, and the host reboots');
    this.options.reboot();
  }
}

const steps: Record<Duty, (state: HostState) => Decision> = {
  begin: beginWorkload,
  provision: workloadRuns,
  end: endWorkload,
  remove: workloadEnded,
};
