import { resultOf } from '../../action';
import { Dialog } from '../../components/dialog';
import { Menu } from '../../components/menu';
import type { Action, Visit } from '../../page';
import { clusterPath } from './answers';
import { mayDelete } from './reasons';

export const deleteAction: Action = {
  path: '/cluster/delete',
  act: async ({ api }) => resultOf(await api.send('DELETE', clusterPath)),
};

interface DeleteProps {
  readonly visit: Visit;
  /** Of the cluster. */
  readonly name: string;
}

/** What is done with the cluster as a whole. */
export function DeleteMenu({ visit, name }: DeleteProps) {
  return (
    <>
      <Menu
        id="cluster-actions"
        label="Actions"
        items={[{ id: 'delete', label: 'Delete', kind: 'danger', opens: 'delete-dialog', reason: mayDelete(visit) }]}
      >
        Actions
      </Menu>
      <Dialog id="delete-dialog" title="Delete this cluster?" action={deleteAction.path} kind="danger">
        <p>
          All hosts of <strong>{name}</strong> remove what they run for it and reboot; their Local UI cannot be reached
          meanwhile. They stay linked, and this host leads them from then on.
        </p>
      </Dialog>
    </>
  );
}
