import { HostFault } from '../../operators/operator';
import type { Clock } from '../../sim';
import { Expectation } from './errors';
import { type Match, mismatch } from './matchers/match';

/** What {@link eventually} and {@link holds} need of a site's clock. */
export type AttemptClock = Pick<Clock, 'attempts' | 'window'>;

/** Something awaited, or expected to stay. */
export interface Awaited<T> {
  readonly clock: AttemptClock;
  /** A clause after "Expected that", e.g. `"beta" is linked to "alpha"`. */
  readonly expected: string;
  /** Seconds of site time. */
  readonly within: number;
  readonly signal?: AbortSignal;
  /** Looks at the hosts, once for each attempt. */
  readonly look: () => Promise<T>;
  readonly judge: (seen: T) => Match;
}

/**
 * Looks again and again until the judge is content, and resolves to what it then saw. When the budget ends, rejects with
 * an {@link Expectation} that tells what was seen last and since when. A host that fails to answer meanwhile is asked again.
 */
export async function eventually<T>(awaited: Awaited<T>): Promise<T> {
  let seen = 'nothing was seen';
  let since = 0;
  let elapsed = 0;
  let fault: HostFault | undefined;
  const note = (what: string): void => {
    if (what !== seen) since = elapsed;
    seen = what;
  };
  for await (const attempt of awaited.clock.attempts(awaited.within, awaited.signal)) {
    elapsed = attempt.elapsedSeconds;
    try {
      const found = await awaited.look();
      const match = awaited.judge(found);
      if (match.matches) return found;
      fault = undefined;
      note(match.seen);
    } catch (error) {
      if (!(error instanceof HostFault)) throw error;
      fault = error;
      note(sentencePart(error.message));
    }
  }
  throw new Expectation(
    { expected: awaited.expected, seen, seenForSeconds: elapsed - since },
    fault === undefined ? undefined : { cause: fault },
  );
}

/**
 * Looks repeatedly for a whole window of site time and rejects at the first look with which the judge is not content. A
 * host that fails to answer did not stay as it was.
 */
export async function holds<T>(awaited: Awaited<T>): Promise<void> {
  for await (const attempt of awaited.clock.window(awaited.within, awaited.signal)) {
    let seen: string;
    let fault: HostFault | undefined;
    try {
      const match = awaited.judge(await awaited.look());
      if (match.matches) continue;
      seen = match.seen;
    } catch (error) {
      if (!(error instanceof HostFault)) throw error;
      fault = error;
      seen = sentencePart(error.message);
    }
    const when = attempt.elapsedSeconds < 1 ? '' : ` after ${Math.round(attempt.elapsedSeconds)} s`;
    throw new Expectation({ expected: awaited.expected, seen: `${seen}${when}` }, fault && { cause: fault });
  }
}

/**
 * Looks again and again until the judge is content, and stays so for a whole window of site time. Before that it may
 * change its mind, within the budget.
 */
export async function settles<T>(awaited: Awaited<T>, windowSeconds: number): Promise<void> {
  const staying = async (): Promise<Match> => {
    const match = awaited.judge(await awaited.look());
    if (!match.matches) return match;
    try {
      await holds({ ...awaited, within: windowSeconds });
      return match;
    } catch (error) {
      if (!(error instanceof Expectation)) throw error;
      return mismatch(error.seen);
    }
  };
  await eventually({ ...awaited, look: staying, judge: (match) => match });
}

function sentencePart(message: string): string {
  return message.replace(/\.$/, '');
}
