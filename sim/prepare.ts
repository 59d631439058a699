import { embeddedPreflight } from './backends/embedded';
import type { Ground } from './ground';
import type { SiteOptions } from './site';

/**
 * Checks, before a run, whether sites can be had at all, and clears what dead runs left behind. Rejects with a coded
 * `SiteError` whose attribution is `environment`, e.g. `SITE_PORT_IN_USE` or `SITE_ENGINE_GONE`.
 */
export async function prepare(options: Pick<SiteOptions, 'backend' | 'docker'>): Promise<Ground> {
  if (options.backend === 'docker') {
    const { prepareDocker } = require('./backends/docker') as typeof import('./backends/docker');
    return prepareDocker(options);
  }
  await embeddedPreflight();
  return { facts: {}, close: async () => [] };
}

/** Ends the hosts that this thread keeps ready for its next scenarios, after its last one. */
export async function releaseHosts(options: Pick<SiteOptions, 'backend'>): Promise<void> {
  if (options.backend !== 'docker') return;
  const { releaseDockerHosts } = require('./backends/docker') as typeof import('./backends/docker');
  await releaseDockerHosts();
}
