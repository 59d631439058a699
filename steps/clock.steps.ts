import { When } from '@cucumber/cucumber';
import { NotSimulated } from '../sim';
import { longestRealWait } from './support/durations';
import type { SuiteWorld } from './support/world';

When('{duration} has/have passed', async function (this: SuiteWorld, seconds: number) {
  const { clock } = await this.site();
  if (clock.strategy === 'real' && seconds > longestRealWait)
    throw new NotSimulated(`let ${seconds} s of real time pass`);
  // A second more, so that nothing hangs on which side of the boundary a host counts.
  await this.pass(seconds + 1);
});
