import { Given, Then, When } from '@cucumber/cucumber';
import {
  becomes,
  clusterIsGone,
  clusterRuns,
  clusterStays,
  create,
  lookAtClusters,
  membersOf,
  tried,
  tryToCreate,
} from './support/clustering';
import { awayAndBack, deleteAtOnce } from './support/deleting';
import { demandOne } from './support/demand';
import { listHosts } from './support/host-list';
import { accepted, remember } from './support/linking';
import { type HostState, isInNoCluster, isInState } from './support/matchers/cluster';
import { soleLeaderAmong } from './support/matchers/leader';
import { every } from './support/matchers/match';
import type { SuiteWorld } from './support/world';

// Clusters: made, shown and deleted. Their pools are called "control-plane" and "workers".

Given(
  'the operator (has )create(d)(s) a cluster on {host} with control plane {hosts}',
  async function (this: SuiteWorld, on: string, controlPlane: readonly string[]) {
    await create(this, on, { controlPlane, workers: [] });
  },
);

Given(
  'the operator (has )create(d)(s) a cluster on {host} with control plane {hosts} and worker(s) {hosts}',
  async function (this: SuiteWorld, on: string, controlPlane: readonly string[], workers: readonly string[]) {
    await create(this, on, { controlPlane, workers });
  },
);

When(
  'the operator tries to create a cluster on {host} with control plane {hosts}',
  async function (this: SuiteWorld, on: string, controlPlane: readonly string[]) {
    await tryToCreate(this, on, { controlPlane, workers: [] });
  },
);

When(
  'the operator tries to create a cluster on {host} with control plane {hosts} and worker(s) {hosts}',
  async function (this: SuiteWorld, on: string, controlPlane: readonly string[], workers: readonly string[]) {
    await tryToCreate(this, on, { controlPlane, workers });
  },
);

Then(
  '{hosts} show(s) the cluster running on {hosts}',
  async function (this: SuiteWorld, viewers: readonly string[], hosts: readonly string[]) {
    await clusterRuns(this, viewers, hosts);
  },
);

Then(
  '{hosts} still show(s) the cluster running on {hosts}',
  async function (this: SuiteWorld, viewers: readonly string[], hosts: readonly string[]) {
    await clusterStays(this, viewers, hosts);
  },
);

Then('{hosts} is/are in no cluster', async function (this: SuiteWorld, hosts: readonly string[]) {
  await this.holds({
    expected: `${listHosts(hosts)} are ready and in no cluster`,
    look: () => lookAtClusters(this, hosts),
    judge: (views) => every(views.map((view) => isInNoCluster(view, this.target.labels))),
  });
});

Then('{hosts} is/are {hostState}', async function (this: SuiteWorld, hosts: readonly string[], state: HostState) {
  await becomes(this, hosts, state);
});

Then('{hosts} stay(s) {hostState}', async function (this: SuiteWorld, hosts: readonly string[], state: HostState) {
  await this.holds({
    expected: `${listHosts(hosts)} stay ${state}`,
    look: () => lookAtClusters(this, hosts),
    judge: (views) => every(views.map((view) => isInState(view, state, this.target.labels))),
  });
});

Given('the operator (has )delete(d)(s) the cluster on {host}', async function (this: SuiteWorld, on: string) {
  const members = await membersOf(this, on);
  const outcome = await this.ask(on, (operator) => operator.deleteCluster());
  accepted(outcome, `"${on}" deletes the cluster`);
  await clusterIsGone(this, [...new Set([on, ...members])]);
});

When('the operator tries to delete the cluster on {host}', async function (this: SuiteWorld, on: string) {
  await remember(this);
  const outcome = await this.ask(on, (operator) => operator.deleteCluster());
  await tried(this, `the deletion of the cluster on "${on}"`, outcome, this.target.budgets.removal);
});

When('the operator begins to delete the cluster on {host}', async function (this: SuiteWorld, on: string) {
  const outcome = await this.ask(on, (operator) => operator.deleteCluster());
  accepted(outcome, `"${on}" deletes the cluster`);
});

Then('the Local UI of {hosts} goes away and comes back', async function (this: SuiteWorld, hosts: readonly string[]) {
  await awayAndBack(this, hosts);
});

When(
  'the operators of {hosts} delete the cluster at once',
  async function (this: SuiteWorld, hosts: readonly string[]) {
    const members = await membersOf(this, hosts[0] as string);
    const answers = await deleteAtOnce(this, hosts);
    demandOne(`one of ${listHosts(hosts)} deletes the cluster`, answers, 'both refused');
    await clusterIsGone(this, members);
  },
);

Then(
  'one of {hosts} is the only leader of {hosts}',
  async function (this: SuiteWorld, candidates: readonly string[], hosts: readonly string[]) {
    const possible = await this.identify(candidates);
    const check = {
      expected: `${listHosts(hosts)} all name the same one of ${listHosts(candidates)} as their leader`,
      look: () => this.look(hosts),
      judge: (views: Awaited<ReturnType<SuiteWorld['look']>>) => soleLeaderAmong(views, possible, this.target.labels),
    };
    await this.eventually({ ...check, within: this.target.budgets.spread });
    await this.holds(check);
  },
);
