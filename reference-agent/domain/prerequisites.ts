import type { Profile, Requirements } from './facts';
import { type Refusal, refuse } from './refusal';

/** Whether a host may be part of a group at all, whatever its role. LINK-PRE-2, LINK-PRE-3. */
export function mayBeUsed(host: Pick<Profile, 'name'> & Requirements): Refusal | undefined {
  if (!host.multiNode) {
    return refuse(
      'MULTI_NODE_DISABLED',
      `Host "${host.name}" was installed without stylus.enableMultiNode: true; set it in its user data and install it again.`,
    ).refused;
  }
  if (host.managementMode !== 'local') {
    return refuse(
      'NOT_LOCALLY_MANAGED',
      `Host "${host.name}" is managed centrally; only hosts with local management (stylus.managementMode: local) can be linked.`,
    ).refused;
  }
  return undefined;
}

/** Whether these two may be in one group. LINK-LIM-1, LINK-LIM-2, LINK-PRE-2, LINK-PRE-3. */
export function mayBeLinked(leader: Profile, follower: Profile): Refusal | undefined {
  const unfit = mayBeUsed(leader) ?? mayBeUsed(follower);
  if (unfit) return unfit;
  if (leader.deploymentMode !== follower.deploymentMode) {
    return refuse(
      'DEPLOYMENT_MODE_DIFFERS',
      `Host "${follower.name}" is deployed in ${follower.deploymentMode} mode and "${leader.name}" in ${leader.deploymentMode} mode; all hosts of a group must be deployed in the same mode.`,
    ).refused;
  }
  if (leader.deploymentMode === 'agent' && describe(leader) !== describe(follower)) {
    return refuse(
      'OPERATING_SYSTEM_DIFFERS',
      `Host "${follower.name}" runs ${describe(follower)} and "${leader.name}" ${describe(leader)}; in agent mode all hosts of a group must share one operating system.`,
    ).refused;
  }
  return undefined;
}

function describe(host: Requirements): string {
  return `${host.operatingSystem.family} ${host.operatingSystem.version}`;
}
