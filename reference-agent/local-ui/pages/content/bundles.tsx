import { sizeOf } from '../../components/bytes';
import { Moment } from '../../components/moment';
import { Section } from '../../components/section';
import { type Column, Table } from '../../components/table';
import type { Bundle } from './answers';

const columns: readonly Column<Bundle>[] = [
  { name: 'Name', cell: ({ name }) => name },
  { name: 'Type', cell: ({ contentType }) => contentType },
  { name: 'Version', cell: ({ version }) => <span class="mono">{version}</span> },
  { name: 'Size', cell: ({ size }) => sizeOf(Number(size)) },
  { name: 'Uploaded', cell: ({ dateAdded }) => <Moment iso={dateAdded} /> },
];

/** The bundles that are on this host. */
export function Bundles({ bundles }: { readonly bundles: readonly Bundle[] }) {
  return (
    <Section id="bundles" title="Bundles">
      <Table
        name="Content"
        isCaptionHidden
        columns={columns}
        rows={bundles}
        rowId={({ name }) => `bundle-${encodeURIComponent(name)}`}
      />
    </Section>
  );
}
