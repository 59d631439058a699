import { Given } from '@cucumber/cucumber';
import { accepted } from './support/linking';
import { hasNoLinks } from './support/matchers/links';
import { every } from './support/matchers/match';
import type { SuiteWorld } from './support/world';

// Factory reset: a host becomes what it was at its first boot.

Given('the operator (has )reset(s) {host} to factory default', async function (this: SuiteWorld, host: string) {
  // Its peers know it by the id that it has now.
  await this.identify([...(await this.site()).hosts.keys()]);
  const outcome = await this.ask(host, (operator) => operator.reset());
  accepted(outcome, `"${host}" resets itself`);
  await this.eventually({
    expected: `"${host}" answers again after its reset, and shows no linked hosts`,
    within: this.target.budgets.reset,
    look: () => this.look([host]),
    judge: (views) => every(views.map(hasNoLinks)),
  });
});
