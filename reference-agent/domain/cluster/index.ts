/**
 * Clusters, as far as the management of hosts goes: which host is a node of which pool, who leads because of it, and what
 * each host still has to do for it. No Kubernetes runs; what a node "runs" is its {@link Workload}.
 *
 * What the group agrees on (`create`, `pools`, `delete`) are {@link Change}s of its document. What one host does for it
 * (`workload`) is on its own disk, and announced. What leaders conclude from announcements is in `conclusion`.
 */
export { conclusionOf, type NodeReport } from './conclusion';
export { type ClusterPlan, createCluster, nodesRun, updateConfiguration } from './create';
export { clusterGone, deleteCluster, nodeGone } from './delete';
export {
  type NodeRole,
  nodeNameOf,
  nodeRoleOf,
  nodeStateOf,
  nodesOf,
  stateOf,
} from './nodes';
export { addPool, removeNode, removePool, updatePool } from './pools';
export { beginWorkload, type Duty, dutyOf, endWorkload, workloadEnded, workloadRuns } from './workload';
