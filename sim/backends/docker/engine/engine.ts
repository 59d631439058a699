/**
 * The Docker engine as this backend needs it: few operations, in our own words, so that everything above it can be tested
 * without an engine. `dockerode.ts` speaks to a real one; `../testing/fake-engine.ts` plays one.
 *
 * Whatever the engine refuses or breaks in rejects with a `SiteError` that quotes its own words; the environment is at fault.
 */

/** What marks a thing as ours, and whose. Names begin with `hostlink.`. */
export type Labels = Readonly<Record<string, string>>;

/** Who the engine is. */
export interface EngineFacts {
  /** Of the engine itself, e.g. `20.10.24`. */
  readonly version: string;
  readonly apiVersion: string;
  readonly operatingSystem: string;
  readonly architecture: string;
}

export interface ImageFacts {
  /** As asked for. */
  readonly name: string;
  /** `sha256:…` of the image's configuration. */
  readonly id: string;
  /** `name@sha256:…` where it came from a registry. */
  readonly digest: string | undefined;
}

/** A file system of its own in memory, shared by the containers that mount the same name, alive as long as one of them runs. */
export interface VolumeMount {
  readonly volume: string;
  /** Absolute path in the container. */
  readonly path: string;
  readonly readOnly: boolean;
  /** Bytes it has room for. */
  readonly size: number;
}

/** What a container is made of. Everything not named here is as strict as the engine can make it, see `dockerode.ts`. */
export interface ContainerSpec {
  readonly name: string;
  readonly image: string;
  readonly labels: Labels;
  readonly environment: Readonly<Record<string, string>>;
  /** Replaces what the image would run; absent: the image's own. */
  readonly command?: readonly string[];
  /** Own address on a network, or the network namespace of another container. */
  readonly network:
    | { readonly name: string; readonly address: string; readonly hostName: string }
    | { readonly of: string };
  readonly mounts: readonly VolumeMount[];
  /** Writable paths that are emptied at each start. */
  readonly scratch: readonly string[];
  readonly addedCapabilities: readonly string[];
  readonly limits: { readonly memoryBytes: number; readonly processes: number; readonly cpus: number };
  /** Whether it reads what is written to it, see {@link Engine.attach}. */
  readonly reads: boolean;
}

export interface ContainerState {
  readonly running: boolean;
  readonly paused: boolean;
  readonly exitCode: number;
  /** It was ended because it wanted more memory than it may have. */
  readonly outOfMemory: boolean;
  /** What kept it from starting, in the engine's words. */
  readonly error: string;
}

/** The standard streams of a running container. */
export interface Attached {
  write(text: string): void;
  /** Called with each line of its output, without the end. */
  onLine(listener: (line: string) => void): void;
  /** Resolves when the streams have ended, whoever ended them. */
  readonly ended: Promise<void>;
  close(): void;
}

/** One thing of ours that the engine holds. */
export interface Owned {
  readonly kind: 'container' | 'network' | 'volume';
  readonly id: string;
  readonly name: string;
  readonly labels: Labels;
  /** Names of the networks and volumes that a container uses; of other things, none. */
  readonly uses: readonly string[];
}

export interface Engine {
  /** Where it is, for messages, e.g. `unix:///var/run/docker.sock`. */
  readonly address: string;
  /** Rejects with `SITE_ENGINE_ELSEWHERE` where it says that its containers cannot be reached from here. */
  facts(): Promise<EngineFacts>;
  /** Rejects with `SITE_IMAGE_MISSING` where the engine does not have it. Never pulls. */
  image(name: string): Promise<ImageFacts>;
  /** A network without a way out. Resolves to its id. Rejects with `SITE_SUBNET_TAKEN` where the subnet overlaps another one. */
  createNetwork(spec: { name: string; subnet: string; gateway: string; labels: Labels }): Promise<string>;
  /** Resolves to its id. Volumes that do not exist yet are made with it, with its labels. */
  createContainer(spec: ContainerSpec): Promise<string>;
  start(container: string): Promise<void>;
  /** Asks it to end (SIGTERM) and ends it (SIGKILL) after so many seconds. Resolves when it has ended. */
  stop(container: string, graceSeconds: number): Promise<void>;
  /** SIGKILL. Resolves when it has ended; also where it had ended already. */
  kill(container: string): Promise<void>;
  pause(container: string): Promise<void>;
  unpause(container: string): Promise<void>;
  state(container: string): Promise<ContainerState>;
  /** Before {@link start}, so that nothing is missed. */
  attach(container: string): Promise<Attached>;
  /** Standard output and error, in order, oldest first; from this instant (milliseconds since the epoch, of the engine's own clock) on. */
  logs(container: string, since: number): Promise<readonly string[]>;
  /** Calls back whenever a container with these labels has ended; `onLost` once, when the engine is gone. */
  watch(
    labels: Labels,
    on: { ended(container: string, exitCode: number): void; lost(error: Error): void },
  ): Promise<() => void>;
  /** Everything that has these labels (a value of `''` stands for any), stopped things included. */
  owned(labels: Labels): Promise<readonly Owned[]>;
  /**
   * Ends and removes it, a container with its anonymous volumes. Resolves when it is gone, whoever removed it. A network or
   * volume that a container uses, though it be a stopped one, stays: `SITE_ENGINE_REFUSED`. A container may be given by name.
   */
  remove(thing: Pick<Owned, 'kind' | 'id'>): Promise<void>;
  /** Gives up its connections. */
  close(): void;
}
