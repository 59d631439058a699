/**
 * What an edge host may do and becomes, as pure functions: state and command give a new state, or a refusal with a code.
 * No input or output, no clock and no randomness of its own; everything of that kind arrives as an argument.
 *
 * What concerns the host alone changes its {@link HostState}; what its group agrees on is a {@link Change} of the
 * {@link GroupDocument}, which its leaders decide on.
 *
 * ```ts
 * const decision = stopGeneratingTokens(state);
 * if (decision.refused) answer(400, decision.refused);
 * else await store(decision.state);
 *
 * const outcome = await group.propose(removeMember(hostId));
 * ```
 */

export { mayChangeAddress } from './addressing';
export {
  accept,
  applied,
  decideAlone,
  isAtLeast,
  learn,
  majorityOf,
  maySpeak,
  prepare,
  shownTo,
  toFinish,
  type Vote,
} from './agreement';
export * from './cluster';
export { configure, isSameConfiguration, noConfiguration } from './configuration';
export { addContent, type ContentSyncStatus, contentSyncStatus, missingContents } from './contents';
export { become, type Decision } from './decision';
export type {
  Accepted,
  Acceptor,
  Announcement,
  Ballot,
  Change,
  Cluster,
  Configuration,
  Content,
  Departed,
  GroupDocument,
  JsonObject,
  Member,
  NodePool,
  Workload,
} from './document';
export type { Credential, Facts, Profile, Requirements } from './facts';
export { acceptLeader, addMember, admit, forgetJoin, joined, mayLink } from './joining';
export { alone, mayLead, type NewGroup, settledAt, startGeneratingTokens, stopGeneratingTokens } from './leadership';
export { mayBeUsed } from './prerequisites';
export type { Refusal, RefusalCode } from './refusal';
export { refusalCodes, refuse } from './refusal';
export type {
  Contact,
  Farewell,
  HostState,
  Joining,
  Membership,
  RetiredGroup,
} from './state';
export { contentsOf, isLeader, isLinked, leads, memberOf, next, unlinked } from './state';
export {
  farewellDelivered,
  groupGone,
  isInUse,
  leave,
  left,
  memberLeft,
  membershipOf,
  removedByLeader,
  removeMember,
  reset,
  retiredMemberLeft,
} from './unlinking';
