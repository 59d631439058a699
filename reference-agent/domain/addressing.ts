import { type Refusal, refuse } from './refusal';
import { type HostState, isLinked } from './state';

/** The IP address of a linked host, leader or follower, is fixed, and so is that of a host that a cluster uses. LINK-LIM-3. */
export function mayChangeAddress(state: HostState): Refusal | undefined {
  const { name } = state.profile;
  if (state.workload || state.document.cluster) {
    return refuse('IN_USE', `Host "${name}" is in use by a cluster; delete the cluster before you change its address.`)
      .refused;
  }
  if (!isLinked(state)) return undefined;
  return refuse(
    'ADDRESS_IN_USE_BY_LINK',
    `Host "${name}" is linked, and its peers know it by its IP address; unlink it before you change the address.`,
  ).refused;
}
