/** A real Docker engine, through dockerode: nothing else of the project loads it. */
import type { Duplex, Readable } from 'node:stream';
import type Docker from 'dockerode';
import { attachedTo } from './attached';
import { Calls, limits } from './calls';
import { connect } from './connect';
import { containerOptions } from './container-options';
import type { Attached, ContainerSpec, ContainerState, Engine, EngineFacts, ImageFacts, Labels, Owned } from './engine';
import { engineElsewhere, engineWords, imageMissing, statusOf, subnetTaken } from './errors';
import { watchEnds } from './events';
import { doorOf, type EngineDoor, findEngine } from './find';
import { FramedLines } from './lines';
import { QuietAgent } from './quiet-agent';
import { removeThing } from './removal';

/**
 * The engine at this address (`unix:///…` or `tcp://…`), or where one is found. Connects with the first call. Throws
 * `SITE_ENGINE_GONE` where there is nobody to ask, `SITE_ENGINE_ELSEWHERE` where that is on another machine.
 */
export function dockerEngine(address: string = findEngine()): Engine {
  return new DockerodeEngine(address, doorOf(address));
}

class DockerodeEngine implements Engine {
  readonly #docker: Docker;
  readonly #calls: Calls;
  /** A connection costs the engine nothing next to a call, and one that idles is one that may have broken meanwhile. */
  readonly #agent = new QuietAgent({ keepAlive: false });
  readonly #streams = new Set<() => void>();
  /** Paths at which images want volumes. */
  readonly #declared = new Map<string, Promise<readonly string[]>>();

  constructor(
    readonly address: string,
    door: EngineDoor,
  ) {
    this.#docker = connect(door, this.#agent);
    this.#calls = new Calls(address, () => this.#docker.ping());
  }

  async facts(): Promise<EngineFacts> {
    const [version, info] = await this.#calls.make('say who it is', limits.look, () =>
      Promise.all([this.#docker.version(), this.#docker.info()]),
    );
    const { OperatingSystem, SecurityOptions } = info as { OperatingSystem: string; SecurityOptions?: string[] };
    if (OperatingSystem === 'Docker Desktop') throw engineElsewhere(this.address, 'runs in a virtual machine');
    if (SecurityOptions?.some((option) => option.includes('rootless')))
      throw engineElsewhere(this.address, 'is rootless and keeps its networks to itself');
    const { Version, ApiVersion, Arch } = version;
    return { version: Version, apiVersion: ApiVersion, operatingSystem: OperatingSystem, architecture: Arch };
  }

  async image(name: string): Promise<ImageFacts> {
    const { Id, RepoDigests } = await this.#inspectImage(name);
    return { name, id: Id, digest: RepoDigests?.[0] };
  }

  async createNetwork({ name, subnet, gateway, labels }: Parameters<Engine['createNetwork']>[0]): Promise<string> {
    return this.#calls.make(`create network "${name}"`, limits.change, async (abortSignal) => {
      try {
        const { id } = await this.#docker.createNetwork({
          Name: name,
          Driver: 'bridge',
          CheckDuplicate: true,
          Internal: true,
          Attachable: false,
          EnableIPv6: false,
          IPAM: { Driver: 'default', Config: [{ Subnet: subnet, Gateway: gateway }] },
          Labels: { ...labels },
          abortSignal,
        });
        return id;
      } catch (error) {
        throw /pool overlaps|have overlapping/i.test(engineWords(error)) ? subnetTaken(subnet, error) : error;
      }
    });
  }

  async createContainer(spec: ContainerSpec): Promise<string> {
    const what = `create container "${spec.name}"`;
    const declared = await this.#declaredVolumes(spec.image);
    return this.#calls.make(what, limits.change, async (abortSignal) => {
      try {
        return (await this.#docker.createContainer({ ...containerOptions(spec, declared), abortSignal })).id;
      } catch (error) {
        const noImage = statusOf(error) === 404 && /no such image/i.test(engineWords(error));
        throw noImage ? imageMissing(spec.image, { engine: this.address, what }, error) : error;
      }
    });
  }

  async start(id: string): Promise<void> {
    await this.#ask('start', id, (container, abortSignal) => container.start({ abortSignal }), startedAlready);
  }

  async stop(id: string, graceSeconds: number): Promise<void> {
    const stop = (container: Docker.Container, abortSignal: AbortSignal) =>
      container.stop({ t: graceSeconds, abortSignal });
    await this.#ask('stop', id, stop, endedAlready, graceSeconds);
  }

  async kill(id: string): Promise<void> {
    await this.#ask('kill', id, (container, abortSignal) => container.kill({ abortSignal }), endedAlready);
  }

  async pause(id: string): Promise<void> {
    await this.#ask('pause', id, (container, abortSignal) => container.pause({ abortSignal }));
  }

  async unpause(id: string): Promise<void> {
    await this.#ask('unpause', id, (container, abortSignal) => container.unpause({ abortSignal }));
  }

  async state(id: string): Promise<ContainerState> {
    const { State } = await this.#calls.make(`inspect container ${short(id)}`, limits.look, (abortSignal) =>
      this.#docker.getContainer(id).inspect({ abortSignal }),
    );
    const { Running, Paused, ExitCode, OOMKilled, Error: error } = State;
    return { running: Running, paused: Paused, exitCode: ExitCode, outOfMemory: OOMKilled, error };
  }

  async attach(id: string): Promise<Attached> {
    const connection = await this.#calls.make(`attach to container ${short(id)}`, limits.look, (abortSignal) =>
      this.#docker
        .getContainer(id)
        .attach({ stream: true, stdin: true, stdout: true, stderr: true, hijack: true, abortSignal }),
    );
    const attached = attachedTo(connection as Duplex);
    this.#streams.add(attached.close);
    attached.ended.then(() => this.#streams.delete(attached.close));
    return attached;
  }

  async logs(id: string, since: number): Promise<readonly string[]> {
    const content = await this.#calls.make(`show the log of container ${short(id)}`, limits.look, (abortSignal) =>
      this.#docker
        .getContainer(id)
        .logs({ stdout: true, stderr: true, follow: false, since: (since / 1000).toFixed(6), abortSignal }),
    );
    const lines: string[] = [];
    const framed = new FramedLines((line) => lines.push(line));
    framed.push(content);
    framed.end();
    return lines;
  }

  async watch(labels: Labels, on: Parameters<Engine['watch']>[1]): Promise<() => void> {
    // From before the call on: the engine answers a little before it begins to listen to itself.
    const since = Date.now() / 1000;
    const filters = { type: ['container' as const], event: ['die'], label: labelFilter(labels) };
    const events = await this.#calls.make('tell which containers end', limits.look, (abortSignal) =>
      this.#docker.getEvents({ since, filters, abortSignal }),
    );
    const close = watchEnds(events as Readable, this.address, on);
    const closeOnce = () => {
      this.#streams.delete(closeOnce);
      close();
    };
    this.#streams.add(closeOnce);
    return closeOnce;
  }

  async owned(labels: Labels): Promise<readonly Owned[]> {
    const filters = { label: labelFilter(labels) };
    const [containers, networks, { Volumes }] = await this.#calls.make('list what is labelled', limits.look, (signal) =>
      Promise.all([
        this.#docker.listContainers({ all: true, filters, abortSignal: signal }),
        this.#docker.listNetworks({ filters, abortSignal: signal }),
        this.#docker.listVolumes({ filters, abortSignal: signal }),
      ]),
    );
    return [
      ...containers.map(ownedContainer),
      ...networks.map(({ Id, Name, Labels }) => owned('network', Id, Name, Labels)),
      ...(Volumes ?? []).map(({ Name, Labels }) => owned('volume', Name, Name, Labels)),
    ];
  }

  async remove(thing: Pick<Owned, 'kind' | 'id'>): Promise<void> {
    await this.#calls.make(`remove ${thing.kind} ${short(thing.id)}`, limits.change, (abortSignal) =>
      removeThing(this.#docker, thing, abortSignal),
    );
  }

  close(): void {
    this.#calls.close();
    for (const close of [...this.#streams]) close();
    this.#agent.destroy();
  }

  async #inspectImage(name: string): Promise<Docker.ImageInspectInfo> {
    const what = `look at image "${name}"`;
    return this.#calls.make(what, limits.look, async () => {
      try {
        return await this.#docker.getImage(name).inspect();
      } catch (error) {
        throw statusOf(error) === 404 ? imageMissing(name, { engine: this.address, what }, error) : error;
      }
    });
  }

  /** Looked up once an image. */
  #declaredVolumes(image: string): Promise<readonly string[]> {
    const known = this.#declared.get(image);
    if (known !== undefined) return known;
    const found = this.#inspectImage(image).then(({ Config }) => Object.keys(Config.Volumes ?? {}));
    this.#declared.set(image, found);
    found.catch(() => this.#declared.delete(image));
    return found;
  }

  async #ask(
    verb: string,
    id: string,
    call: (container: Docker.Container, abortSignal: AbortSignal) => Promise<unknown>,
    isSo: (error: unknown) => boolean = () => false,
    extraSeconds = 0,
  ): Promise<void> {
    await this.#calls.make(`${verb} container ${short(id)}`, limits.change + extraSeconds, async (abortSignal) => {
      try {
        await call(this.#docker.getContainer(id), abortSignal);
      } catch (error) {
        if (!isSo(error)) throw error;
      }
    });
  }
}

const startedAlready = (error: unknown): boolean => statusOf(error) === 304;

const endedAlready = (error: unknown): boolean => statusOf(error) === 304 || /is not running/.test(engineWords(error));

const labelFilter = (labels: Labels): string[] =>
  Object.entries(labels).map(([name, value]) => (value === '' ? name : `${name}=${value}`));

const owned = (kind: Owned['kind'], id: string, name: string, labels: Labels | null | undefined): Owned => ({
  kind,
  id,
  name,
  labels: labels ?? {},
  uses: [],
});

function ownedContainer({ Id, Names, Labels, Mounts, NetworkSettings }: Docker.ContainerInfo): Owned {
  const volumes = Mounts.flatMap(({ Type, Name }) => (Type === 'volume' && Name !== undefined ? [Name] : []));
  const uses = [...volumes, ...Object.keys(NetworkSettings?.Networks ?? {})];
  return { ...owned('container', Id, Names[0]?.replace(/^\//, '') ?? Id, Labels), uses };
}

/** As much of an id as the engine's own command shows. */
const short = (id: string): string => id.slice(0, 12);
