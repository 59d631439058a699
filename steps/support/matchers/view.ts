import type { LinkedHost, LinkStatus } from '../../../operators/operator';

/** A row of a host's table, with the name that the scenario gave to the host in it. */
export interface Row extends LinkedHost {
  /** Of a host that the scenario does not know: its id in brackets. */
  readonly name: string;
}

/** Who a host is. */
export interface HostIdentity {
  readonly name: string;
  readonly id: string;
  /** On the site's network. */
  readonly address: string;
}

/** What one host shows of its links, at one moment. */
export interface HostView extends HostIdentity {
  readonly status: LinkStatus['status'];
  readonly errorMessage: string;
  /** The other hosts in its table. */
  readonly others: readonly Row[];
  /** A table may or may not have a row for the host itself. */
  readonly itself: Row | undefined;
}

/**
 * Makes a view of what a host answered. A row without an id is that of the host which has its address now: linked hosts
 * keep theirs.
 *
 * @param known the hosts of the scenario
 */
export function viewOf(host: HostIdentity, links: LinkStatus, known: readonly HostIdentity[]): HostView {
  const rows = links.hosts.map((row): Row => {
    const found = known.find(({ id, address }) => (row.id === '' ? address === row.address : id === row.id));
    const id = row.id || (found?.id ?? row.address);
    return { ...row, id, name: found?.name ?? `<${id}>` };
  });
  return {
    name: host.name,
    id: host.id,
    address: host.address,
    status: links.status,
    errorMessage: links.errorMessage,
    others: rows.filter((row) => row.id !== host.id),
    itself: rows.find((row) => row.id === host.id),
  };
}

/** The row of one host in another's table. */
export function rowOf(view: HostView, id: string): Row | undefined {
  return view.others.find((row) => row.id === id);
}

/** What a host shows, as a clause: `"alpha" shows "beta" and "gamma"`. */
export function describe(view: HostView, detail: (row: Row) => string = () => ''): string {
  const rows = view.others.map((row) => `"${row.name}"${detail(row)}`).sort();
  const shown = rows.length === 0 ? 'no linked hosts' : rows.join(', ');
  return `"${view.name}" shows ${shown}${trouble(view)}`;
}

function trouble(view: HostView): string {
  if (view.status === 'Completed' || view.status === 'unlinked') return '';
  return ` (link status ${view.status}${view.errorMessage === '' ? '' : `: ${view.errorMessage}`})`;
}
