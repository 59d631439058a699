/** A Docker engine in memory: containers run what a test plays, and trouble comes when the test asks for it. */
import type {
  Attached,
  ContainerSpec,
  ContainerState,
  Engine,
  EngineFacts,
  ImageFacts,
  Labels,
  Owned,
} from '../engine/engine';
import { imageMissing, subnetTaken } from '../engine/errors';
import { FakeCalls } from './fake-calls';
import { FakeContainer, type FakeProgram } from './fake-container';
import { checkLabels, hasLabels, overlaps } from './fake-rules';

export type { FakeProcess, FakeProgram } from './fake-container';

export interface FakeEngineOptions {
  /** Names of the images it has. Default: any. */
  readonly images?: readonly string[];
  /** What runs in its containers. Default: nothing that says anything, until it is ended. */
  readonly program?: FakeProgram;
  /** The engine's clock, in milliseconds since the epoch. */
  readonly now?: () => number;
}

interface FakeNetwork {
  readonly id: string;
  readonly name: string;
  readonly subnet: string;
  readonly labels: Labels;
}

export class FakeEngine extends FakeCalls implements Engine {
  readonly #options: FakeEngineOptions;
  readonly #containers = new Map<string, FakeContainer>();
  readonly #networks = new Map<string, FakeNetwork>();
  readonly #volumes = new Map<string, Labels>();
  readonly #watchers = new Set<{ readonly labels: Labels; readonly on: Parameters<Engine['watch']>[1] }>();
  #made = 0;

  constructor(options: FakeEngineOptions = {}) {
    super();
    this.#options = options;
  }

  /** Names of all there is, foreign things included: `container alpha`. */
  get things(): readonly string[] {
    return [
      ...[...this.#containers.values()].map(({ spec }) => `container ${spec.name}`),
      ...[...this.#networks.values()].map(({ name }) => `network ${name}`),
      ...[...this.#volumes.keys()].map((name) => `volume ${name}`),
    ];
  }

  /** The container of this name, to play with from outside. */
  container(name: string): FakeContainer {
    for (const container of this.#containers.values()) if (container.spec.name === name) return container;
    throw new Error(`There is no container "${name}"; there are: ${this.things.join(', ')}.`);
  }

  /** Somebody else's things: whatever is said of them is theirs. */
  addForeignContainer(spec: Pick<ContainerSpec, 'name' | 'network'> & Partial<ContainerSpec>): string {
    const limits = { memoryBytes: 0, processes: 0, cpus: 0 };
    const nothing = { labels: {}, environment: {}, mounts: [], scratch: [], addedCapabilities: [] };
    return this.#addContainer({ image: 'foreign', limits, reads: false, ...nothing, ...spec });
  }

  addForeignNetwork(name: string, subnet: string): string {
    return this.#addNetwork({ name, subnet, labels: {} });
  }

  addForeignVolume(name: string): void {
    this.#volumes.set(name, {});
  }

  /** Somebody else removes a thing. */
  takeAway({ kind, id }: Pick<Owned, 'kind' | 'id'>): void {
    if (kind === 'container') this.#containers.get(id)?.end(137);
    const all = { container: this.#containers, network: this.#networks, volume: this.#volumes };
    all[kind].delete(id);
  }

  /** The engine is gone; what ran may go on, and nobody hears of it. */
  override lose(why?: string): void {
    super.lose(why);
    for (const { on } of this.#watchers) on.lost(this.gone('tell which containers end'));
    this.#watchers.clear();
    for (const container of this.#containers.values()) container.detach();
  }

  async facts(): Promise<EngineFacts> {
    await this.called('facts', '', 'say who it is');
    return { version: '0.0.0', apiVersion: '1.41', operatingSystem: 'fake', architecture: 'fake' };
  }

  async image(name: string): Promise<ImageFacts> {
    await this.called('image', name, `look at image "${name}"`);
    this.#needImage(name, `look at image "${name}"`);
    return { name, id: `sha256:${name}`, digest: undefined };
  }

  async createNetwork(spec: Parameters<Engine['createNetwork']>[0]): Promise<string> {
    await this.called('createNetwork', spec.name, `create network "${spec.name}"`);
    checkLabels(spec.name, spec.labels);
    for (const { name, subnet } of this.#networks.values()) {
      if (overlaps(subnet, spec.subnet)) throw subnetTaken(spec.subnet, new Error(`Pool overlaps with "${name}"`));
    }
    return this.#addNetwork(spec);
  }

  async createContainer(spec: ContainerSpec): Promise<string> {
    const what = `create container "${spec.name}"`;
    await this.called('createContainer', spec.name, what);
    checkLabels(spec.name, spec.labels);
    this.#needImage(spec.image, what);
    if ([...this.#containers.values()].some(({ spec: { name } }) => name === spec.name)) {
      throw this.refusal(what, `Conflict. The container name "/${spec.name}" is already in use`);
    }
    return this.#addContainer(spec);
  }

  async start(id: string): Promise<void> {
    const [container, what] = await this.#told('start', id);
    if (container.state.running) return;
    const { network } = container.spec;
    if ('of' in network) {
      const other = this.#find(network.of, what);
      if (!other.state.running) throw this.refusal(what, `cannot join network of a non running container: ${other.id}`);
    } else {
      const taken = [...this.#containers.values()].some(
        ({ spec, state }) =>
          state.running &&
          'address' in spec.network &&
          spec.network.name === network.name &&
          spec.network.address === network.address,
      );
      if (taken) throw this.refusal(what, 'Address already in use');
    }
    container.start(this.#options.program);
  }

  async stop(id: string, _graceSeconds: number): Promise<void> {
    const [container] = await this.#told('stop', id);
    await container.terminate();
  }

  async kill(id: string): Promise<void> {
    const [container] = await this.#told('kill', id);
    container.end(137);
  }

  async pause(id: string): Promise<void> {
    const [container, what] = await this.#told('pause', id);
    if (!container.state.running) throw this.refusal(what, `Container ${id} is not running`);
    if (container.state.paused) throw this.refusal(what, `Container ${id} is already paused`);
    container.setPaused(true);
  }

  async unpause(id: string): Promise<void> {
    const [container, what] = await this.#told('unpause', id);
    if (!container.state.paused) throw this.refusal(what, `Container ${id} is not paused`);
    container.setPaused(false);
  }

  async state(id: string): Promise<ContainerState> {
    const [container] = await this.#told('state', id);
    return container.state;
  }

  async attach(id: string): Promise<Attached> {
    const [container] = await this.#told('attach', id);
    return container.attach();
  }

  async logs(id: string, since: number): Promise<readonly string[]> {
    const [container] = await this.#told('logs', id);
    return container.log.filter(({ at }) => at >= since).map(({ line }) => line);
  }

  async watch(labels: Labels, on: Parameters<Engine['watch']>[1]): Promise<() => void> {
    await this.called('watch', '', 'tell which containers end');
    const watcher = { labels, on };
    this.#watchers.add(watcher);
    return () => void this.#watchers.delete(watcher);
  }

  async owned(labels: Labels): Promise<readonly Owned[]> {
    await this.called('owned', '', 'list what is labelled');
    const all: Owned[] = [
      ...[...this.#containers.values()].map((container) => container.owned),
      ...[...this.#networks.values()].map(({ id, name, labels }) => thing('network', id, name, labels)),
      ...[...this.#volumes].map(([name, labels]) => thing('volume', name, name, labels)),
    ];
    return all.filter((each) => hasLabels(each.labels, labels));
  }

  async remove({ kind, id }: Pick<Owned, 'kind' | 'id'>): Promise<void> {
    const container = kind === 'container' ? this.#byIdOrName(id) : undefined;
    const name = container?.spec.name ?? this.#networks.get(id)?.name ?? id;
    const what = `remove ${kind} ${name}`;
    await this.called('remove', `${kind} ${name}`, what);
    const users = [...this.#containers.values()].filter(
      ({ owned }) => kind !== 'container' && owned.uses.includes(name),
    );
    if (users.length > 0) {
      throw this.refusal(what, `it is used by container ${users.map(({ spec }) => `"${spec.name}"`).join(', ')}`);
    }
    this.takeAway({ kind, id: container?.id ?? id });
  }

  override close(): void {
    super.close();
    this.#watchers.clear();
    for (const container of this.#containers.values()) container.detach();
  }

  #addNetwork({ name, subnet, labels }: Omit<FakeNetwork, 'id'>): string {
    const id = this.#newId('network');
    this.#networks.set(id, { id, name, subnet, labels });
    return id;
  }

  #addContainer(spec: ContainerSpec): string {
    const id = this.#newId('container');
    for (const { volume } of spec.mounts) if (!this.#volumes.has(volume)) this.#volumes.set(volume, spec.labels);
    const ended = (exitCode: number) => {
      for (const { labels, on } of this.#watchers) if (hasLabels(spec.labels, labels)) on.ended(id, exitCode);
    };
    this.#containers.set(id, new FakeContainer(id, spec, this.#options.now ?? Date.now, ended));
    return id;
  }

  #newId(kind: string): string {
    this.#made += 1;
    return `${kind}-${this.#made}`;
  }

  #needImage(name: string, what: string): void {
    const { images } = this.#options;
    if (images !== undefined && !images.includes(name)) throw imageMissing(name, { engine: this.address, what });
  }

  async #told(call: Parameters<FakeCalls['called']>[0], id: string): Promise<readonly [FakeContainer, string]> {
    const name = this.#byIdOrName(id)?.spec.name ?? id;
    const what = `${call} container ${name}`;
    await this.called(call, name, what);
    return [this.#find(id, what), what];
  }

  #find(id: string, what: string): FakeContainer {
    const container = this.#byIdOrName(id);
    if (container === undefined) throw this.refusal(what, `No such container: ${id}`);
    return container;
  }

  #byIdOrName(id: string): FakeContainer | undefined {
    return this.#containers.get(id) ?? [...this.#containers.values()].find(({ spec }) => spec.name === id);
  }
}

const thing = (kind: Owned['kind'], id: string, name: string, labels: Labels): Owned => {
  return { kind, id, name, labels, uses: [] };
};
