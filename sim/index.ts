/**
 * Sites of many hosts on simulated networks: the only file of this folder that others import.
 *
 * ```ts
 * const site = await createSite({ target, seed: 1 });
 * const [alpha, beta] = await site.addHosts(spec('alpha'), spec('beta'));
 * await site.network.cut(alpha, beta);
 * await site.clock.pass(120);
 * await site.close();
 * ```
 */
export type { Attempt, Clock } from './clock';
export { createSite } from './create-site';
export { NotSimulated, SiteError, type SiteErrorCode } from './errors';
export type { Ground, GroundFacts } from './ground';
export type { Host, HostSpec, Power } from './host';
export type { Direction, LinkQuality, Network } from './network';
export { prepare, releaseHosts } from './prepare';
export { type Pruned, type PrunedThing, type PruneOptions, type PruneReason, prune } from './prune';
export type { BackendName, DockerOptions, KeptHost, Site, SiteOptions } from './site';
