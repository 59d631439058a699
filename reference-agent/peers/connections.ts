import type { Contact, Membership } from '../domain';
import type { HostNetwork } from '../outside/network';
import { PeerConnection } from './http';

interface Shared {
  readonly connection: PeerConnection;
  users: number;
}

/**
 * A connection to each host this one talks to in a group. Confirming, listening, voting and saying farewell take turns on
 * it: a handshake costs more than all they have to say.
 */
export class PeerConnections {
  readonly #shared = new Map<string, Shared>();

  constructor(private readonly network: HostNetwork) {}

  /** To be given back. */
  take(membership: Membership, peer: Contact): PeerConnection {
    const key = keyOf(membership, peer);
    const known = this.#shared.get(key);
    if (known) {
      known.users += 1;
      return known.connection;
    }
    const { groupId, authorityPem, credential } = membership;
    const connection = new PeerConnection(this.network, {
      address: peer.facts.address,
      port: peer.peerPort,
      tls: { ca: authorityPem, cert: credential.certificatePem, key: credential.keyPem, servername: groupId },
      judge: (_, commonName) => (commonName === peer.facts.id ? undefined : `it is "${commonName}", another host`),
    });
    this.#shared.set(key, { connection, users: 1 });
    return connection;
  }

  /** Closes the connection when nobody uses it any more. */
  giveBack(membership: Membership, peer: Contact): void {
    const key = keyOf(membership, peer);
    const shared = this.#shared.get(key);
    if (!shared) return;
    shared.users -= 1;
    if (shared.users > 0) return;
    this.#shared.delete(key);
    shared.connection.close();
  }
}

function keyOf({ joinId }: Membership, { facts, peerPort }: Contact): string {
  return `${joinId} ${facts.id} ${facts.address} ${peerPort}`;
}
