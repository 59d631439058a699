import { createSite, releaseHosts, type Site, type SiteOptions } from '../../sim';

/** Does something on a site of its own, of which nothing is left afterwards. */
export async function releasedSite<T>(options: SiteOptions, work: (site: Site) => Promise<T>): Promise<T> {
  const site = await createSite(options);
  try {
    return await work(site);
  } finally {
    await site.close();
    await releaseHosts(options);
  }
}
