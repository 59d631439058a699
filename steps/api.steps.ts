import { Then, When } from '@cucumber/cucumber';
import { NotObservable, type Operator } from '../operators/operator';
import { askToMove } from './support/addressing';
import { awayAndBack } from './support/deleting';
import { demand } from './support/demand';
import { accepted, remember } from './support/linking';
import type { SuiteWorld } from './support/world';

// The Local Management API as such: that all answers have their published shape, whatever was asked.

/** Everything an operator can look at on a host. */
const pages: readonly ((operator: Operator) => Promise<unknown>)[] = [
  (operator) => operator.facts(),
  (operator) => operator.managementMode(),
  (operator) => operator.linkedHosts(),
  (operator) => operator.networkInterfaces(),
  (operator) => operator.managementInterface(),
  (operator) => operator.uploadedContent(),
  (operator) => operator.contents(),
  (operator) => operator.contentSync(),
  (operator) => operator.configuration(),
  (operator) => operator.configurationStatus(),
  (operator) => operator.cluster(),
  (operator) => operator.clusterNodes(),
  (operator) => operator.nodePools(),
  (operator) => operator.lifecycleEvents(),
  (operator) => operator.audits(),
];

When('the operator looks at every page of {hosts}', async function (this: SuiteWorld, hosts: readonly string[]) {
  for (const page of pages) {
    try {
      await Promise.all(hosts.map((host) => this.ask(host, page)));
    } catch (error) {
      if (!(error instanceof NotObservable)) throw error;
    }
  }
});

When('the operator logs out of {host}', async function (this: SuiteWorld, host: string) {
  const outcome = await this.ask(host, (operator) => operator.logOut());
  this.memory.answered(`the logout from "${host}"`, outcome);
});

When('somebody shows {host} a session that it never gave', async function (this: SuiteWorld, host: string) {
  for (const session of [undefined, 'no session at all']) {
    const outcome = await this.ask(host, (operator) => operator.tryForeignSession(session));
    this.memory.answered(`a request to "${host}" with a session it never gave`, outcome);
  }
});

When('the operator reboots {host}', async function (this: SuiteWorld, host: string) {
  accepted(await this.ask(host, (operator) => operator.reboot()), `"${host}" reboots`);
  await awayAndBack(this, [host]);
});

When('the operator tries to generate a token on {host}', async function (this: SuiteWorld, host: string) {
  await remember(this);
  this.memory.answered(`generating a token on "${host}"`, await this.ask(host, (operator) => operator.generateToken()));
});

When(
  'the operator tries to give the interface {word} of {host} another IP address',
  async function (this: SuiteWorld, name: string, host: string) {
    await tryAddress(this, host, name, await (await this.host(host)).spareAddress());
  },
);

When(
  'the operator tries to give {host} the IP address {word}',
  async function (this: SuiteWorld, host: string, address: string) {
    const name = await this.ask(host, (operator) => operator.managementInterface());
    await tryAddress(this, host, name, address);
  },
);

Then('every answer had its published shape', function (this: SuiteWorld) {
  if (this.looksAtPages) throw new NotObservable('Pages are looked at, and no answers of the published API.');
  const seen = this.evidence.findings.map(
    (finding) => `"${finding.host}" answered ${finding.operation} with ${finding.path} ${finding.seen}`,
  );
  demand('every answer has the published shape and status', { matches: seen.length === 0, seen: seen.join('; ') });
});

async function tryAddress(world: SuiteWorld, host: string, name: string, address: string): Promise<void> {
  await remember(world);
  const outcome = await askToMove(world, host, { name, address, subnet: '255.255.255.0', gateway: address });
  world.memory.answered(`the IP address ${address} for "${host}"`, outcome);
}
