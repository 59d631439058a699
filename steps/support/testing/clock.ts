import type { Attempt, Clock } from '../../../sim';

/** Attempts at these seconds, whatever the budget is; nothing is waited for. */
export function clockOf(...seconds: readonly number[]): Pick<Clock, 'attempts' | 'window'> {
  async function* moments(): AsyncGenerator<Attempt> {
    for (const [index, elapsedSeconds] of seconds.entries()) {
      yield { elapsedSeconds, last: index === seconds.length - 1 };
    }
  }
  return { attempts: moments, window: moments };
}
