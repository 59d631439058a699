import { mayBeUsed } from './prerequisites';
import { become, type Decision, refuse } from './refusal';
import { followersOf, type HostState, type LedGroup } from './state';

/**
 * Generate token: the host starts to lead. LEAD-1, LINK-PROC-2.
 * @param fresh what a new leader starts with; ignored by a host that leads already
 */
export function startGeneratingTokens(state: HostState, fresh: { secret: string; group: LedGroup }): Decision {
  if (state.tokens && state.leads) return become(state);
  const unfit = mayBeUsed(state.profile);
  if (unfit) return { refused: unfit };
  if (state.follows || state.joining) {
    return refuse(
      'FOLLOWS',
      `Host "${state.profile.name}" follows another host; generate the token on its leader, or unlink it first.`,
    );
  }
  return become({ ...state, tokens: { secret: fresh.secret }, leads: fresh.group });
}

/** Stop token generation: the host gives up leading. RMLS-PRE-1, RMLS-PRE-2, RMLS-PROC-1. */
export function stopGeneratingTokens(state: HostState): Decision {
  if (!state.tokens || !state.leads) {
    return refuse(
      'NOT_GENERATING_TOKENS',
      `Host "${state.profile.name}" generates no tokens; there is nothing to stop.`,
    );
  }
  if (followersOf(state).length > 0) {
    return refuse(
      'HAS_FOLLOWERS',
      `Host "${state.profile.name}" leads ${followersOf(state).length} linked host(s); unlink them all first.`,
    );
  }
  const { tokens: _, leads, ...rest } = state;
  return become({ ...rest, retired: leads.departed.length > 0 ? [...state.retired, leads] : state.retired });
}
