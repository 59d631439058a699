/** Linked Edge Hosts: tokens, linking and unlinking, and the hosts that this one is linked with. */

import { isLinked } from '../../../domain';
import { Empty } from '../../components/empty';
import type { Page, Visit } from '../../page';
import { actions } from './actions';
import { HostsTable } from './hosts-table';
import { LinkStatus } from './link-status';
import { rowsOf } from './rows';
import { type LinkStatusAnswer, linkStatusPath } from './status';
import { TokenCard } from './token-card';
import { Toolbar } from './toolbar';

export const linkedEdgeHosts: Page = {
  path: '/linked-edge-hosts',
  name: 'Linked Edge Hosts',
  icon: 'links',
  actions,
  async show(visit) {
    const status = await visit.api.get<LinkStatusAnswer>(linkStatusPath);
    const rows = rowsOf(visit, status);
    const token = visit.host.group.leader.currentToken;
    return {
      lead: leadOf(visit),
      toolbar: <Toolbar visit={visit} />,
      body: (
        <>
          {status && <LinkStatus status={status} />}
          {token && <TokenCard token={token} visit={visit} />}
          {rows.length > 1 ? <HostsTable rows={rows} /> : <NoHosts visit={visit} />}
        </>
      ),
    };
  },
};

function leadOf({ state }: Visit): string {
  const { document, profile } = state;
  const others = document.members.length - 1;
  if (others === 0)
    return state.tokens ? 'This host generates tokens and leads no host yet.' : 'This host is linked with no other.';
  if (!document.leaders.includes(profile.id))
    return 'This host follows a leader, which syncs content and configuration to it.';
  return `This host leads a group of ${others + 1} hosts.`;
}

function NoHosts({ visit }: { readonly visit: Visit }) {
  const { state } = visit;
  if (isLinked(state))
    return (
      <Empty icon="links" title="A link is being made">
        The other host is about to confirm it.
      </Empty>
    );
  return state.tokens ? (
    <Empty icon="links" title="No host is linked yet">
      Copy the token, open Linked Edge Hosts on another host, choose “Link this device to another” there and enter it.
    </Empty>
  ) : (
    <Empty icon="links" title="No host is linked">
      To lead other hosts, generate a token and enter it on them. To follow another host, link this device to it with a
      token of its leader.
    </Empty>
  );
}
