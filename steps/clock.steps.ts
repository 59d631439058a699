import { When } from '@cucumber/cucumber';
import type { SuiteWorld } from './support/world';

When('{duration} has/have passed', async function (this: SuiteWorld, seconds: number) {
  const { clock } = await this.site();
  // A second more, so that nothing hangs on which side of the boundary a host counts.
  await clock.pass(seconds + 1);
});
