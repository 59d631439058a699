import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Docker from 'dockerode';
import { prepare, type SiteOptions } from '../../sim';
import { referenceImage as target } from '../../target/reference-agent';
import { spec } from '../linked-site';
import { image, userData as userDataText } from './contract';
import { releasedSite } from './released-site';

/** What all measurements share: an engine, and a mark on everything that they make there. */
export interface Stand {
  readonly docker: Docker;
  /** Of every site. */
  readonly site: SiteOptions;
  readonly runId: string;
  /** What the simulator puts on all of its own, so that whatever clears up after it clears the rest as well. */
  readonly labels: Readonly<Record<string, string>>;
  /** A file of user data that containers can mount. */
  readonly userData: string;
  readonly signal: AbortSignal;
  /** Removes everything that was made. */
  close(): Promise<void>;
}

/** The options of sites of one run. Hosts are not used again. */
export function siteOptions(runId: string, signal?: AbortSignal): SiteOptions {
  const docker = { image, runId, fresh: true, keep: 'never' } as const;
  return { target, backend: 'docker', docker, seed: 1, ...(signal && { signal }) };
}

/** Rejects with a `SiteError` where there is no engine, or not these images on it. */
export async function openStand(signal: AbortSignal): Promise<Stand> {
  const runId = randomUUID();
  const site = siteOptions(runId, signal);
  const ground = await prepare(site);
  const folder = await mkdtemp(join(tmpdir(), 'hostlink-bench-'));
  const close = async () => {
    await rm(folder, { recursive: true, force: true });
    for (const left of await ground.close()) console.error(left);
  };
  try {
    const userData = join(folder, 'user-data.yaml');
    await writeFile(userData, userDataText, { mode: 0o644 });
    const docker = new Docker();
    return { docker, site, runId, labels: await labelsOf(site, docker), userData, signal, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Reads off a site how it marks what is its own. */
async function labelsOf(options: SiteOptions, docker: Docker): Promise<Record<string, string>> {
  return releasedSite(options, async (site) => {
    await site.addHosts(spec('marked'));
    const filters = { label: [`hostlink.run=${options.docker?.runId}`] };
    const [network] = await docker.listNetworks({ filters });
    return network?.Labels ?? {};
  });
}
