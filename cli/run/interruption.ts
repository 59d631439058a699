import type { Io } from '../io';
import { allowToBegin, askToStop } from './stop';

/** Milliseconds in which the scenarios under way may still end in order. */
const grace = 5000;

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
 * ends the process.
 */
export function listenForInterruption(io: Io, exitCode: number, graceMilliseconds = grace): Interruption {
  const { promise, resolve } = Promise.withResolvers<void>();
  allowToBegin();
  let interrupted = false;
  let timer: NodeJS.Timeout | undefined;
  const dispose = io.onInterrupt(() => {
    if (interrupted) {
      io.exit(exitCode);
      return;
    }
    interrupted = true;
    askToStop();
    io.stderr.write('\nStopping: hosts are being closed, then the report is written. Ctrl-C again ends at once.\n');
    timer = setTimeout(resolve, graceMilliseconds);
  });
  return {
    get interrupted() {
      return interrupted;
    },
    givenUp: promise,
    dispose() {
      dispose();
      clearTimeout(timer);
    },
  };
}
