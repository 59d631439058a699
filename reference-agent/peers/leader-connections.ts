import type { Joining } from '../domain';
import type { HostNetwork } from '../outside/network';
import { PeerConnection } from './http';

interface Shared {
  readonly connection: PeerConnection;
  users: number;
}

/**
 * A connection to the leader of each group this host has to do with. Confirming, following and saying farewell take turns
 * on it: a handshake costs more than all they have to say.
 */
export class LeaderConnections {
  readonly #shared = new Map<string, Shared>();

  constructor(private readonly network: HostNetwork) {}

  /** To be given back. */
  take(group: Joining): PeerConnection {
    const known = this.#shared.get(group.joinId);
    if (known) {
      known.users += 1;
      return known.connection;
    }
    const connection = new PeerConnection(this.network, {
      address: group.leader.address,
      port: group.leaderPeerPort,
      tls: {
        ca: group.authorityPem,
        cert: group.credential.certificatePem,
        key: group.credential.keyPem,
        servername: group.groupId,
      },
      judge: (_, commonName) => (commonName === group.leader.id ? undefined : `it is "${commonName}", not the leader`),
    });
    this.#shared.set(group.joinId, { connection, users: 1 });
    return connection;
  }

  /** Closes the connection when nobody uses it any more. */
  giveBack(group: Joining): void {
    const shared = this.#shared.get(group.joinId);
    if (!shared) return;
    shared.users -= 1;
    if (shared.users > 0) return;
    this.#shared.delete(group.joinId);
    shared.connection.close();
  }
}
