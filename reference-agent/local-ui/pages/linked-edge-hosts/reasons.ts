/** Why something would be refused now, in the words of the refusal; undefined where it would not. Nothing is changed. */
import { leave, mayBeUsed, mayLead, mayLink, removeMember, stopGeneratingTokens } from '../../../domain';
import type { Visit } from '../../page';

export function mayGenerate({ state }: Visit): string | undefined {
  return (mayLead(state) ?? mayBeUsed(state.profile))?.message;
}

export function mayStop({ state }: Visit): string | undefined {
  return stopGeneratingTokens(state).refused?.message;
}

export function mayJoin({ state, host }: Visit): string | undefined {
  if (host.group.follower.isLinking)
    return `Host "${state.profile.name}" is being linked right now; wait for the outcome.`;
  return mayLink(state)?.message;
}

/** Unlink on a follower. */
export function mayLeave({ state }: Visit): string | undefined {
  return leave(state, state.profile.id).refused?.message;
}

/** Unlink on a leader. */
export function mayUnlink({ state, host }: Visit, hostId: string): string | undefined {
  const isSilent = host.group
    .peers()
    .some(({ member, health }) => member.facts.id === hostId && health.status === 'Unhealthy');
  const change = removeMember(hostId, isSilent)(state.document);
  return 'refused' in change ? change.refused.message : undefined;
}
