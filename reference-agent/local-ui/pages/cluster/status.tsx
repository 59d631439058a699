import { Badge } from '../../components/badge';
import { Facts } from '../../components/facts';
import type { ClusterAnswer, PoolAnswer } from './answers';

interface StatusProps {
  readonly details: ClusterAnswer;
  readonly pools: readonly PoolAnswer[];
}

/** What the cluster is called and what it is at. */
export function Status({ details, pools }: StatusProps) {
  const { clusterState, clusterStateReason } = details.status;
  return (
    <div class="card">
      <Facts
        facts={[
          ['Name', <strong>{details.metadata.name}</strong>],
          ['Status', <Badge word={clusterState} />],
          ['Reason', clusterStateReason],
          ['Virtual IP address', details.spec.vip && <span class="mono">{details.spec.vip}</span>],
        ]}
      />
      {clusterState === 'Provisioning' && <Started pools={pools} />}
    </div>
  );
}

/** How many of its nodes run already. */
function Started({ pools }: Pick<StatusProps, 'pools'>) {
  const nodes = pools.flatMap(({ hosts }) => hosts);
  const running = nodes.filter(({ nodeInfo }) => nodeInfo.nodeState === 'Running');
  return <progress max={nodes.length} value={running.length} aria-label="Nodes that run" />;
}
