import { memberOf, type NodePool } from '../../../domain';
import { isInUse } from '../../../domain/unlinking';
import type { Visit } from '../../page';
import { busyIn } from './reasons';

/** A host that may become a node. */
export interface Candidate {
  readonly id: string;
  readonly name: string;
  readonly address: string;
  readonly isThisHost: boolean;
  /** Why it cannot be one now. */
  readonly reason?: string;
}

/** This host and those it is linked with, in the order in which they were linked; nobody else can become a node. X-CLU-3. */
export function candidatesOf(visit: Visit): readonly Candidate[] {
  const { document, profile } = visit.state;
  const busy = busyIn(visit);
  return document.members.map(({ facts: { id, name } }) => {
    const inUse = isInUse(document, id) || busy.has(id);
    return { ...candidateOf(visit, id), isThisHost: id === profile.id, name, ...(inUse && { reason: 'In use' }) };
  });
}

/** The host of that id; what is known of one that is no longer linked is its id. */
export function candidateOf({ state, host }: Visit, id: string): Candidate {
  const isThisHost = id === state.profile.id;
  const facts = isThisHost ? host.context.facts() : memberOf(state.document, id)?.facts;
  return { id, name: facts?.name ?? id, address: facts?.address ?? '', isThisHost };
}

/** Those that are a node of none of these pools. */
export function freeOf(candidates: readonly Candidate[], pools: readonly Pick<NodePool, 'hostIds'>[]) {
  const taken = new Set(pools.flatMap(({ hostIds }) => hostIds));
  return candidates.filter(({ id }) => !taken.has(id));
}
