/** The published shapes, made from what the host knows. */
import { arch, availableParallelism, release, totalmem } from 'node:os';
import type { Facts } from '../domain';
import type { NetworkInterface } from '../outside/network';
import type { RosterEntry } from '../peers/messages';

/** Version of this agent, as `status.agentVersion` shows it. */
export const agentVersion = '0.1.0';

/** Of a host, as far as its group knows it. `v1EdgeHostInfo` */
export function edgeHostInfo(facts: Facts): Record<string, unknown> {
  return {
    metadata: { id: facts.id, name: facts.name },
    spec: {
      connectionMode: facts.managementMode === 'local' ? 'airgap' : 'connected',
      managementMode: facts.managementMode,
      nodeRole: facts.nodeRole,
      hostInfo: { hostState: facts.state, hostType: facts.deploymentMode, secureBoot: false },
      hardwareSpec: { os: facts.operatingSystem },
      networkInfo: [{ ip: facts.address, isDefault: true }],
    },
    status: { hostName: facts.name, isClusterPhase: false },
  };
}

/** Of this host itself. `v1EdgeHostInfo` */
export function ownInfo(
  facts: Facts,
  interfaces: readonly NetworkInterface[],
  createdAt: string,
): Record<string, unknown> {
  const info = edgeHostInfo(facts) as { metadata: object; spec: { hardwareSpec: object }; status: object };
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
export function linkPeer(entry: RosterEntry): Record<string, unknown> {
  const { facts } = entry;
  return {
    id: facts.id,
    ip: facts.address,
    role: entry.role,
    status: facts.state,
    nodeRole: facts.nodeRole,
    health: entry.health,
    localUIPort: String(facts.apiPort),
    config: edgeHostInfo(facts),
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
