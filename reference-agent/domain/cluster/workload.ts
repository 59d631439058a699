/** What one host does for a cluster: recorded on its disk before it is begun, and until it is undone. */

import { become, type Decision } from '../decision';
import type { Cluster } from '../document';
import type { HostState } from '../state';
import { poolOf } from './nodes';

/** What a host has to do next: take up work, get it to run, give it up, undo it. */
export type Duty = 'begin' | 'provision' | 'end' | 'remove';

/** What a host has to do next about its workload, as its group's document and its own disk say. */
export function dutyOf({ document, workload, profile }: HostState): Duty | undefined {
  const { cluster } = document;
  const counts = cluster && cluster.state !== 'Deleting' && poolOf(cluster, profile.id) !== undefined;
  if (!workload) return counts ? 'begin' : undefined;
  if (workload.phase === 'Deleting') return 'remove';
  if (!counts || workload.clusterId !== cluster.id) return 'end';
  return workload.phase === 'Provisioning' ? 'provision' : undefined;
}

/** A node takes up its work. */
export function beginWorkload(state: HostState): Decision {
  if (dutyOf(state) !== 'begin') return become(state);
  const { id, name } = state.document.cluster as Cluster;
  return become({ ...state, workload: { clusterId: id, clusterName: name, phase: 'Provisioning' } });
}

/** A node's work runs. X-CLU-5. */
export function workloadRuns(state: HostState): Decision {
  const { workload } = state;
  if (!workload || dutyOf(state) !== 'provision') return become(state);
  return become({ ...state, workload: { ...workload, phase: 'Running' } });
}

/**
 * A host that is a node no longer gives up its work. It reboots once that is undone, unless its cluster goes on without
 * it. X-DEL-1, X-CLU-6.
 */
export function endWorkload(state: HostState): Decision {
  const { workload, document } = state;
  if (!workload || dutyOf(state) !== 'end') return become(state);
  const goesOn = document.cluster?.id === workload.clusterId && document.cluster.state !== 'Deleting';
  return become({ ...state, workload: { ...workload, phase: 'Deleting', rebootsAfter: !goesOn } });
}

/** Nothing of the work is left. */
export function workloadEnded(state: HostState): Decision {
  if (dutyOf(state) !== 'remove') return become(state);
  const { workload: _, ...rest } = state;
  return become(rest);
}
