import { join } from 'node:path';
import { timed } from './child';

/** What a site of linked hosts costs, in a process of its own. */
export interface SiteCost {
  /** Until all hosts answer. */
  readonly upSeconds: number;
  /** Until all hosts show all others, boot included. */
  readonly linkedSeconds: number;
  readonly megabytesPerHost: number;
}

export async function measureSites(count: number): Promise<SiteCost> {
  const { output } = await timed(['--expose-gc', join(__dirname, 'site-program.js'), String(count)]);
  return JSON.parse(output);
}
