import type { Change, Cluster, GroupDocument, Workload } from '../document';
import { nodesRun } from './create';
import { clusterGone, nodeGone } from './delete';
import { controlPlaneOf, nodesOf } from './nodes';

/** What is known of a host's work: what it said last, or that it has not been heard yet, or that it is away. */
export type NodeReport = { readonly workload?: Workload } | 'unheard' | 'away';

/**
 * What leaders conclude from what hosts say of their work: that a cluster is formed, that a host has left it, that
 * nothing is left of it. A host that is away holds up no removal: it undoes its work when it is back. One that has not
 * been heard yet does, until it is heard or found to be away. Undefined where nothing follows yet.
 */
export function conclusionOf(document: GroupDocument, report: (hostId: string) => NodeReport): Change | undefined {
  const { cluster } = document;
  if (!cluster) return undefined;
  const isFree = (hostId: string) => holdsNothing(report(hostId), cluster);
  if (cluster.state === 'Deleting') {
    return [...nodesOf(cluster), ...cluster.leaving].every(isFree) ? clusterGone(cluster.id) : undefined;
  }
  const gone = cluster.leaving.find(isFree);
  if (gone !== undefined) return nodeGone(cluster.id, gone);
  const running = new Set(nodesOf(cluster).filter((hostId) => runs(report(hostId), cluster)));
  const awaited = cluster.state === 'Running' ? controlPlaneOf(cluster) : nodesOf(cluster);
  const isDone = cluster.state === 'Running' && awaited.every((id) => document.leaders.includes(id));
  return !isDone && awaited.every((id) => running.has(id)) ? nodesRun(cluster.id, running) : undefined;
}

function holdsNothing(report: NodeReport, cluster: Cluster): boolean {
  if (report === 'unheard') return false;
  return report === 'away' || report.workload?.clusterId !== cluster.id;
}

function runs(report: NodeReport, cluster: Cluster): boolean {
  if (report === 'unheard' || report === 'away') return false;
  return report.workload?.clusterId === cluster.id && report.workload.phase === 'Running';
}
