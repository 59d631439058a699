/** The program of the reference agent's image, bundled into one file; `start.ts` runs it. */
export { run } from './run';
export { warmUp } from './warm-up';
