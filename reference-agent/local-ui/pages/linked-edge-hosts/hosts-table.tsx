import { Badge } from '../../components/badge';
import { Dialog } from '../../components/dialog';
import { Menu } from '../../components/menu';
import { type Column, Table } from '../../components/table';
import type { HostRow } from './rows';

const columns: readonly Column<HostRow>[] = [
  { name: 'IP address', cell: (row) => <span class="mono">{row.address}</span> },
  {
    name: 'Name',
    cell: (row) => (
      <>
        {row.name} {row.isThisHost && <span class="tag">This host</span>}
      </>
    ),
  },
  { name: 'Role', cell: (row) => <span class="role">{row.role}</span> },
  { name: 'Status', cell: (row) => <Badge word={row.status} /> },
  { name: 'Content', cell: (row) => <Badge word={row.content} /> },
  { name: 'Health', cell: (row) => <Health row={row} /> },
  { name: 'Actions', isUnnamed: true, cell: (row) => row.isFollower && <RowMenu row={row} /> },
];

/** The host itself and those it is linked with. */
export function HostsTable({ rows }: { readonly rows: readonly HostRow[] }) {
  return (
    <div class="card">
      <Table name="Linked Edge Hosts" isCaptionHidden columns={columns} rows={rows} rowId={(row) => `host-${row.id}`} />
    </div>
  );
}

function Health({ row }: { readonly row: HostRow }) {
  return (
    <>
      <Badge word={row.health} />
      {row.healthReason !== '' && <p class="hint">{row.healthReason}</p>}
    </>
  );
}

function RowMenu({ row }: { readonly row: HostRow }) {
  const { id, name, address, reason } = row;
  return (
    <>
      <Menu
        id={`actions-${id}`}
        label={`Actions for ${address}`}
        items={[{ id: `unlink-${id}`, label: 'Unlink', kind: 'danger', opens: `unlink-${id}-dialog`, reason }]}
      />
      <Dialog id={`unlink-${id}-dialog`} title="Unlink this host?" action="/linked-edge-hosts/unlink" kind="danger">
        <input type="hidden" name="host" value={id} />
        <p>
          <strong>{name}</strong> ({address}) leaves the group. Content that it received stays on it; it can be linked
          again with a token.
        </p>
      </Dialog>
    </>
  );
}
