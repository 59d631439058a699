import { When } from '@cucumber/cucumber';
import { NotSimulated } from '../sim';
import type { SuiteWorld } from './support/world';

/** Seconds of real time that a scenario may wait. Nobody waits two hours for a run. */
const longestWait = 15 * 60;

When('{duration} has/have passed', async function (this: SuiteWorld, seconds: number) {
  const { clock } = await this.site();
  if (clock.strategy === 'real' && seconds > longestWait) throw new NotSimulated(`let ${seconds} s of real time pass`);
  // A second more, so that nothing hangs on which side of the boundary a host counts.
  await this.pass(seconds + 1);
});
