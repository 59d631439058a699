import type { Io } from '../io';
import { settlesWithin } from './patience';
import { allowToBegin, askToStop } from './stop';

/** Milliseconds in which the scenarios under way may still end in order. */
const grace = 5000;

/** Milliseconds that giving back what the run holds may take after the second Ctrl-C. */
const lastChance = 3000;

/** Ctrl-C, and what it means. */
export interface Interruption {
  readonly interrupted: boolean;
  /** Resolves some time after the first Ctrl-C: scenarios that still run are given up then. Never, without one. */
  readonly givenUp: Promise<void>;
  /** Stops listening. */
  dispose(): void;
}

/**
 * The first Ctrl-C lets the scenarios under way end, so that their hosts are closed, and begins no others. The second one
 * ends the process, once what the run holds is given back as far as that can be done quickly; the third one at once.
 *
 * @param giveBack resolves when what the run holds outside of this process is given back
 */
export function listenForInterruption(
  io: Io,
  exitCode: number,
  giveBack: () => Promise<unknown>,
  graceMilliseconds = grace,
): Interruption {
  const { promise, resolve } = Promise.withResolvers<void>();
  allowToBegin();
  let presses = 0;
  let timer: NodeJS.Timeout | undefined;
  const dispose = io.onInterrupt(() => {
    presses += 1;
    if (presses > 1) {
      const given = presses === 2 ? giveBack() : Promise.resolve();
      void settlesWithin(given, lastChance).then(() => io.exit(exitCode));
      return;
    }
    askToStop();
    io.stderr.write('\nStopping: hosts are being closed, then the report is written. Ctrl-C again ends at once.\n');
    timer = setTimeout(resolve, graceMilliseconds);
  });
  return {
    get interrupted() {
      return presses > 0;
    },
    givenUp: promise,
    dispose() {
      dispose();
      clearTimeout(timer);
    },
  };
}
