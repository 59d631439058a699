import { hash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ClockStrategy } from '../../target';

/** Milliseconds within which all actions of a race begin: long enough for any of them to be well under way, or done. */
const spread: Readonly<Record<ClockStrategy, number>> = { virtual: 12, faketime: 300, real: 300 };

/** Which of the possible orders of things done at once is tried. The same draw of the same seed is the same order. */
export interface Draw {
  /** Of the run. */
  readonly seed: number;
  /** Of the scenario, from 1 on. In the first draw all begin in the same instant, in the order given. */
  readonly draw: number;
}

/** Milliseconds that each of so many actions begins after the race does. */
export function headStarts(count: number, { seed, draw }: Draw, clock: ClockStrategy): readonly number[] {
  if (draw === 1) return Array.from({ length: count }, () => 0);
  const drawn = Array.from({ length: count }, (_, at) => {
    const bytes = hash('sha256', JSON.stringify([seed, draw, at]), 'buffer');
    return (bytes.readUInt32BE() / 2 ** 32) * spread[clock];
  });
  const first = Math.min(...drawn);
  return drawn.map((delay) => delay - first);
}

/** Does all of these side by side, each begun when the draw has it. Resolves when all have settled, in the order given. */
export function race<T>(
  actions: readonly (() => Promise<T>)[],
  draw: Draw,
  clock: ClockStrategy,
): Promise<PromiseSettledResult<T>[]> {
  const delays = headStarts(actions.length, draw, clock);
  return Promise.allSettled(
    actions.map(async (action, at) => {
      const delay = delays[at] ?? 0;
      if (delay > 0) await sleep(delay);
      return action();
    }),
  );
}
