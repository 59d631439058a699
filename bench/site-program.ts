/** Brings a site of linked hosts up: `site-program.js COUNT`. Prints a SiteCost as JSON. */
import { linkedSite } from './linked-site';
import type { SiteCost } from './sites';

async function main(count: number): Promise<SiteCost> {
  // The first site pays for loading and compiling; what a host costs is measured after it.
  await (await linkedSite(2)).close();
  globalThis.gc?.();
  const before = process.memoryUsage().rss;
  const site = await linkedSite(count);
  globalThis.gc?.();
  const megabytesPerHost = (process.memoryUsage().rss - before) / count / 1024 / 1024;
  await site.close();
  return { upSeconds: site.upSeconds, linkedSeconds: site.linkedSeconds, megabytesPerHost };
}

void main(Number(process.argv[2])).then((cost) => console.log(JSON.stringify(cost)));
