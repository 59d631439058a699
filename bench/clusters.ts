import { join } from 'node:path';
import { timed } from './child';

/** What a cluster costs, in a process of its own, hosts and links not counted. */
export interface ClusterCost {
  /** Real seconds from creating it until every node generates tokens. */
  readonly formedSeconds: number;
  /** Seconds of the hosts' clock for the same. */
  readonly formedSiteSeconds: number;
  /** Real seconds from its delete until all hosts are back, Ready and show all others. */
  readonly deletedSeconds: number;
  readonly deletedSiteSeconds: number;
}

export async function measureCluster(nodes: number): Promise<ClusterCost> {
  const { output } = await timed([join(__dirname, 'cluster-program.js'), String(nodes)]);
  return JSON.parse(output);
}
