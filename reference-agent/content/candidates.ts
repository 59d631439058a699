import type { Content } from '../domain';
import type { Peer } from '../host/group';

/**
 * Hosts to ask for a bundle, the best first: healthy ones before others, and of those the one it was uploaded to. That one
 * is asked also when no host has announced that it holds the bundle, unless it has announced that it holds others only.
 */
export function candidatesFor(content: Content, peers: readonly Peer[]): readonly Peer[] {
  const holders = peers.filter(({ announcement }) => announcement?.held.includes(content.sha256));
  const origin = peers.find(({ member }) => member.facts.id === content.uploadedTo);
  if (holders.length === 0) return origin && !origin.announcement ? [origin] : [];
  const rank = (peer: Peer) => (peer.health.status === 'Healthy' ? 0 : 2) + (peer === origin ? 0 : 1);
  return holders.sort((a, b) => rank(a) - rank(b));
}
