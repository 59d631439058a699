import type { RefusalCode } from '../../../../domain';
import type { Visit } from '../../../page';
import { refusalOf } from '../reasons';
import { addressProblem, type Draft, planOf } from './draft';

/** A step, in the address of the page. */
export type StepId = 'basic' | 'profile' | 'config' | 'nodes' | 'review';

export interface Step {
  readonly id: StepId;
  readonly name: string;
  /** Why one cannot go on from here: one sentence. */
  problem(visit: Visit, draft: Draft): string | undefined;
}

const ofTheName: readonly RefusalCode[] = ['CLUSTER_NAME', 'CLUSTER_EXISTS', 'FOLLOWS'];

/** The steps in which a cluster is created, in order. */
export const steps: readonly [Step, ...Step[]] = [
  { id: 'basic', name: 'Basic information', problem: nameProblem },
  { id: 'profile', name: 'Profile', problem: () => undefined },
  { id: 'config', name: 'Cluster config', problem: (_, draft) => addressProblem(draft) },
  { id: 'nodes', name: 'Node config', problem: (visit, draft) => refusalOf(visit, planOf(draft))?.message },
  { id: 'review', name: 'Review', problem: () => undefined },
];

/** The step of that name; the first where there is none. */
export function stepOf(id: string | null): Step {
  return steps.find((step) => step.id === id) ?? steps[0];
}

/** The step so many before or after this one. */
export function stepFrom(step: Step, by: 1 | -1): Step {
  return steps[steps.indexOf(step) + by] ?? step;
}

/** The rest is looked at where it is filled in. */
function nameProblem(visit: Visit, draft: Draft): string | undefined {
  if (draft.name === '') return 'The cluster has no name yet; enter one.';
  const refusal = refusalOf(visit, planOf(draft));
  return refusal && ofTheName.includes(refusal.code) ? refusal.message : undefined;
}
