import { shownTo } from './agreement';
import { become, type Decision } from './decision';
import type { Change, GroupDocument, Member } from './document';
import type { Facts } from './facts';
import { mayBeLinked, mayBeUsed } from './prerequisites';
import { type Refusal, refuse } from './refusal';
import { type HostState, type Joining, next } from './state';

/**
 * Whether this host may enter a token now. LINK-PRE-2, LINK-PRE-3, LINK-PRE-4, RMLS-1; a follower cannot link a second
 * time, and a leader cannot become a follower.
 */
export function mayLink(state: HostState): Refusal | undefined {
  const { profile, document } = state;
  const unfit = mayBeUsed(profile);
  if (unfit) return unfit;
  if (state.joining || document.members.length > 1) {
    return refuse('ALREADY_LINKED', `Host "${profile.name}" is linked already; unlink it before you link it anew.`)
      .refused;
  }
  if (document.cluster || state.workload) {
    return refuse(
      'IN_USE',
      `Host "${profile.name}" has cluster workloads; delete its cluster before you link it to another host.`,
    ).refused;
  }
  if (state.tokens) {
    return refuse(
      'GENERATES_TOKENS',
      `Host "${profile.name}" generates tokens itself; stop token generation before you link it to another host.`,
    ).refused;
  }
  return undefined;
}

/** Whether a leader admits this host, whose one-time password has been looked at. Changes nothing yet. */
export function admit(state: HostState, joiner: Facts, passwordIsRight: boolean): Refusal | undefined {
  if (!state.tokens || !passwordIsRight) {
    return refuse(
      'PASSWORD_WRONG',
      `The one-time password is not, or no longer, the one of host "${state.profile.name}"; copy its current token.`,
    ).refused;
  }
  const own = ownToken(state, joiner);
  if (own) return own;
  return mayBeLinked(state.profile, joiner);
}

/** The joining host looks at the leader in turn, and from then on only the leader knows the outcome. */
export function acceptLeader(state: HostState, joining: Joining): Decision {
  const [leader] = joining.leaders;
  if (!leader) return refuse('LEADER_ANSWER', 'The host of the token named no leader; copy its current token.');
  const refused = mayLink(state) ?? ownToken(state, leader.facts) ?? mayBeLinked(leader.facts, state.profile);
  return refused ? { refused } : become({ ...state, joining });
}

/** A host cannot be linked with itself. X-LNK-2. */
function ownToken(state: HostState, other: Facts): Refusal | undefined {
  if (other.id !== state.profile.id) return undefined;
  return refuse('OWN_TOKEN', `The token is one of host "${state.profile.name}" itself; enter it on another host.`)
    .refused;
}

/** The leaders make the joining host a member: the one instant at which two hosts become linked. LINK-PROC-6, LEAD-7. */
export function addMember(member: Omit<Member, 'since'>): Change {
  return (document) => {
    const hostId = member.facts.id;
    const known = document.members.find((one) => one.facts.id === hostId);
    if (known?.joinId === member.joinId) return document;
    if (document.leaders.includes(hostId)) {
      return refuse('ALREADY_LINKED', `Host "${member.facts.name}" leads this group; it cannot join it again.`);
    }
    return next(document, {
      members: [...document.members.filter((one) => one !== known), { ...member, since: document.version + 1 }],
      departed: document.departed.filter((one) => one.hostId !== hostId),
    });
  };
}

/** The joining host learned that it was made a member. */
export function joined(state: HostState, joinId: string, document: GroupDocument): Decision {
  if (state.joining?.joinId !== joinId) return become(state);
  const { joining, acceptor: _, ...rest } = state;
  return become({
    ...rest,
    document: shownTo(document, state.profile.id),
    credential: joining.credential,
    ownContents: state.document.contents,
  });
}

/** The joining host learned that it was not made a member and never will be. */
export function forgetJoin(state: HostState, joinId: string): Decision {
  if (state.joining?.joinId !== joinId) return become(state);
  const { joining: _, ...rest } = state;
  return become(rest);
}
