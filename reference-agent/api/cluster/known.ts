import { type Cluster, memberOf, nodeNameOf, nodeStateOf, nodesOf } from '../../domain';
import type { Context } from '../../host/context';
import type { Group, Health } from '../../host/group';

/** A node of the cluster, as this host knows it now. */
export interface KnownNode {
  readonly hostId: string;
  /** Of the node. */
  readonly name: string;
  readonly hostName: string;
  readonly address: string;
  readonly operatingSystem: { readonly family: string; readonly version: string };
  readonly state: 'Provisioning' | 'Running' | 'Deleting';
  readonly health: Health;
}

/** What this host knows of a node of its group's cluster. */
export function knownNodes(
  context: Context,
  group: Pick<Group, 'peers'>,
  cluster: Cluster,
): ReadonlyMap<string, KnownNode> {
  const { state } = context.host;
  const { document } = state;
  const peers = new Map(group.peers().map((peer) => [peer.member.facts.id, peer]));
  return new Map(
    nodesOf(cluster).map((hostId) => {
      const isSelf = hostId === state.profile.id;
      const peer = peers.get(hostId);
      const facts = memberOf(document, hostId)?.facts;
      const known: KnownNode = {
        hostId,
        name: nodeNameOf(document, hostId),
        hostName: facts?.name ?? '',
        address: facts?.address ?? '',
        operatingSystem: facts?.operatingSystem ?? { family: '', version: '' },
        state: nodeStateOf(document, isSelf ? state : peer?.announcement, hostId),
        health: isSelf ? { status: 'Healthy', reason: '' } : (peer?.health ?? unknown),
      };
      return [hostId, known];
    }),
  );
}

const unknown: Health = { status: 'Unhealthy', reason: 'Nothing is known of this host.' };

/** Ids of hosts that said that something of a cluster is left there. */
export function busyHosts(context: Context, group: Pick<Group, 'peers'>): ReadonlySet<string> {
  const { workload, profile } = context.host.state;
  const busy = group.peers().filter(({ announcement }) => announcement?.workload);
  return new Set([...busy.map(({ member }) => member.facts.id), ...(workload ? [profile.id] : [])]);
}
