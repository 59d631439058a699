import { Dialog } from '../../../components/dialog';
import { Icon } from '../../../components/icon';
import type { Visit } from '../../../page';
import type { PoolAnswer } from '../answers';
import { type Candidate, candidateOf } from '../candidates';
import { HostChoice } from '../host-choice';

interface PoolDialogProps {
  readonly id: string;
  readonly pool: PoolAnswer;
  readonly free: readonly Candidate[];
  readonly visit: Visit;
}

/** Pool Configuration: which hosts are in a pool. All of it is one change, so that a control plane stays odd. */
export function PoolDialog({ id, pool, free, visit }: PoolDialogProps) {
  const hosts = pool.hosts.map(({ hostUid }) => candidateOf(visit, hostUid));
  return (
    <Dialog id={id} title="Pool Configuration" action="/cluster/pools/configure">
      <input type="hidden" name="pool" value={pool.name} />
      {hosts.map((host) => (
        <input type="hidden" name="shown" value={host.id} />
      ))}
      <p>
        <strong>{pool.name}</strong> keeps the hosts that are checked.
        {pool.isControlPlane && ' A control plane needs an odd number of them: they come and go in pairs.'}
      </p>
      {hosts.length > 0 && <HostChoice id={`${id}-kept`} legend="Nodes of this pool" hosts={hosts} checked none="" />}
      <button
        type="button"
        class="button plain"
        id={`${id}-add`}
        aria-expanded="false"
        aria-controls={`${id}-free`}
        data-reveals={`${id}-free`}
      >
        <Icon name="add" />
        Add Item
      </button>
      <div id={`${id}-free`} hidden>
        <HostChoice
          id={`${id}-new`}
          legend="Linked hosts"
          hosts={free}
          none="All linked hosts are nodes already; link more hosts first."
        />
      </div>
    </Dialog>
  );
}
