import { oneLine } from '../../conformance/index';
import type { Ground, KeptHost } from '../../sim';
import type { Io } from '../io';
import { settlesWithin } from './patience';

/** Milliseconds that giving everything back may take: an engine that stopped must not keep a run from its end. */
const patience = 10_000;

/**
 * The same ground, given back once however often that is asked. What could not be removed is told in one line on stderr;
 * it decides nothing.
 */
export function borrowed({ facts, close }: Ground, io: Pick<Io, 'stderr'>, milliseconds = patience): Ground {
  let closed: Promise<readonly string[]> | undefined;
  const giveBack = async (kept: readonly KeptHost[]): Promise<readonly string[]> => {
    const closing = close(kept).catch((error: unknown) => [`something (${(error as Error).message})`]);
    const left = (await settlesWithin(closing, milliseconds)) ? await closing : ['what the engine did not answer for'];
    if (left.length > 0) {
      const named = left.map((each) => each.replace(/\.$/, ''));
      const what = left.length > 5 ? `${named.slice(0, 5).join(', ')} and ${left.length - 5} more` : named.join(', ');
      io.stderr.write(`${oneLine(`Not removed: ${what}; "hostlink prune" does that once the engine answers.`)}\n`);
    }
    return left;
  };
  return {
    facts,
    close: (kept = []) => {
      closed ??= giveBack(kept);
      return closed;
    },
  };
}
