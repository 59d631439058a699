import { become, type Decision, refuse } from './refusal';
import type { Farewell, Following, HostState, Joining, LedGroup } from './state';

/** A leader unlinks a follower. UNLK-6; UNLK-3: never itself. */
export function removeFollower(state: HostState, hostId: string): Decision {
  if (hostId === state.profile.id) {
    return refuse(
      'LEADER_CANNOT_BE_UNLINKED',
      `Host "${state.profile.name}" leads; unlink its followers, then stop token generation.`,
    );
  }
  const member = state.leads?.members.find((known) => known.facts.id === hostId);
  if (!state.leads || !member) {
    return refuse('PEER_UNKNOWN', `No host "${hostId}" is linked with "${state.profile.name}"; see its linked hosts.`);
  }
  return become({
    ...state,
    leads: {
      ...state.leads,
      members: state.leads.members.filter((known) => known !== member),
      departed: [...state.leads.departed, { hostId, fingerprint: member.fingerprint }],
    },
  });
}

/** A follower leaves its group, at once; its leader is told as soon as it can be reached. UNLK-5. */
export function leave(state: HostState, hostId: string): Decision {
  const group = state.follows ?? state.joining;
  if (!group) {
    return refuse(
      'NOT_LINKED',
      `Host "${state.profile.name}" is not linked with any host; there is nothing to unlink.`,
    );
  }
  if (hostId !== state.profile.id && hostId !== group.leader.id) {
    return refuse(
      'PEER_UNKNOWN',
      `Host "${state.profile.name}" can unlink only itself; name its own id or that of its leader, not "${hostId}".`,
    );
  }
  const { follows: _, joining: __, ...rest } = state;
  return become({ ...rest, farewells: [...state.farewells, farewellOf(group)] });
}

/** A follower learned that its leader unlinked it; the leader is told that it knows. */
export function removedByLeader(state: HostState, joinId: string): Decision {
  if (state.follows?.joinId !== joinId) return become(state);
  const { follows, ...rest } = state;
  return become({ ...rest, farewells: [...state.farewells, farewellOf(follows)] });
}

/** A follower learned that its leader gave up their group, and nobody is left to be told anything. */
export function groupGone(state: HostState, joinId: string): Decision {
  if (state.follows?.joinId !== joinId) return become(state);
  const { follows: _, ...rest } = state;
  return become(rest);
}

/**
 * A leader learned that a follower left, or that a host it unlinked knows of it. Word of an earlier membership changes
 * nothing.
 */
export function memberLeft(state: HostState, groupId: string, fingerprint: string): Decision {
  const isOf = (known: { readonly fingerprint: string }) => known.fingerprint === fingerprint;
  const named = [state.leads, ...state.retired].find((known) => known?.id === groupId);
  if (!named?.members.some(isOf) && !named?.departed.some(isOf)) return become(state);
  return inGroup(state, groupId, (group) => ({
    ...group,
    members: group.members.filter((known) => !isOf(known)),
    departed: group.departed.filter((known) => !isOf(known)),
  }));
}

/** The former leader knows that this host left. */
export function farewellDelivered(state: HostState, joinId: string): Decision {
  return become({ ...state, farewells: state.farewells.filter((farewell) => farewell.joinId !== joinId) });
}

function farewellOf(group: Joining & Partial<Following>): Farewell {
  const { others: _, ...farewell } = group;
  return farewell;
}

function inGroup(state: HostState, groupId: string, change: (group: LedGroup) => LedGroup): Decision {
  if (state.leads?.id === groupId) return become({ ...state, leads: change(state.leads) });
  const retired = state.retired
    .map((group) => (group.id === groupId ? change(group) : group))
    .filter((group) => group.departed.length > 0);
  return become({ ...state, retired });
}
