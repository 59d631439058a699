import { createSecureContext } from 'node:tls';
import type { HostNetwork } from '../outside/network';
import type { Token } from '../tokens/token';
import { PeerConnection } from './http';

/** Trusts nobody, since the certificate is pinned; made once, since each would cost as much as a handshake. */
const nobodysContext = createSecureContext({ ca: [] });

/** To the API port of the host whose certificate has this fingerprint, and of no other. */
export function pinnedConnection(
  network: HostNetwork,
  { address, port, fingerprint }: Pick<Token, 'address' | 'port' | 'fingerprint'>,
): PeerConnection {
  return new PeerConnection(network, {
    address,
    port,
    tls: { rejectUnauthorized: false, secureContext: nobodysContext },
    judge: (shown) => (shown === fingerprint ? undefined : 'it is not the host that made the token; copy a new one'),
  });
}
