import { randomInt } from 'node:crypto';
import { availableParallelism } from 'node:os';
import type { BackendName } from '../../sim';
import { wholeNumber } from '../numbers';
import type { BackendArguments } from './backend';
import type { InterfaceArguments } from './interface';
import type { SelectionOptions } from './selection';

/** The options of `hostlink run`, as given. */
export interface RunArguments extends SelectionOptions, BackendArguments, InterfaceArguments {
  readonly parallel?: string;
  readonly seed?: string;
  readonly reportDir: string;
  readonly format: 'pretty' | 'json' | 'quiet';
}

const greatestSeed = 2 ** 32 - 1;

/** Worker threads for the scenarios; one is as good as none, so that it is spared. */
export function parallelism(text: string | undefined, backend: BackendName = 'embedded'): number {
  const count =
    text === undefined ? usualThreads[backend](availableParallelism()) : wholeNumber('--parallel', text, 1, 64);
  return count === 1 ? 0 : count;
}

/** Containers wait for timers and for the engine, and hosts of more threads have to be made first: two a processor were fastest. */
const usualThreads: Readonly<Record<BackendName, (processors: number) => number>> = {
  embedded: (processors) => Math.min(4, processors),
  docker: (processors) => Math.min(16, 2 * processors),
};

export const seed = (text: string | undefined): number =>
  text === undefined ? randomInt(1_000_000) : wholeNumber('--seed', text, 0, greatestSeed);
