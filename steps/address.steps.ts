import { Then, When } from '@cucumber/cucumber';
import { changeAddress, readAddress } from './support/addressing';
import { listHosts } from './support/host-list';
import { accepted, remember } from './support/linking';
import { every, matched, mismatch } from './support/matchers/match';
import type { SuiteWorld } from './support/world';

// The IP address of a host, on the interface that carries its Local UI and its peers' connections.

When('the operator changes the IP address of {host}', async function (this: SuiteWorld, host: string) {
  accepted(await changeAddress(this, host), `"${host}" takes another IP address`);
});

When('the operator tries to change the IP address of {host}', async function (this: SuiteWorld, host: string) {
  await remember(this);
  this.memory.answered(`another IP address for "${host}"`, await changeAddress(this, host));
});

Then('{host} answers at its new IP address', async function (this: SuiteWorld, name: string) {
  const host = await this.host(name);
  const { wanted } = this.memory.moveOf(name);
  await this.eventually({
    expected: `"${name}" answers at ${wanted}`,
    within: this.target.budgets.boot,
    look: () => readAddress(this, name),
    judge: (address) =>
      host.address === wanted && address === wanted
        ? matched
        : mismatch(`"${name}" is at ${host.address} and says that it is at ${address}`),
  });
});

Then('{hosts} keep(s) its/their IP address(es)', async function (this: SuiteWorld, hosts: readonly string[]) {
  await this.holds({
    expected: `the IP address of ${listHosts(hosts)} stays as it is`,
    look: () =>
      Promise.all(hosts.map(async (name) => ({ host: await this.host(name), says: await readAddress(this, name) }))),
    judge: (seen) =>
      every(
        seen.map(({ host, says }) => {
          const { before } = this.memory.moveOf(host.name);
          return host.address === before && says === before
            ? matched
            : mismatch(
                `"${host.name}" is at ${host.address} and says that it is at ${says}, where before it was at ${before}`,
              );
        }),
      ),
  });
});
