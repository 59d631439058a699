import { Given, Then, When } from '@cucumber/cucumber';
import { lookAtClusters, tried } from './support/clustering';
import { demandOne } from './support/demand';
import { listHosts } from './support/host-list';
import { accepted, remember } from './support/linking';
import { showsNoPool, showsPool } from './support/matchers/cluster';
import { every } from './support/matchers/match';
import {
  addPool,
  addToPool,
  askForPool,
  askToAdd,
  askToRemove,
  isRemoved,
  placeOf,
  removeFromPool,
} from './support/scaling';
import type { SuiteWorld } from './support/world';

// Node pools of a cluster, scaled up and down.

Given(
  'the operator (has )add(s)(ed) {hosts} to the pool {string} on {host}',
  async function (this: SuiteWorld, hosts: readonly string[], pool: string, on: string) {
    await addToPool(this, hosts, pool, on);
  },
);

When(
  'the operator tries to add {hosts} to the pool {string} on {host}',
  async function (this: SuiteWorld, hosts: readonly string[], pool: string, on: string) {
    await remember(this);
    const outcome = await askToAdd(this, hosts, pool, on);
    const what = `adding ${listHosts(hosts)} to the pool "${pool}" on "${on}"`;
    await tried(this, what, outcome, this.target.budgets.cluster);
  },
);

Given(
  'the operator (has )add(s)(ed) a pool {string} with {hosts} on {host}',
  async function (this: SuiteWorld, pool: string, hosts: readonly string[], on: string) {
    await addPool(this, hosts, pool, on);
  },
);

When(
  'the operator tries to add a pool {string} with {hosts} on {host}',
  async function (this: SuiteWorld, pool: string, hosts: readonly string[], on: string) {
    await remember(this);
    const outcome = await askForPool(this, hosts, pool, on);
    await tried(this, `a pool "${pool}" of ${listHosts(hosts)} on "${on}"`, outcome, this.target.budgets.cluster);
  },
);

When(
  'one operator adds a pool {string} with {host} on {host}, and another a pool {string} with it on {host}, at once',
  async function (this: SuiteWorld, pool: string, host: string, on: string, otherPool: string, otherOn: string) {
    const answers = await this.race([
      () => askForPool(this, [host], pool, on),
      () => askForPool(this, [host], otherPool, otherOn),
    ]);
    demandOne(`one of the pools takes "${host}"`, answers, 'neither of the hosts asked took it');
  },
);

Given(
  'the operator (has )remove(d)(s) {host} from its pool on {host}',
  async function (this: SuiteWorld, host: string, on: string) {
    await removeFromPool(this, host, on);
  },
);

When(
  'the operator tries to remove the node {string} from the pool {string} on {host}',
  async function (this: SuiteWorld, node: string, pool: string, on: string) {
    await remember(this);
    const outcome = await askToRemove(this, { poolName: pool, nodeName: node }, on);
    const what = `removing the node "${node}" from the pool "${pool}" on "${on}"`;
    await tried(this, what, outcome, this.target.budgets.removal);
  },
);

When(
  'the operator tries to remove {host} from the pool {string} on {host}',
  async function (this: SuiteWorld, host: string, pool: string, on: string) {
    await remember(this);
    const { nodeName } = await placeOf(this, host, on);
    const outcome = await askToRemove(this, { poolName: pool, nodeName }, on);
    const what = `removing "${host}" from the pool "${pool}" on "${on}"`;
    await tried(this, what, outcome, this.target.budgets.removal);
  },
);

When(
  'the operators of {hosts} remove {host} from its pool at once',
  async function (this: SuiteWorld, hosts: readonly string[], host: string) {
    const places = await Promise.all(hosts.map(async (on) => ({ on, place: await placeOf(this, host, on) })));
    const answers = await this.race(
      places.map(
        ({ on, place }) =>
          () =>
            askToRemove(this, place, on),
      ),
    );
    demandOne(`one of ${listHosts(hosts)} removes "${host}"`, answers, 'all of them refused');
    await isRemoved(this, host, hosts[0] as string);
  },
);

When('the operator removes the pool {string} on {host}', async function (this: SuiteWorld, pool: string, on: string) {
  const outcome = await this.ask(on, (operator) => operator.removeNodePool(pool));
  accepted(outcome, `"${on}" removes the pool "${pool}"`);
});

When(
  'the operator tries to remove the pool {string} on {host}',
  async function (this: SuiteWorld, pool: string, on: string) {
    await remember(this);
    const outcome = await this.ask(on, (operator) => operator.removeNodePool(pool));
    await tried(this, `removing the pool "${pool}" on "${on}"`, outcome, this.target.budgets.removal);
  },
);

Then(
  '{hosts} show(s) the pool {string} with {hosts}',
  async function (this: SuiteWorld, viewers: readonly string[], pool: string, hosts: readonly string[]) {
    const members = await this.identify(hosts);
    await this.eventually({
      expected: `${listHosts(viewers)} show a pool "${pool}" of ${listHosts(hosts)}`,
      within: this.target.budgets.cluster,
      look: () => lookAtClusters(this, viewers),
      judge: (views) => every(views.map((view) => showsPool(view, pool, members))),
    });
  },
);

Then('{hosts} show(s) no pool {string}', async function (this: SuiteWorld, viewers: readonly string[], pool: string) {
  await this.eventually({
    expected: `${listHosts(viewers)} show no pool "${pool}"`,
    within: this.target.budgets.removal,
    look: () => lookAtClusters(this, viewers),
    judge: (views) => every(views.map((view) => showsNoPool(view, pool))),
  });
});
