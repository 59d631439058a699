/**
 * How the leaders of a group agree on what comes next.
 *
 * ```ts
 * const decider = new Decider(context, voters);
 * const decision = await decider.propose(removeMember(hostId));
 * ```
 *
 * Each version of the group's document is one decision of the leaders that the version before it names. A leader alone
 * decides at once; several vote twice (single-decree Paxos). What that promises: with a majority of the leaders reachable,
 * every action on any of them is decided in one order that all hosts end up with. Without one, nothing is decided and
 * nothing is lost; a host cut off with a minority goes on showing what it knew, and catches up afterwards.
 */
export { Decider, timing, type Voters } from './decider';
