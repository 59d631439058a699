import { embeddedPreflight } from './backends/embedded';
import type { SiteOptions } from './site';

/**
 * Checks, before a run, whether this machine can carry sites at all. Takes about a millisecond. Rejects with a coded
 * `SiteError` whose attribution is `environment`, e.g. `SITE_PORT_IN_USE`.
 */
export async function preflight(options: Pick<SiteOptions, 'backend'> = {}): Promise<void> {
  const checks = { embedded: embeddedPreflight };
  await checks[options.backend ?? 'embedded']();
}
