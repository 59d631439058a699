import assert from 'node:assert/strict';
import { test } from 'node:test';
import { containerOptions } from './container-options';
import type { ContainerSpec } from './engine';

const spec: ContainerSpec = {
  name: 'alpha',
  image: 'some:1',
  labels: { 'hostlink.run': 'r' },
  environment: { A: 'b=c' },
  network: { of: 'helper' },
  mounts: [{ volume: 'disk', path: '/disk', readOnly: true, size: 4096 }],
  scratch: ['/tmp'],
  addedCapabilities: [],
  limits: { memoryBytes: 1000, processes: 10, cpus: 0.5 },
  reads: false,
};

test('a container may do as little as can be', () => {
  const { HostConfig } = containerOptions(spec);
  assert.deepEqual([HostConfig.CapDrop, HostConfig.CapAdd, HostConfig.Privileged], [['ALL'], [], false]);
  assert.deepEqual(HostConfig.SecurityOpt, ['no-new-privileges']);
  assert.equal(HostConfig.ReadonlyRootfs, true);
  assert.deepEqual([HostConfig.Memory, HostConfig.MemorySwap], [1000, 1000], 'no swap');
  assert.deepEqual([HostConfig.PidsLimit, HostConfig.NanoCpus], [10, 5e8]);
  assert.deepEqual(HostConfig.LogConfig, { Type: 'json-file', Config: { 'max-size': '8m', 'max-file': '2' } });
  assert.deepEqual([HostConfig.RestartPolicy, HostConfig.AutoRemove], [{ Name: 'no' }, false]);
  assert.deepEqual(HostConfig.Tmpfs, { '/tmp': 'rw,exec,nosuid,nodev,size=64m,mode=1777' });
});

test('volumes are memory of a limited size, with labels, and nothing of the image gets into them', () => {
  assert.deepEqual(containerOptions(spec).HostConfig.Mounts, [
    {
      Type: 'volume',
      Source: 'disk',
      Target: '/disk',
      ReadOnly: true,
      VolumeOptions: {
        NoCopy: true,
        Labels: { 'hostlink.run': 'r' },
        DriverConfig: {
          Name: 'local',
          Options: { type: 'tmpfs', device: 'tmpfs', o: 'size=4096,mode=1777,nosuid,nodev' },
        },
      },
    },
  ]);
});

test('a volume that the image declares is scratch, but not within a mount', () => {
  const { HostConfig } = containerOptions({ ...spec, scratch: ['/tmp'] }, [
    '/tmp',
    '/disk',
    '/disk/db',
    '/diskette',
    'var/x',
  ]);
  assert.deepEqual(Object.keys(HostConfig.Tmpfs), ['/tmp', '/diskette', 'var/x']);
});

test('an address on a network comes with a name server that nobody answers at', () => {
  const network = { name: 'site', address: '198.18.1.2', hostName: 'alpha' };
  const { HostConfig, Hostname, NetworkingConfig } = { ...containerOptions({ ...spec, network }) } as Record<
    string,
    unknown
  >;
  assert.equal(Hostname, 'alpha');
  assert.deepEqual(NetworkingConfig, { EndpointsConfig: { site: { IPAMConfig: { IPv4Address: '198.18.1.2' } } } });
  const { NetworkMode, Dns } = HostConfig as Record<string, unknown>;
  assert.deepEqual([NetworkMode, Dns], ['site', ['127.0.0.1']]);
});

test("another container's network brings its own names", () => {
  const options = containerOptions(spec) as Record<string, unknown>;
  assert.deepEqual([options.Hostname, options.NetworkingConfig], [undefined, undefined]);
  assert.equal((options.HostConfig as Record<string, unknown>).NetworkMode, 'container:helper');
});

test('a command stands in place of all that the image would run', () => {
  const { Entrypoint, Cmd } = containerOptions({ ...spec, command: ['sh', '-c', 'true'] });
  assert.deepEqual([Entrypoint, Cmd], [['sh', '-c', 'true'], []]);
  assert.equal('Entrypoint' in containerOptions(spec), false);
});
