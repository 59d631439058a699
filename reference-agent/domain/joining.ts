import { mayBeLinked, mayBeUsed } from './prerequisites';
import { become, type Decision, type Refusal, refuse } from './refusal';
import { type Facts, followersOf, type HostState, type Joining, type Member } from './state';

/**
 * Whether this host may enter a token now. LINK-PRE-2, LINK-PRE-3, RMLS-1; a follower cannot link a second time, and a
 * leader cannot become a follower.
 */
export function mayLink(state: HostState): Refusal | undefined {
  const { profile } = state;
  const unfit = mayBeUsed(profile);
  if (unfit) return unfit;
  if (state.follows || state.joining || followersOf(state).length > 0) {
    return refuse('ALREADY_LINKED', `Host "${profile.name}" is linked already; unlink it before you link it anew.`)
      .refused;
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
  const refused = mayLink(state) ?? ownToken(state, joining.leader) ?? mayBeLinked(joining.leader, state.profile);
  return refused ? { refused } : become({ ...state, joining });
}

/** A host cannot be linked with itself. X-LNK-2. */
function ownToken(state: HostState, other: Facts): Refusal | undefined {
  if (other.id !== state.profile.id) return undefined;
  return refuse('OWN_TOKEN', `The token is one of host "${state.profile.name}" itself; enter it on another host.`)
    .refused;
}

/** The leader makes the joining host a member: the one instant at which two hosts become linked. */
export function confirmJoin(state: HostState, member: Member): Decision {
  if (!state.leads || !state.tokens) {
    return refuse('JOIN_UNKNOWN', `Host "${state.profile.name}" no longer leads; copy a token from a host that does.`);
  }
  const others = state.leads.members.filter((known) => known.facts.id !== member.facts.id);
  const departed = state.leads.departed.filter((known) => known.hostId !== member.facts.id);
  return become({ ...state, leads: { ...state.leads, members: [...others, member], departed } });
}

/** The joining host learned that the leader confirmed. */
export function joined(state: HostState, joinId: string): Decision {
  if (state.joining?.joinId !== joinId) return become(state);
  const { joining, ...rest } = state;
  return become({ ...rest, follows: { ...joining, others: [] } });
}

/** The joining host learned that the leader did not confirm and never will. */
export function forgetJoin(state: HostState, joinId: string): Decision {
  if (state.joining?.joinId !== joinId) return become(state);
  const { joining: _, ...rest } = state;
  return become(rest);
}

/** A follower heard from its leader who else belongs to the group. INTRO-3. */
export function groupHeard(state: HostState, joinId: string, others: readonly Facts[]): Decision {
  if (state.follows?.joinId !== joinId) return become(state);
  return become({ ...state, follows: { ...state.follows, others } });
}
