import { conclusionOf, type NodeReport } from '../domain';
import { type Context, pause } from '../host/context';
import type { Group, Peer } from '../host/group';

/** What a coordinator needs of a group. */
export type CoordinatedGroup = Pick<Group, 'propose' | 'peers' | 'onPeers'>;

/** Seconds until a proposal is made again that was not decided. */
const retrySeconds = 1;

/**
 * Draws, on a leader, the conclusions from what the nodes of the cluster announce (see `conclusionOf`), and proposes them
 * to the group, one after the other. Of several leaders the first healthy one does; should two of them do so at once, the
 * second changes nothing.
 */
export class Coordinator {
  readonly #closing = new AbortController();
  readonly #ignore: readonly (() => void)[];
  #isBusy = false;

  constructor(
    private readonly context: Context,
    private readonly group: CoordinatedGroup,
  ) {
    this.#ignore = [context.host.onChange(this.#look), group.onPeers(this.#look)];
    this.#look();
  }

  close(): void {
    this.#closing.abort();
    for (const ignore of this.#ignore) ignore();
  }

  readonly #look = (): void => {
    if (this.#isBusy || this.#closing.signal.aborted || this.context.down.aborted) return;
    const change = this.#conclusion();
    if (!change) return;
    this.#isBusy = true;
    void this.#propose(change).finally(() => {
      this.#isBusy = false;
      this.#look();
    });
  };

  #conclusion() {
    const { document, profile, workload } = this.context.host.state;
    if (!document.cluster || !document.leaders.includes(profile.id)) return undefined;
    const peers = new Map(this.group.peers().map((peer) => [peer.member.facts.id, peer]));
    const first = document.leaders.find((id) => id === profile.id || peers.get(id)?.health.status === 'Healthy');
    if (first !== profile.id) return undefined;
    const own: NodeReport = workload ? { workload } : {};
    return conclusionOf(document, (hostId) => (hostId === profile.id ? own : reportOf(peers.get(hostId))));
  }

  async #propose(change: Parameters<Group['propose']>[0]): Promise<void> {
    const before = this.context.host.state.document;
    try {
      const { refused } = await this.group.propose(change);
      if (refused) this.context.log.info({ refused }, 'what the nodes of the cluster announced was not decided');
    } catch (error) {
      this.context.log.error({ err: error }, 'what the nodes of the cluster announced could not be decided');
    }
    const isDecided = this.context.host.state.document !== before;
    if (!isDecided) await pause(this.context, retrySeconds, this.#closing.signal);
  }
}

/** A host that is unhealthy is away, whatever it said last. */
function reportOf(peer: Peer | undefined): NodeReport {
  if (peer?.health.status === 'Unhealthy') return 'away';
  return peer?.announcement ?? 'unheard';
}
