/** What is sent to the operations on clusters, as published. What they do not name is left out. */
import { isIP } from 'node:net';
import { z } from 'zod';
import type { NodePool } from '../../domain';

const text = z.string().max(4096);
const texts = z.array(text).max(256);
const labels = z.record(z.string().max(256), text);
const tags = z.record(z.string().max(256), z.looseObject({}));
const count = z.int32().nonnegative();

const host = z.object({ hostUid: z.string().min(1).max(64) });

const taint = z.object({
  effect: z.enum(['NoSchedule', 'PreferNoSchedule', 'NoExecute']).optional(),
  key: text.optional(),
  timeAdded: z.iso.datetime({ offset: true }).optional(),
  value: text.optional(),
});

/** `v1EdgeNativeMachinePoolConfig`. Its size is the number of its hosts, whatever is sent. */
export const machinePool = z.object({
  additionalLabels: labels.optional(),
  additionalTags: labels.optional(),
  hosts: z.array(host).max(256),
  isControlPlane: z.boolean().optional(),
  labels: texts.optional(),
  machinePoolProperties: z.object({ archType: z.enum(['amd64', 'arm64']).optional() }).optional(),
  maxSize: count.optional(),
  minSize: count.optional(),
  name: z.string().optional(),
  nodeRepaveInterval: count.optional(),
  osType: text.optional(),
  skipK8sUpgrade: z.enum(['enabled', 'disabled']).optional(),
  taints: z.array(taint).max(64).optional(),
  updateStrategy: z.object({ type: z.enum(['RollingUpdateScaleOut', 'RollingUpdateScaleIn']).optional() }).optional(),
  useControlPlaneAsWorker: z.boolean().optional(),
});

/**
 * A pool as it was sent, as one of the document.
 * @param as what it is where nothing is sent of that: the pool that is to be changed
 */
export function nodePool(
  sent: z.infer<typeof machinePool>,
  as: Pick<NodePool, 'name' | 'isControlPlane'> = { name: '', isControlPlane: false },
): NodePool {
  const { name = as.name, isControlPlane = as.isControlPlane, hosts, ...settings } = sent;
  return { name, isControlPlane, hostIds: hosts.map(({ hostUid }) => hostUid), settings };
}

const endpoint = z
  .object({ type: text.optional(), host: z.string().max(253).optional(), ddnsSearchDomain: text.optional() })
  .refine(({ type, host = '' }) => host === '' || isIP(host) !== 0 || (isByName(type) && /^[a-z\d.-]+$/i.test(host)), {
    path: ['host'],
    error: 'it has to be an IP address, or for type DDNS a name',
  });

function isByName(type: string | undefined): boolean {
  return type?.toUpperCase() === 'DDNS';
}

const clusterConfig = z.object({
  controlPlaneEndpoint: endpoint.optional(),
  isTwoNodeCluster: z.boolean().optional(),
  ntpServers: texts.optional(),
  overlayNetworkConfiguration: z.object({ cidr: text.optional(), enable: z.boolean().optional() }).optional(),
  sshKeys: texts.optional(),
  staticIp: z.boolean().optional(),
});

const variable = z.object({ name: text.optional(), profileUid: text.optional(), value: text.optional() });

/** `v1ClusterConfiguration`, without its pools: what of it is kept as it was accepted. */
export const configuration = z.object({
  metadata: z.object({ name: z.string().optional(), labels: labels.optional(), tags: tags.optional() }).optional(),
  spec: z
    .object({
      archiveUploadPath: text.optional(),
      cloudConfig: z
        .object({
          metadata: z
            .object({ name: text.optional(), labels: labels.optional(), annotations: labels.optional() })
            .optional(),
          spec: z.object({ clusterConfig: clusterConfig.optional() }).optional(),
        })
        .optional(),
      profileVariables: z.array(variable).max(256).optional(),
      scheduleAt: text.optional(),
    })
    .optional(),
});

export type ClusterConfiguration = z.infer<typeof configuration>;

/** The pools of a `v1ClusterConfiguration`. */
export const configuredPools = z.object({
  spec: z
    .object({
      cloudConfig: z
        .object({ spec: z.object({ machinePoolConfig: z.array(machinePool).max(64).optional() }).optional() })
        .optional(),
    })
    .optional(),
});

const patch = z.object({
  op: z.enum(['add', 'remove', 'replace']),
  path: z.string().max(512),
  value: z.unknown().optional(),
});

/** `v1MachinePoolPatch` */
export const machinePoolPatch = z.object({ machinePoolConfigPatches: z.array(patch).min(1).max(64) });

export type PoolPatch = z.infer<typeof machinePoolPatch>['machinePoolConfigPatches'][number];
