/**
 * Sites of many hosts on simulated networks: the only file of this folder that others import.
 *
 * ```ts
 * const site = await createSite({ target, seed: 1 });
 * const [alpha, beta] = await site.addHosts(spec('alpha'), spec('beta'));
 * site.network.cut(alpha, beta);
 * await site.clock.pass(120);
 * await site.close();
 * ```
 */
export type { Attempt, Clock } from './clock';
export { createSite } from './create-site';
export { NotSimulated, SiteError, type SiteErrorCode } from './errors';
export type { Host, HostSpec, Power } from './host';
export type { Network } from './network';
export { preflight } from './preflight';
export type { BackendName, Site, SiteOptions } from './site';
