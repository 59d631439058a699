import { randomInt } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { wholeNumber } from '../numbers';
import type { SelectionOptions } from './selection';

/** The options of `hostlink run`, as given. */
export interface RunArguments extends SelectionOptions {
  readonly parallel?: string;
  readonly seed?: string;
  readonly reportDir: string;
  readonly format: 'pretty' | 'json' | 'quiet';
}

const greatestSeed = 2 ** 32 - 1;

/** Worker threads for the scenarios; one is as good as none, so that it is spared. */
export function parallelism(text: string | undefined): number {
  const count = text === undefined ? Math.min(4, availableParallelism()) : wholeNumber('--parallel', text, 1, 64);
  return count === 1 ? 0 : count;
}

export const seed = (text: string | undefined): number =>
  text === undefined ? randomInt(1_000_000) : wholeNumber('--seed', text, 0, greatestSeed);
