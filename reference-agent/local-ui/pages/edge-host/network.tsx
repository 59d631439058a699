import { mayChangeAddress } from '../../../domain';
import { Button } from '../../components/button';
import { Choice } from '../../components/choice';
import { Dialog } from '../../components/dialog';
import { Field } from '../../components/field';
import { Section } from '../../components/section';
import { type Column, Table } from '../../components/table';
import type { Visit } from '../../page';
import type { Nic } from './answers';

interface NetworkProps {
  readonly visit: Visit;
  readonly interfaces: readonly Nic[];
  /** Name of the interface that carries the management address. */
  readonly management: string;
}

/** The network interfaces of the host. */
export function Network({ visit, interfaces, management }: NetworkProps) {
  const reason = mayChangeAddress(visit.state)?.message;
  const columns: readonly Column<Nic>[] = [
    {
      name: 'Name',
      cell: ({ name }) => (
        <>
          {name} {name === management && <span class="tag">Management</span>}
        </>
      ),
    },
    { name: 'IP address', cell: ({ ip }) => <span class="mono">{ip}</span> },
    { name: 'Subnet', cell: ({ subnet }) => <span class="mono">{subnet}</span> },
    { name: 'Gateway', cell: ({ gateway }) => <span class="mono">{gateway}</span> },
    { name: 'Type', cell: ({ type }) => (type === 'dhcp' ? 'DHCP' : 'Static') },
    { name: 'Actions', isUnnamed: true, cell: (nic) => <Edit nic={nic} reason={reason} /> },
  ];
  return (
    <Section id="network" title="Network Interfaces">
      <Table
        name="Network Interfaces"
        isCaptionHidden
        columns={columns}
        rows={interfaces}
        rowId={({ name }) => `nic-${name}`}
      />
    </Section>
  );
}

function Edit({ nic, reason }: { readonly nic: Nic; readonly reason: string | undefined }) {
  const id = `edit-${nic.name}`;
  return (
    <>
      <Button id={id} icon="edit" opens={`${id}-dialog`} reason={reason}>
        Edit<span class="heard"> {nic.name}</span>
      </Button>
      <Dialog id={`${id}-dialog`} title={`Edit network interface ${nic.name}`} action="/network">
        <input type="hidden" name="interface" value={nic.name} />
        <Choice
          id={`${id}-type`}
          name="type"
          label="Type"
          value={nic.type}
          options={[
            ['static', 'Static'],
            ['dhcp', 'DHCP'],
          ]}
          hint="With DHCP the network assigns the address, and what stands below does not count."
        />
        <Field id={`${id}-ip`} name="ip" label="IP address" value={nic.ip} mono />
        <Field id={`${id}-subnet`} name="subnet" label="Subnet" value={nic.subnet} mono />
        <Field id={`${id}-gateway`} name="gateway" label="Gateway" value={nic.gateway} mono />
      </Dialog>
    </>
  );
}
