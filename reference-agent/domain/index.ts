/**
 * What an edge host may do and becomes, as pure functions: state and command give a new state, or a refusal with a code.
 * No input or output, no clock and no randomness of its own; everything of that kind arrives as an argument.
 *
 * ```ts
 * const decision = startGeneratingTokens(state, { secret, group });
 * if (decision.refused) answer(400, decision.refused);
 * else await store(decision.state);
 * ```
 */

export { mayChangeAddress } from './addressing';
export { acceptLeader, admit, confirmJoin, forgetJoin, groupHeard, joined, mayLink } from './joining';
export { startGeneratingTokens, stopGeneratingTokens } from './leadership';
export { mayBeUsed } from './prerequisites';
export type { Decision, Refusal, RefusalCode } from './refusal';
export { become, refusalCodes, refuse } from './refusal';
export type {
  Credential,
  Departed,
  Facts,
  Farewell,
  Following,
  HostState,
  Joining,
  LedGroup,
  Member,
  Profile,
  Requirements,
} from './state';
export { factsOf, followersOf, isLinked, unlinked } from './state';
export { farewellDelivered, groupGone, leave, memberLeft, removedByLeader, removeFollower } from './unlinking';
