import type { Change } from '../document';
import { refuse } from '../refusal';
import { memberOf, next } from '../state';
import { changeable, quote } from './checks';
import { controlPlaneOf } from './nodes';

/**
 * A control plane node that leads deletes the cluster, and from this decision on it alone leads: of two deletes at once
 * the second finds the first one done. Asked again, the host that deletes it says so again. LEAD-11, X-DEL-2.
 */
export function deleteCluster(hostId: string): Change {
  return (document) => {
    if (document.cluster?.state === 'Deleting' && document.leaders.includes(hostId)) return document;
    const cluster = changeable(document);
    if ('refused' in cluster) return cluster;
    if (!controlPlaneOf(cluster).includes(hostId) || !document.leaders.includes(hostId)) {
      return refuse(
        'NOT_CONTROL_PLANE',
        `Host "${memberOf(document, hostId)?.facts.name ?? quote(hostId)}" is no control plane node that leads; delete cluster "${cluster.name}" on one.`,
      );
    }
    return next(document, { cluster: { ...cluster, state: 'Deleting' }, leaders: [hostId] });
  };
}

/** Nothing of the cluster runs any more on a host that left it. X-CLU-6. */
export function nodeGone(clusterId: string, hostId: string): Change {
  return (document) => {
    const { cluster } = document;
    if (cluster?.id !== clusterId || !cluster.leaving.includes(hostId)) return document;
    return next(document, { cluster: { ...cluster, leaving: cluster.leaving.filter((id) => id !== hostId) } });
  };
}

/** Nothing of a deleted cluster runs any more on any host that can be asked. LEAD-9, LEAD-10. */
export function clusterGone(clusterId: string): Change {
  return (document) => {
    const { cluster } = document;
    if (cluster?.id !== clusterId || cluster.state !== 'Deleting') return document;
    const { cluster: _, ...rest } = document;
    return next(rest, {});
  };
}
