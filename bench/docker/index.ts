/**
 * What sites of containers cost on this machine, beside what the engine takes for the same by itself: `npm run bench --
 * docker [PART...]`, where the parts are those below and all of them by default. Prints figures and judges nothing.
 */
import { SiteError } from '../../sim';
import { measureAgentStart } from './agent-start';
import { measureFiveHosts } from './five-hosts';
import { measureLinked } from './linked';
import { measureReset } from './reset';
import { openStand, type Stand } from './stand';
import { measureSuite } from './suite';

const rounds = 5;

const measurements: Readonly<Record<string, (stand: Stand, rounds: number) => Promise<void>>> = {
  hosts: measureFiveHosts,
  start: measureAgentStart,
  reset: measureReset,
  linked: measureLinked,
  suite: measureSuite,
};

/** Resolves to an exit code: 1, a part failed; 2, no such part; 3, no engine; 130, interrupted. Whatever was made is removed by then. */
export async function measureDocker(parts: readonly string[]): Promise<number> {
  const unknown = parts.find((part) => !Object.hasOwn(measurements, part));
  if (unknown !== undefined) {
    console.error(`There is no part "${unknown}" to measure; choose among ${Object.keys(measurements).join(', ')}.`);
    return 2;
  }
  const interrupted = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => interrupted.abort(new Error(name)));
  try {
    const stand = await openStand(interrupted.signal);
    try {
      return await measure(stand, parts);
    } finally {
      await stand.close();
    }
  } catch (error) {
    if (interrupted.signal.aborted) return 130;
    if (!isOfEnvironment(error)) throw error;
    console.error(error.message);
    return 3;
  }
}

async function measure(stand: Stand, parts: readonly string[]): Promise<number> {
  const { Version, ApiVersion } = await stand.docker.version();
  console.log(
    `Node ${process.version}, Docker engine ${Version} (API ${ApiVersion}), best and median of ${rounds} rounds each; ` +
      'compare figures of one run only',
  );
  let failed = false;
  for (const [part, work] of Object.entries(measurements)) {
    if (parts.length > 0 && !parts.includes(part)) continue;
    try {
      await work(stand, rounds);
    } catch (error) {
      stand.signal.throwIfAborted();
      if (isOfEnvironment(error)) throw error;
      failed = true;
      console.error(`\n"${part}" could not be measured: ${(error as Error).message}`);
    }
  }
  return failed ? 1 : 0;
}

function isOfEnvironment(error: unknown): error is SiteError {
  return error instanceof SiteError && error.attribution === 'environment';
}
