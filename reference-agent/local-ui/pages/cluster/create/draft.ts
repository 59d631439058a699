/** A cluster as far as it is filled in. */
import { isIP } from 'node:net';
import type { ClusterPlan } from '../../../../domain';

export interface Draft {
  readonly name: string;
  /** As typed: `name` or `name:value`, separated by commas. */
  readonly tags: string;
  /** Name of a bundle; empty for the built-in one. */
  readonly profile: string;
  readonly virtualIp: string;
  /** As typed: one a line, or separated by commas. */
  readonly ntpServers: string;
  /** As typed: one a line. */
  readonly sshKeys: string;
  readonly overlayCidr: string;
  readonly pools: readonly DraftPool[];
}

export interface DraftPool {
  /** Its own as long as it is there. */
  readonly key: number;
  readonly name: string;
  readonly isControlPlane: boolean;
  readonly hostIds: readonly string[];
}

/** What one begins with: this host has to be a control plane node. X-CLU-1. */
export function newDraft(hostId: string): Draft {
  const pools = [{ key: 0, name: 'control-plane', isControlPlane: true, hostIds: [hostId] }];
  return { name: '', tags: '', profile: '', virtualIp: '', ntpServers: '', sshKeys: '', overlayCidr: '', pools };
}

const texts = ['name', 'tags', 'profile', 'virtualIp', 'ntpServers', 'sshKeys', 'overlayCidr'] as const;

/** With what was typed into a step. */
export function filled(draft: Draft, form: URLSearchParams): Draft {
  const typed = texts.flatMap((name) => (form.has(name) ? [[name, form.get(name)?.trim() ?? '']] : []));
  const pools = draft.pools.map((pool) => ({ ...pool, name: form.get(`pool-${pool.key}`)?.trim() ?? pool.name }));
  return { ...draft, ...Object.fromEntries(typed), pools };
}

/** With another pool of workers. */
export function withPool(draft: Draft): Draft {
  const key = Math.max(...draft.pools.map((pool) => pool.key)) + 1;
  return { ...draft, pools: [...draft.pools, { key, name: `worker-pool-${key}`, isControlPlane: false, hostIds: [] }] };
}

export function withoutPool(draft: Draft, key: number): Draft {
  return { ...draft, pools: draft.pools.filter((pool) => pool.key !== key || pool.isControlPlane) };
}

/** With these hosts in a pool, each of which is in one only. */
export function withHosts(draft: Draft, key: number, hostIds: readonly string[]): Draft {
  const taken = new Set(draft.pools.flatMap((pool) => pool.hostIds));
  const added = [...new Set(hostIds)].filter((id) => !taken.has(id));
  const pools = draft.pools.map((pool) =>
    pool.key === key ? { ...pool, hostIds: [...pool.hostIds, ...added] } : pool,
  );
  return { ...draft, pools };
}

export function withoutHost(draft: Draft, hostId: string): Draft {
  return {
    ...draft,
    pools: draft.pools.map((pool) => ({ ...pool, hostIds: pool.hostIds.filter((id) => id !== hostId) })),
  };
}

/** The draft as a host decides on it. */
export function planOf({ name, virtualIp, pools }: Draft): ClusterPlan {
  return { name, virtualIp, pools: pools.map((pool) => ({ ...pool, settings: {} })), configuration: {} };
}

/** The draft as it is sent: `v1ClusterConfiguration`. */
export function configurationOf(draft: Draft): object {
  const { name, tags, profile, virtualIp, overlayCidr, pools } = draft;
  const [ntpServers, sshKeys] = [linesOf(draft.ntpServers, /[\n,]/), linesOf(draft.sshKeys, /\n/)];
  const clusterConfig = {
    ...(virtualIp !== '' && { controlPlaneEndpoint: { type: 'VIP', host: virtualIp } }),
    ...(ntpServers.length > 0 && { ntpServers }),
    ...(sshKeys.length > 0 && { sshKeys }),
    ...(overlayCidr !== '' && { overlayNetworkConfiguration: { enable: true, cidr: overlayCidr } }),
  };
  const machinePoolConfig = pools.map(({ name, isControlPlane, hostIds }) => {
    return { name, isControlPlane, hosts: hostIds.map((hostUid) => ({ hostUid })) };
  });
  return {
    metadata: { name, ...(tags !== '' && { tags: tagsOf(tags) }) },
    spec: {
      ...(profile !== '' && { archiveUploadPath: profile }),
      cloudConfig: { spec: { clusterConfig, machinePoolConfig } },
    },
  };
}

/** What is wrong with the addresses of a draft, one sentence. */
export function addressProblem({ virtualIp, overlayCidr }: Draft): string | undefined {
  const quote = (text: string) => JSON.stringify(text.length > 64 ? `${text.slice(0, 64)}…` : text);
  if (virtualIp !== '' && isIP(virtualIp) === 0)
    return `The virtual IP address ${quote(virtualIp)} is no IP address; enter a free one of the hosts' network.`;
  const [address = '', bits = ''] = overlayCidr.split('/');
  const isCidr = isIP(address) !== 0 && /^\d{1,3}$/.test(bits) && Number(bits) <= (isIP(address) === 4 ? 32 : 128);
  if (overlayCidr !== '' && !isCidr)
    return `The overlay CIDR ${quote(overlayCidr)} is no network; enter one like 192.168.0.0/24.`;
  return undefined;
}

function linesOf(text: string, between: RegExp): readonly string[] {
  return text
    .split(between)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

function tagsOf(text: string): object {
  return Object.fromEntries(
    linesOf(text, /[\n,]/).map((tag) => {
      const [name = '', ...value] = tag.split(':');
      return [name.trim(), value.length > 0 ? { value: value.join(':').trim() } : {}];
    }),
  );
}
