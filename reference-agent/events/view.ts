import { contentsOf, type HostState, isInUse } from '../domain';
import type { View } from './observation';

/**
 * What events are made from.
 * @param held SHA-256 of the bundles the host holds
 */
export function viewOf(state: HostState, held: readonly string[]): View {
  const { document, profile } = state;
  const { cluster } = document;
  const contents = contentsOf(state).map(({ sha256 }) => sha256);
  return {
    hostId: profile.id,
    groupId: document.id,
    members: Object.fromEntries(document.members.map(({ facts }) => [facts.id, facts.name])),
    generatesTokens: state.tokens !== undefined,
    isInUse: state.workload !== undefined || isInUse(document, profile.id),
    contents,
    isSynced: contents.every((sha256) => held.includes(sha256)),
    ...(cluster && {
      cluster: {
        id: cluster.id,
        name: cluster.name,
        state: cluster.state,
        nodes: cluster.pools.flatMap((pool) => pool.hostIds),
        leaving: [...cluster.leaving],
      },
    }),
  };
}
