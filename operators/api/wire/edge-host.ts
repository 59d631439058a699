/** What a host says of itself, and what its peers repeat of it. */
import { managementMode } from './settings';
import { anyObject, dateTime, flag, integer, integer32, list, map, object, type Shape, text, words } from './shapes';

export const nodeRole: Shape = words('init', 'controlplane', 'worker', 'unknown');

export const architecture: Shape = words('arm64', 'amd64');

export const metadata: Shape = object({
  creationTimestamp: dateTime,
  id: text,
  labels: map(text),
  lastModifiedTimestamp: dateTime,
  name: text,
  tags: map(anyObject),
});

const partition = object({
  fileSystemType: text,
  freeSpace: integer32,
  mountPoint: text,
  totalSpace: integer32,
  usedSpace: integer32,
});

const gpu = object({
  addresses: map(text),
  gpuCount: integer32,
  memory: text,
  migCapable: flag,
  migStrategy: text,
  model: text,
  vendor: text,
});

const hardware = object({
  archType: architecture,
  cpu: object({ cores: integer32 }),
  disks: list(object({ controller: text, partitions: list(partition), size: integer32, vendor: text })),
  gpus: list(gpu),
  memory: object({ sizeInMB: integer }),
  os: object({ family: text, kernel: text, kernelVersion: text, version: text }),
});

export const nic: Shape = object({
  dns: list(text),
  gateway: text,
  ip: text,
  isDefault: flag,
  macAddr: text,
  nicName: text,
  subnet: text,
});

const ntp = object({
  connectionRetrySec: text,
  fallbackNtpServers: list(text),
  ntpServers: list(text),
  pollIntervalMaxSec: text,
  pollIntervalMinSec: text,
  rootDistanceMaxSec: text,
  saveIntervalSec: text,
});

export const edgeHost: Shape = object({
  metadata,
  spec: object({
    connectionMode: words('connected', 'airgap'),
    hardwareSpec: hardware,
    hostInfo: object({ hostState: text, hostType: text, secureBoot: flag }),
    managementMode,
    networkInfo: list(nic),
    nodeRole,
    paletteEndpointURL: text,
  }),
  status: object({
    agentVersion: text,
    configurationStatus: words('pending', 'inprogress', 'configured'),
    dns: object({ nameservers: list(text), options: list(text), searchDomains: list(text) }),
    hostName: text,
    isClusterPhase: flag,
    ntp,
  }),
});
