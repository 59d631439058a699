import type { Pruned, PruneOptions } from './backends/docker/owned/prune';

export type { Pruned, PrunedThing, PruneOptions, PruneReason } from './backends/docker/owned/prune';

/**
 * Removes what runs on the docker backend left, kept sites included, but for runs that still go on. Rejects with
 * `SITE_ENGINE_GONE` where there is no engine.
 */
export async function prune(options: PruneOptions = {}): Promise<Pruned> {
  const { pruneDocker } = require('./backends/docker/owned/prune') as typeof import('./backends/docker/owned/prune');
  return pruneDocker(options);
}
