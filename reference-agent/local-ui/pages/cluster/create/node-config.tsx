import { Button } from '../../../components/button';
import { Dialog } from '../../../components/dialog';
import { Field } from '../../../components/field';
import { HostName } from '../../../components/host-name';
import type { Visit } from '../../../page';
import { type Candidate, candidateOf, candidatesOf, freeOf } from '../candidates';
import { HostChoice } from '../host-choice';
import type { Draft, DraftPool } from './draft';
import { createPath } from './paths';
import { stepForm } from './step-form';

interface NodeConfigProps {
  readonly visit: Visit;
  readonly draft: Draft;
}

/** Which hosts become nodes, and of which pool. */
export function NodeConfig({ visit, draft }: NodeConfigProps) {
  const free = freeOf(candidatesOf(visit), draft.pools);
  return (
    <div class="stack">
      <p>Hosts that are linked with this one can be nodes. The control plane needs an odd number of them.</p>
      {draft.pools.map((pool) => (
        <Pool visit={visit} pool={pool} title={titleOf(draft, pool)} free={free} />
      ))}
      <Button id="add-pool" icon="add" form={stepForm} name="do" value="add-pool">
        Add node pool
      </Button>
    </div>
  );
}

function titleOf({ pools }: Draft, pool: DraftPool): string {
  const number = pools.filter(({ isControlPlane }) => !isControlPlane).indexOf(pool) + 1;
  return pool.isControlPlane ? 'Control plane pool' : number === 1 ? 'Worker pool' : `Worker pool ${number}`;
}

interface PoolProps {
  readonly visit: Visit;
  readonly pool: DraftPool;
  readonly title: string;
  /** Hosts that are in no pool yet. */
  readonly free: readonly Candidate[];
}

function Pool({ visit, pool, title, free }: PoolProps) {
  const { key, name, isControlPlane, hostIds } = pool;
  const id = `pool-${key}`;
  return (
    <section class="pool" aria-labelledby={`${id}-title`}>
      <div class="card-head">
        <h3 id={`${id}-title`}>{title}</h3>
        {!isControlPlane && (
          <Button id={`${id}-remove`} form={stepForm} name="do" value={`remove-pool ${key}`}>
            Remove pool
          </Button>
        )}
      </div>
      <Field id={`${id}-name`} name={id} label="Pool name" value={name} form={stepForm} />
      {hostIds.length === 0 ? (
        <p class="hint">No host is in this pool yet.</p>
      ) : (
        <ul class="chosen" aria-label={`Hosts of ${title}`}>
          {hostIds.map((hostId) => (
            <ChosenHost host={candidateOf(visit, hostId)} />
          ))}
        </ul>
      )}
      <Button id={`${id}-add`} icon="add" opens={`${id}-dialog`}>
        Add Edge Hosts
      </Button>
      <Dialog id={`${id}-dialog`} title="Add Edge Hosts" action={`${createPath}/hosts?${visit.query}`} with={stepForm}>
        <input type="hidden" name="pool" value={String(key)} />
        <HostChoice
          id={id}
          legend={title}
          hosts={free}
          none="All linked hosts are in a pool already. To have more to choose from, link more hosts with this one."
        />
      </Dialog>
    </section>
  );
}

function ChosenHost({ host }: { readonly host: Candidate }) {
  const { id, name, address, isThisHost } = host;
  const reason = isThisHost
    ? 'The leader on which a cluster is created is always a node of its control plane.'
    : undefined;
  return (
    <li>
      <span>
        <HostName name={name} address={address} /> {isThisHost && <span class="tag">This host</span>}
      </span>
      <Button id={`remove-${id}`} form={stepForm} name="do" value={`remove-host ${id}`} reason={reason}>
        Remove<span class="heard"> {name}</span>
      </Button>
    </li>
  );
}
