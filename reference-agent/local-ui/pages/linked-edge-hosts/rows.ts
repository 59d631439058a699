import { contentSyncStatus, leads } from '../../../domain';
import { stateOf } from '../../../domain/cluster';
import type { Visit } from '../../page';
import { mayUnlink } from './reasons';
import type { LinkStatusAnswer } from './status';

/** A host in the table. */
export interface HostRow {
  readonly id: string;
  readonly address: string;
  readonly name: string;
  readonly role: string;
  readonly status: string;
  readonly content: string;
  readonly health: string;
  readonly healthReason: string;
  readonly isThisHost: boolean;
  /** Whether it can be unlinked from here: it follows this host. */
  readonly isFollower: boolean;
  /** Why it cannot be unlinked now. */
  readonly reason: string | undefined;
}

/** The host itself, and those it is linked with. */
export function rowsOf(visit: Visit, status: LinkStatusAnswer | undefined): readonly HostRow[] {
  const others = (status?.peers ?? []).map(
    (peer): HostRow => ({
      id: peer.id,
      address: peer.ip,
      name: peer.config.metadata.name,
      role: peer.role,
      status: peer.status,
      content: peer.contentSyncStatus,
      health: peer.health.status,
      healthReason: peer.health.reason,
      isThisHost: false,
      isFollower: leads(visit.state) && peer.role !== 'leader',
      reason: mayUnlink(visit, peer.id),
    }),
  );
  return [ownRow(visit), ...others];
}

function ownRow({ state, host }: Visit): HostRow {
  const { document, profile } = state;
  const announcement = host.context.announcement();
  const { id, name, address } = host.context.facts();
  return {
    id,
    address,
    name,
    role: document.leaders.includes(profile.id) ? 'leader' : 'follower',
    status: stateOf(document, announcement, id),
    content: contentSyncStatus(document, announcement),
    health: 'Healthy',
    healthReason: '',
    isThisHost: true,
    isFollower: false,
    reason: undefined,
  };
}
