import { HostFault } from '../../operators/operator';
import { SiteError } from '../../sim';
import type { SuiteWorld } from './world';

/**
 * Begins something on a host and lets the scenario's fault strike in its middle, or right after its end where fewer
 * packets pass. What comes of it is for the steps after this one to judge: hosts may well fail to answer here.
 */
export async function begin(world: SuiteWorld, action: (hasStruck: () => boolean) => Promise<unknown>): Promise<void> {
  const { network } = await world.site();
  const { after, between, strike } = world.faults.take();
  let struck: Promise<void> | undefined;
  const now = (): Promise<void> => {
    struck ??= strike();
    return struck;
  };
  const callOff = await network.afterPackets(...between, after, now);
  try {
    await action(() => struck !== undefined);
  } catch (error) {
    if (!isHostsSilence(error)) throw error;
  } finally {
    await callOff();
    await now();
  }
}

/** What a host's fault leads to that is cut off or off: no answer, or none in time. */
function isHostsSilence(error: unknown): boolean {
  return error instanceof HostFault || (error instanceof SiteError && error.code === 'SITE_TIMEOUT');
}
