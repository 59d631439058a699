/** Brings a site of linked hosts up in containers: `linked-program.js COUNT RUN_ID`. Prints a LinkedCost as JSON. */
import Docker from 'dockerode';
import { linkedSite } from '../linked-site';
import type { LinkedCost } from './linked';
import { siteOptions } from './stand';

async function main(count: number, runId: string): Promise<LinkedCost> {
  const linked = await linkedSite(count, siteOptions(runId));
  const harnessMegabytes = process.memoryUsage.rss() / 1e6;
  const containerMegabytes = (await containerBytes(runId)) / 1e6;
  const began = performance.now();
  await linked.close();
  const downSeconds = (performance.now() - began) / 1000;
  const { upSeconds, linkedSeconds } = linked;
  return { upSeconds, linkSeconds: linkedSeconds - upSeconds, downSeconds, containerMegabytes, harnessMegabytes };
}

async function containerBytes(runId: string): Promise<number> {
  const docker = new Docker();
  const containers = await docker.listContainers({ filters: { label: [`hostlink.run=${runId}`] } });
  const bytes = await Promise.all(
    containers.map(async ({ Id }) => {
      const { memory_stats } = await docker.getContainer(Id).stats({ stream: false, 'one-shot': true });
      const { usage, stats } = memory_stats as { usage: number; stats: Record<string, number> };
      // As the engine's own command counts: files that were read and can be read again are nobody's memory.
      return usage - (stats.total_inactive_file ?? stats.inactive_file ?? 0);
    }),
  );
  return bytes.reduce((sum, next) => sum + next, 0);
}

void main(Number(process.argv[2]), process.argv[3] ?? '').then((cost) => console.log(JSON.stringify(cost)));
