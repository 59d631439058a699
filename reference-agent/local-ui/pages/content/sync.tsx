import { memberOf } from '../../../domain';
import { Badge } from '../../components/badge';
import { Facts } from '../../components/facts';
import { HostName } from '../../components/host-name';
import { Section } from '../../components/section';
import { type Column, Table } from '../../components/table';
import type { Visit } from '../../page';
import type { PendingItem, SyncAnswer } from './answers';

interface SyncProps {
  readonly visit: Visit;
  readonly sync: SyncAnswer;
}

/** How far the content is on the hosts of the group. */
export function Sync({ visit, sync }: SyncProps) {
  const { statusMessage, pendingItems } = sync;
  if (pendingItems.length === 0)
    return (
      <div class="card strip">
        <Facts facts={[['Sync status', statusMessage]]} />
      </div>
    );
  const columns: readonly Column<PendingItem>[] = [
    { name: 'Name', cell: ({ name }) => name },
    { name: 'Source', cell: ({ source }) => <Host visit={visit} id={source} /> },
    { name: 'Target', cell: ({ target }) => <Host visit={visit} id={target} /> },
    { name: 'Status', cell: ({ status }) => <Badge word={status} /> },
    { name: 'Message', cell: ({ msg }) => msg },
  ];
  return (
    <Section id="sync" title="Content sync">
      <Facts facts={[['Sync status', statusMessage]]} />
      <Table
        name="Content sync"
        isCaptionHidden
        columns={columns}
        rows={pendingItems}
        rowId={({ target, version }) => `sync-${target}-${version}`}
      />
    </Section>
  );
}

function Host({ visit, id }: { readonly visit: Visit; readonly id: string }) {
  const facts = memberOf(visit.state.document, id)?.facts;
  return facts ? <HostName {...facts} /> : <span class="mono">{id}</span>;
}
