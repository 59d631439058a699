import { renewal } from '../../steps/support/renewing';
import { heading, milliseconds, row } from '../figures';
import { spec } from '../linked-site';
import { releasedSite } from './released-site';
import type { Stand } from './stand';

/** What it costs that a host is used by another scenario: its factory reset, and making sure of it. */
export async function measureReset({ site: options, signal }: Stand, rounds: number): Promise<void> {
  const renew = renewal(options.target);
  const taken = await releasedSite(options, async (site) => {
    const [host] = await site.addHosts(spec('alpha'));
    if (host === undefined) throw new Error('The site has a host by now.');
    // The first one pays for loading and compiling, on both sides.
    await renew(host);
    const each: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      signal.throwIfAborted();
      const began = performance.now();
      await renew(host);
      each.push((performance.now() - began) / 1000);
    }
    return each;
  });
  console.log(heading('one host, its factory reset'));
  console.log(row('until it was seen to have nothing left, goal 100 ms', taken, milliseconds));
}
