import { become, type Decision } from './decision';
import type { Change, Cluster, GroupDocument } from './document';
import { alone } from './leadership';
import { type Refusal, refuse } from './refusal';
import { type HostState, leads, type Membership, memberOf, next } from './state';

/** Whether a cluster uses this host, or has not let go of it. UNLK-PRE-3. */
export function isInUse(document: GroupDocument, hostId: string): boolean {
  const { cluster } = document;
  if (!cluster) return false;
  return cluster.leaving.includes(hostId) || cluster.pools.some((pool) => pool.hostIds.includes(hostId));
}

function inUse(name: string): Refusal {
  return refuse(
    'IN_USE',
    `Host "${name}" is in use by a cluster; take it out of its node pool, and unlink it once it is Ready.`,
  ).refused;
}

/**
 * A leader unlinks a follower. UNLK-6; UNLK-3: never a leader.
 * @param goneForGood whether the host has been silent, so that nobody has to wait for it to be Ready
 */
export function removeMember(hostId: string, goneForGood = false): Change {
  return (document) => {
    const member = memberOf(document, hostId);
    if (!member) {
      return refuse('PEER_UNKNOWN', `No host "${hostId.slice(0, 64)}" is linked here; see the linked hosts.`);
    }
    const isNode = document.cluster?.pools.some((pool) => pool.hostIds.includes(hostId)) === true;
    if (isNode || (isInUse(document, hostId) && !goneForGood)) return { refused: inUse(member.facts.name) };
    if (document.leaders.includes(hostId)) {
      return refuse(
        'LEADER_CANNOT_BE_UNLINKED',
        `Host "${member.facts.name}" leads; unlink its followers, then stop token generation.`,
      );
    }
    return next(document, {
      ...without(document, hostId),
      departed: [...document.departed, { hostId, fingerprint: member.fingerprint }],
    });
  };
}

/** A follower leaves its group, at once; its leaders are told as soon as one can be reached. UNLK-5. */
export function leave(state: HostState, peerId: string): Decision {
  const { profile, document, joining } = state;
  if (!joining && document.members.length < 2) {
    return refuse('NOT_LINKED', `Host "${profile.name}" is not linked with any host; there is nothing to unlink.`);
  }
  const leaders = joining ? joining.leaders.map((leader) => leader.facts.id) : document.leaders;
  if (peerId !== profile.id && !leaders.includes(peerId)) {
    return refuse(
      'PEER_UNKNOWN',
      `Host "${profile.name}" can unlink only itself; name its own id or that of its leader, not "${peerId.slice(0, 64)}".`,
    );
  }
  if (state.workload || isInUse(document, profile.id)) return { refused: inUse(profile.name) };
  return become(left(state));
}

/** The host without its group, and with word of that for its leaders. */
export function left(state: HostState): HostState {
  const { joining, ...rest } = state;
  const farewell = joining ?? membershipOf(state);
  const farewells = farewell ? [...state.farewells, farewell] : state.farewells;
  return { ...(joining ? rest : alone(rest)), farewells };
}

/** A host learned that it was unlinked elsewhere; the leaders are told that it knows. */
export function removedByLeader(state: HostState, joinId: string): Decision {
  return become(membershipOf(state)?.joinId === joinId ? left(state) : state);
}

/** A follower learned that its group was given up, and nobody is left to be told anything. */
export function groupGone(state: HostState, joinId: string): Decision {
  return become(membershipOf(state)?.joinId === joinId ? alone(state) : state);
}

/** The host as one of a group of two or more that others lead, or lead with it. */
export function membershipOf(state: HostState): Membership | undefined {
  const { document, credential, profile } = state;
  const own = memberOf(document, profile.id);
  if (!own || !credential || !document.authority || document.members.length < 2) return undefined;
  const leaders = document.members.filter(
    ({ facts }) => facts.id !== profile.id && document.leaders.includes(facts.id),
  );
  return {
    groupId: document.id,
    joinId: own.joinId,
    authorityPem: document.authority.certificatePem,
    credential,
    leaders,
  };
}

/**
 * Leaders learned that a host left, or that one they unlinked knows of it. Word of an earlier membership changes nothing.
 * A node of a cluster that leaves was reset: the cluster goes on without it. X-RST-1.
 */
export function memberLeft(fingerprint: string): Change {
  return (document) => {
    const departed = document.departed.filter((known) => known.fingerprint !== fingerprint);
    const member = fingerprint === '' ? undefined : document.members.find((one) => one.fingerprint === fingerprint);
    if (!member) return departed.length === document.departed.length ? document : next(document, { departed });
    return next(document, { ...without(document, member.facts.id), departed });
  };
}

/** Word for a group that this host no longer leads. */
export function retiredMemberLeft(state: HostState, groupId: string, fingerprint: string): Decision {
  const retired = state.retired
    .map((group) =>
      group.id === groupId
        ? { ...group, departed: group.departed.filter((known) => known.fingerprint !== fingerprint) }
        : group,
    )
    .filter((group) => group.departed.length > 0);
  const before = state.retired.reduce((sum, group) => sum + group.departed.length, 0);
  const after = retired.reduce((sum, group) => sum + group.departed.length, 0);
  return become(before === after ? state : { ...state, retired });
}

/** One of the former leaders knows that this host left. */
export function farewellDelivered(state: HostState, joinId: string): Decision {
  return become({ ...state, farewells: state.farewells.filter((farewell) => farewell.joinId !== joinId) });
}

/**
 * A factory reset, as far as links and workloads go: nothing of the cluster, no content, no peers. Its configuration
 * stays. A host that leads others alone takes the group with it: they are told that they are unlinked. X-RST-1.
 */
export function reset(state: HostState): HostState {
  const { workload: _, ...rest } = state;
  const { document, profile } = state;
  const emptied = (host: HostState): HostState => ({
    ...host,
    ownContents: [],
    document: { ...host.document, contents: [] },
  });
  const isSoleLeader = leads(state) && document.leaders.length === 1;
  if (!isSoleLeader) return emptied(left(rest));
  const followers = document.members.filter(({ facts }) => facts.id !== profile.id);
  const departed = followers.map(({ facts, fingerprint }) => ({ hostId: facts.id, fingerprint }));
  return emptied(alone({ ...rest, document: { ...document, departed: [...document.departed, ...departed] } }));
}

/** Everything of a document that changes when this host is of the group no more. */
function without(document: GroupDocument, hostId: string): Partial<GroupDocument> {
  const { cluster } = document;
  const leaders = document.leaders.filter((id) => id !== hostId);
  return {
    members: document.members.filter((member) => member.facts.id !== hostId),
    ...(leaders.length > 0 && { leaders }),
    ...(cluster && { cluster: withoutNode(cluster, hostId) }),
  };
}

function withoutNode(cluster: Cluster, hostId: string): Cluster {
  return {
    ...cluster,
    leaving: cluster.leaving.filter((id) => id !== hostId),
    pools: cluster.pools.map((pool) => ({ ...pool, hostIds: pool.hostIds.filter((id) => id !== hostId) })),
  };
}
