import { type Refusal, refuse } from './refusal';
import { type HostState, isLinked } from './state';

/** The IP address of a linked host, leader or follower, is fixed. LINK-LIM-3. */
export function mayChangeAddress(state: HostState): Refusal | undefined {
  if (!isLinked(state)) return undefined;
  return refuse(
    'ADDRESS_IN_USE_BY_LINK',
    `Host "${state.profile.name}" is linked, and its peers know it by its IP address; unlink it before you change the address.`,
  ).refused;
}
