/**
 * An edge host that conforms to the documentation page "Link Hosts", without Kubernetes below it.
 *
 * ```ts
 * const agent = await startAgent({ userData: 'stylus:\n  managementMode: local\n  enableMultiNode: true\n', disk: fileDisk('/var/lib/edge') });
 * console.log(agent.url);
 * await agent.close();
 * ```
 *
 * Everything it takes from its surroundings (time, randomness, sockets, disk) is an option, so that a simulator can
 * stand in for a machine. It has no other doors than an edge host has.
 */
export { startAgent } from './agent';
export type { Agent, AgentOptions } from './options';
export { type Clock, systemClock, type Timer } from './outside/clock';
export type { Disk, DiskWriter } from './outside/disk';
export { OutsideError, type OutsideErrorCode } from './outside/errors';
export { fileDisk } from './outside/file-disk';
export { type MemoryDiskOptions, memoryDisk, usedBytes } from './outside/memory-disk';
export type { HostNetwork, InterfaceChange, NetworkInterface } from './outside/network';
export { type Random, systemRandom } from './outside/random';
export { rememberedNetwork } from './outside/remembered-network';
export { systemNetwork } from './outside/system-network';
export { readUserData, UserDataError, type UserDataErrorCode } from './user-data';
