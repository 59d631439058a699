import { posix } from 'node:path';
import type { ContainerSpec, VolumeMount } from './engine';

/** Room in each scratch path, counted as memory of the container. */
const scratchSize = '64m';
/** What the engine keeps of a container's output: so many files of this size. */
const logFiles = { 'max-size': '8m', 'max-file': '2' };

/**
 * What the engine is told of a container: as little as can be. No capability but those asked for, nothing writable but its
 * volumes and scratch, no swap, no way to gain privileges, no name server that would forward, and nothing that runs in it
 * unasked (a health check) or starts it again.
 *
 * @param declared paths that the image wants volumes at
 */
export function containerOptions(spec: ContainerSpec, declared: readonly string[] = []) {
  const { limits, reads, command } = spec;
  return {
    name: spec.name,
    Image: spec.image,
    Labels: { ...spec.labels },
    Env: Object.entries(spec.environment).map(([name, value]) => `${name}=${value}`),
    // As the entry point: the image's own one would take it for arguments.
    ...(command !== undefined && { Entrypoint: [...command], Cmd: [] }),
    AttachStdin: reads,
    OpenStdin: reads,
    // What reads from the harness learns that the harness is gone.
    StdinOnce: reads,
    Tty: false,
    StopSignal: 'SIGTERM',
    Healthcheck: { Test: ['NONE'] },
    ...networkOptions(spec),
    HostConfig: {
      ...hostNetworkOptions(spec),
      Mounts: spec.mounts.map((mount) => mountOptions(mount, spec)),
      Tmpfs: Object.fromEntries(
        // May be executed from, like the disk: programs unpack libraries there.
        scratchPaths(spec, declared).map((path) => [path, `rw,exec,nosuid,nodev,size=${scratchSize},mode=1777`]),
      ),
      ReadonlyRootfs: true,
      Privileged: false,
      CapDrop: ['ALL'],
      CapAdd: [...spec.addedCapabilities],
      SecurityOpt: ['no-new-privileges'],
      IpcMode: 'private',
      Memory: limits.memoryBytes,
      MemorySwap: limits.memoryBytes,
      PidsLimit: limits.processes,
      NanoCpus: Math.round(limits.cpus * 1e9),
      Ulimits: [{ Name: 'core', Soft: 0, Hard: 0 }],
      LogConfig: { Type: 'json-file', Config: logFiles },
      RestartPolicy: { Name: 'no' },
      AutoRemove: false,
      Init: false,
    },
  };
}

/**
 * Where an image declares a volume, the engine would make one without labels and without a limit, on the machine's own disk:
 * it is scratch instead. Not so within a mount, of which it would hide a part.
 */
function scratchPaths({ mounts, scratch }: ContainerSpec, declared: readonly string[]): readonly string[] {
  const within = (path: string) =>
    mounts.some((mount) => !posix.relative(mount.path, posix.resolve('/', path)).startsWith('..'));
  return [...scratch, ...declared.filter((path) => !scratch.includes(path) && !within(path))];
}

function networkOptions({ network }: ContainerSpec) {
  if ('of' in network) return {};
  const endpoint = { IPAMConfig: { IPv4Address: network.address } };
  return { Hostname: network.hostName, NetworkingConfig: { EndpointsConfig: { [network.name]: endpoint } } };
}

function hostNetworkOptions({ network }: ContainerSpec) {
  if ('of' in network) return { NetworkMode: `container:${network.of}` };
  // The engine's own name server answers on every network, and asks the machine's: a way out, were this one to answer.
  return { NetworkMode: network.name, Dns: ['127.0.0.1'] };
}

function mountOptions({ volume, path, readOnly, size }: VolumeMount, { labels }: ContainerSpec) {
  const options = { type: 'tmpfs', device: 'tmpfs', o: `size=${size},mode=1777,nosuid,nodev` };
  return {
    Type: 'volume' as const,
    Source: volume,
    Target: path,
    ReadOnly: readOnly,
    // What the image has at this path must not get into it.
    VolumeOptions: { NoCopy: true, Labels: { ...labels }, DriverConfig: { Name: 'local', Options: options } },
  };
}
