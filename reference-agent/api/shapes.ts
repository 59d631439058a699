/** The published shapes, made from what the host knows. */
import { arch, availableParallelism, release, totalmem } from 'node:os';
import { type Announcement, contentSyncStatus, type Facts, type GroupDocument } from '../domain';
import { type NodeRole, nodeRoleOf, stateOf } from '../domain/cluster';
import type { Peer } from '../host/group';
import type { NetworkInterface } from '../outside/network';

/** Version of this agent, as `status.agentVersion` shows it. */
export const agentVersion = '0.1.0';

/** What a host does at present, for those who ask about it. */
export interface Use {
  readonly state: 'Ready' | 'In-Use';
  readonly nodeRole: NodeRole;
}

/** What a group's document and a host's own word say it does. X-CLU-4. */
export function useOf(document: GroupDocument, announcement: Announcement | undefined, hostId: string): Use {
  return { state: stateOf(document, announcement, hostId), nodeRole: nodeRoleOf(document, hostId) };
}

/** Of a host, as far as its group knows it. `v1EdgeHostInfo` */
export function edgeHostInfo(facts: Facts, use: Use): Record<string, unknown> {
  return {
    metadata: { id: facts.id, name: facts.name },
    spec: {
      connectionMode: facts.managementMode === 'local' ? 'airgap' : 'connected',
      managementMode: facts.managementMode,
      nodeRole: use.nodeRole,
      hostInfo: { hostState: use.state, hostType: facts.deploymentMode, secureBoot: false },
      hardwareSpec: { os: facts.operatingSystem },
      networkInfo: [{ ip: facts.address, isDefault: true }],
    },
    status: { hostName: facts.name, isClusterPhase: use.state === 'In-Use' },
  };
}

/** Of this host itself. `v1EdgeHostInfo` */
export function ownInfo(
  facts: Facts,
  use: Use,
  interfaces: readonly NetworkInterface[],
  createdAt: string,
): Record<string, unknown> {
  const info = edgeHostInfo(facts, use) as { metadata: object; spec: { hardwareSpec: object }; status: object };
  return {
    metadata: { ...info.metadata, creationTimestamp: createdAt },
    spec: {
      ...info.spec,
      hardwareSpec: {
        ...info.spec.hardwareSpec,
        archType: arch() === 'arm64' ? 'arm64' : 'amd64',
        cpu: { cores: availableParallelism() },
        memory: { sizeInMB: Math.floor(totalmem() / 1024 / 1024) },
        os: { ...facts.operatingSystem, kernelVersion: release() },
      },
      networkInfo: interfaces.map((nic, index) => ({
        nicName: nic.name,
        ip: nic.address,
        subnet: nic.subnet,
        gateway: nic.gateway,
        macAddr: nic.mac,
        dns: nic.nameservers,
        isDefault: index === 0,
      })),
    },
    status: { ...info.status, agentVersion },
  };
}

/** `v1LinkPeer` */
export function linkPeer(
  document: GroupDocument,
  { member, role, announcement, health }: Peer,
): Record<string, unknown> {
  const { facts } = member;
  const use = useOf(document, announcement, facts.id);
  return {
    id: facts.id,
    ip: facts.address,
    role,
    status: use.state,
    nodeRole: use.nodeRole,
    contentSyncStatus: contentSyncStatus(document, announcement),
    health,
    localUIPort: String(facts.apiPort),
    config: edgeHostInfo(facts, use),
  };
}

/** `v1NicSummary` */
export function nicSummary(nic: NetworkInterface, isClusterNic: boolean): Record<string, unknown> {
  return {
    name: nic.name,
    ip: nic.address,
    subnet: nic.subnet,
    gateway: nic.gateway,
    mac: nic.mac,
    mtu: nic.mtu,
    nameservers: nic.nameservers,
    type: nic.type,
    status: 'up',
    configStatus: 'applied',
    isClusterNIC: isClusterNic,
  };
}
