import { NotSimulated } from '../../errors';
import { sleep } from '../../wait/sleep';
import type { Reach } from './reach';

/** Milliseconds by which a host's clock may differ from where it was put: what it tells is in whole seconds. */
const tolerance = 2000;
/** Real milliseconds between looks. */
const pause = 20;

/** What hosts tell of their time: it fits; they tell none; they tell another one; or nobody answers. */
export type ToldTime = 'fits' | 'none' | 'unknown' | { readonly told: number };

/** What the first of these hosts that answers tells of its time. What does not fit may have been worded before, and is asked for again. */
export async function toldTime(
  reach: Reach,
  endpoints: readonly string[],
  now: () => number,
  signal: AbortSignal,
): Promise<ToldTime> {
  let answer: ToldTime = 'unknown';
  for (const began = performance.now(); ; await sleep(pause, signal)) {
    const [first] = await Promise.allSettled([Promise.any(endpoints.map((endpoint) => reach.date(endpoint)))]);
    if (first.status === 'fulfilled') {
      const told = first.value;
      if (told !== undefined && Math.abs(told - now()) <= tolerance) return 'fits';
      answer = told === undefined ? 'none' : { told };
    }
    if (performance.now() - began >= reach.dateStaleness) return answer;
  }
}

/**
 * Whether clocks that were put forward really are, as far as hosts tell; false: none of them answers at the moment.
 *
 * @throws {NotSimulated} where the clocks of these hosts cannot be put forward
 */
export async function demandTime(...asked: Parameters<typeof toldTime>): Promise<boolean> {
  const answer = await toldTime(...asked);
  if (answer === 'fits' || answer === 'unknown') return answer === 'fits';
  const seen =
    answer === 'none' ? 'tells no time in its answers' : `still tells ${new Date(answer.told).toISOString()}`;
  throw new NotSimulated(`put the clock of this image forward (the host ${seen}; "--clock real" waits instead)`);
}
