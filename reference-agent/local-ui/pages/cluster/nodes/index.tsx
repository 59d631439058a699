/** The Nodes tab: the pools of the cluster and their nodes. */
import { Button } from '../../../components/button';
import { Dialog } from '../../../components/dialog';
import { Field } from '../../../components/field';
import type { Visit } from '../../../page';
import type { PoolAnswer } from '../answers';
import { candidatesOf, freeOf } from '../candidates';
import { HostChoice } from '../host-choice';
import { mayScale } from '../reasons';
import { Pool } from './pool';

export { poolActions } from './actions';

interface NodesProps {
  readonly visit: Visit;
  readonly pools: readonly PoolAnswer[];
}

export function Nodes({ visit, pools }: NodesProps) {
  const { cluster } = visit.state.document;
  const free = freeOf(candidatesOf(visit), cluster?.pools ?? []);
  const leaving = cluster?.leaving.map((id) => candidatesOf(visit).find((host) => host.id === id)?.name ?? id) ?? [];
  return (
    <div class="stack">
      <div class="toolbar end">
        <Button id="add-pool" icon="add" opens="add-pool-dialog" reason={mayScale(visit)}>
          Add Node Pool
        </Button>
      </div>
      {leaving.length > 0 && <p class="notice">{`Leaving the cluster: ${leaving.join(', ')}.`}</p>}
      {pools.map((pool) => (
        <Pool visit={visit} pool={pool} free={free} />
      ))}
      <Dialog id="add-pool-dialog" title="Add Node Pool" action="/cluster/pools">
        <p>Its nodes do the work of the cluster; the control plane stays as it is.</p>
        <Field
          id="new-pool"
          name="pool"
          label="Pool name"
          hint="Letters, digits, dots and dashes, at most 63."
          autofocus
        />
        <HostChoice
          id="new"
          legend="Edge hosts"
          hosts={free}
          none="All linked hosts are nodes already; link more hosts first."
        />
      </Dialog>
    </div>
  );
}
