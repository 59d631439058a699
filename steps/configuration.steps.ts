import { Then, When } from '@cucumber/cucumber';
import { behindProxy, configure, readConfiguration, sameConfiguration, tryToConfigure } from './support/configuration';
import { listHosts } from './support/host-list';
import { accepted } from './support/linking';
import { sameLabel } from './support/matchers/label';
import { every, matched, mismatch } from './support/matchers/match';
import type { SuiteWorld } from './support/world';

// The configuration of a host: its HTTP proxy, and the certificate authority that the proxy needs.

When(
  'the operator sets the HTTP proxy of {host} to {url}',
  async function (this: SuiteWorld, host: string, url: string) {
    accepted(await configure(this, host, behindProxy(url)), `"${host}" takes another HTTP proxy`);
  },
);

When(
  'the operator tries to set the HTTP proxy of {host} to {url}',
  async function (this: SuiteWorld, host: string, url: string) {
    await tryToConfigure(this, host, behindProxy(url));
  },
);

When(
  'the operator tries to have {host} trust something that is no certificate',
  async function (this: SuiteWorld, host: string) {
    await tryToConfigure(this, host, behindProxy('http://proxy.example:3128', 'no certificate at all'));
  },
);

Then('{hosts} has/have the configuration that was set', async function (this: SuiteWorld, hosts: readonly string[]) {
  const wanted = this.settings.last;
  await this.eventually({
    expected: `${listHosts(hosts)} have the proxy settings and CA certificates that were set last`,
    within: this.target.budgets.spread,
    look: () => Promise.all(hosts.map((name) => readConfiguration(this, name))),
    judge: (seen) => every(seen.map((each, at) => sameConfiguration(hosts[at] ?? '', each, wanted))),
  });
});

Then('{hosts} tell(s) that it/they is/are configured', async function (this: SuiteWorld, hosts: readonly string[]) {
  await this.eventually({
    expected: `${listHosts(hosts)} tell that their configuration is in use`,
    within: this.target.budgets.spread,
    look: () => Promise.all(hosts.map((name) => this.ask(name, (operator) => operator.configurationStatus()))),
    judge: (seen) =>
      every(
        seen.map(({ state, errorMessage }, at) =>
          sameLabel(state, 'Configured')
            ? matched
            : mismatch(`"${hosts[at]}" tells that it is ${state}${errorMessage === '' ? '' : `: ${errorMessage}`}`),
        ),
      ),
  });
});

Then('the configuration of {hosts} is unchanged', async function (this: SuiteWorld, hosts: readonly string[]) {
  await this.holds({
    expected: `the configuration of ${listHosts(hosts)} stays as it was`,
    look: () => Promise.all(hosts.map((name) => readConfiguration(this, name))),
    judge: (seen) =>
      every(seen.map((each, at) => sameConfiguration(hosts[at] ?? '', each, this.settings.before(hosts[at] ?? '')))),
  });
});
