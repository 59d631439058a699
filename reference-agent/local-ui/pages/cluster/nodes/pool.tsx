import { Badge } from '../../../components/badge';
import { Button } from '../../../components/button';
import { Dialog } from '../../../components/dialog';
import { Section } from '../../../components/section';
import { type Column, Table } from '../../../components/table';
import type { Visit } from '../../../page';
import type { NodeAnswer, PoolAnswer } from '../answers';
import type { Candidate } from '../candidates';
import { mayRemoveNode, mayRemovePool, mayScale } from '../reasons';
import { PoolDialog } from './pool-dialog';

interface PoolProps {
  readonly visit: Visit;
  readonly pool: PoolAnswer;
  /** Hosts that are no nodes yet. */
  readonly free: readonly Candidate[];
}

/** One pool, its nodes, and what is done with them. */
export function Pool({ visit, pool, free }: PoolProps) {
  const { name, isControlPlane, hosts } = pool;
  const id = `pool-${name}`;
  const toolbar = (
    <>
      {isControlPlane && <span class="tag">Control plane</span>}
      <Button id={`${id}-edit`} icon="edit" opens={`${id}-dialog`} reason={mayScale(visit)}>
        Pool Configuration
      </Button>
      <Button id={`${id}-remove`} opens={`${id}-remove-dialog`} reason={mayRemovePool(visit, name)}>
        Delete pool
      </Button>
    </>
  );
  return (
    <Section id={id} title={name} toolbar={toolbar}>
      {hosts.length === 0 ? (
        <p class="hint">No host is in this pool.</p>
      ) : (
        <Table
          name={name}
          isCaptionHidden
          columns={columnsOf(visit, pool)}
          rows={hosts}
          rowId={({ hostUid }) => `node-${hostUid}`}
        />
      )}
      <PoolDialog id={`${id}-dialog`} pool={pool} free={free} visit={visit} />
      <Dialog id={`${id}-remove-dialog`} title="Delete this pool?" action="/cluster/pools/delete" kind="danger">
        <input type="hidden" name="pool" value={name} />
        <p>
          <strong>{name}</strong> is removed from the cluster{hosts.length > 0 && ', and its hosts are free again'}.
        </p>
      </Dialog>
    </Section>
  );
}

function columnsOf(visit: Visit, pool: PoolAnswer): readonly Column<NodeAnswer>[] {
  return [
    { name: 'Name', cell: ({ nodeInfo }) => nodeInfo.nodeName },
    { name: 'IP address', cell: ({ hostAddress }) => <span class="mono">{hostAddress}</span> },
    { name: 'Host ID', cell: ({ hostUid }) => <span class="mono">{hostUid}</span> },
    { name: 'Status', cell: ({ nodeInfo }) => <Status node={nodeInfo} /> },
    { name: 'Actions', isUnnamed: true, cell: (node) => <DeleteNode visit={visit} pool={pool.name} node={node} /> },
  ];
}

function Status({ node: { nodeState, health } }: { readonly node: NodeAnswer['nodeInfo'] }) {
  return (
    <>
      <Badge word={nodeState} />
      {health.status === 'Unhealthy' && <p class="hint">{health.reason}</p>}
    </>
  );
}

interface DeleteNodeProps {
  readonly visit: Visit;
  readonly pool: string;
  readonly node: NodeAnswer;
}

function DeleteNode({ visit, pool, node }: DeleteNodeProps) {
  const id = `delete-${node.hostUid}`;
  const { nodeName } = node.nodeInfo;
  return (
    <>
      <Button id={id} opens={`${id}-dialog`} reason={mayRemoveNode(visit, pool, node.hostUid)}>
        Delete<span class="heard"> {nodeName}</span>
      </Button>
      <Dialog id={`${id}-dialog`} title="Delete this node?" action="/cluster/nodes/delete" kind="danger">
        <input type="hidden" name="pool" value={pool} />
        <input type="hidden" name="node" value={node.hostUid} />
        <p>
          <strong>{nodeName}</strong> leaves the cluster and is free again once nothing of it runs there any more. It
          stays linked.
        </p>
      </Dialog>
    </>
  );
}
