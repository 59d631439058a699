import { createSite, releaseHosts, type Site } from '../../sim';
import { spec } from '../linked-site';
import type { Stand } from './stand';

/** Hosts that answer, and how to be rid of them. */
export type Down = () => Promise<void>;

/** One way of bringing hosts from nothing to answering over HTTPS. Leaves nothing where it fails. */
export interface Way {
  readonly name: string;
  up(count: number): Promise<Down>;
}

/** A site of its own, with a network that was not there before. */
export function simulator({ site: options }: Stand): Way {
  const down = (site: Site) => async () => {
    await site.close();
    await releaseHosts(options);
  };
  return {
    name: 'hostlink, a site of its own',
    async up(count) {
      const site = await createSite(options);
      try {
        await site.addHosts(...Array.from({ length: count }, (_, index) => spec(`host-${index + 1}`)));
      } catch (error) {
        await down(site)();
        throw error;
      }
      return down(site);
    },
  };
}

/** Does all of them side by side, and fails only when none goes on any more. */
export async function sideBySide<T>(count: number, work: (index: number) => Promise<T>): Promise<T[]> {
  const ended = await Promise.allSettled(Array.from({ length: count }, (_, index) => work(index)));
  return ended.map((end) => {
    if (end.status === 'rejected') throw end.reason;
    return end.value;
  });
}
