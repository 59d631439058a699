import { Given, Then, When } from '@cucumber/cucumber';
import type { Host } from '../sim';
import { clusterIsGone, lookAtClusters, membersOf } from './support/clustering';
import { begin } from './support/faults';
import { listHosts } from './support/host-list';
import { accepted, enter, freshToken, link, type UnlinkPlace } from './support/linking';
import { isInNoCluster, showsCluster } from './support/matchers/cluster';
import { linked, linkedOrNot } from './support/matchers/links';
import { every, matched } from './support/matchers/match';
import type { HostView } from './support/matchers/view';
import type { SuiteWorld } from './support/world';

// What goes wrong around hosts: power, network, disk; and things that are begun to be interrupted by that.

When('the power of {hosts} is cut', async function (this: SuiteWorld, hosts: readonly string[]) {
  await onAll(this, hosts, (host) => host.kill());
});

When('{hosts} is/are switched on again', async function (this: SuiteWorld, hosts: readonly string[]) {
  await onAll(this, hosts, (host) => host.start());
});

When('{hosts} is/are rebooted', async function (this: SuiteWorld, hosts: readonly string[]) {
  await onAll(this, hosts, (host) => host.reboot());
});

When('{hosts} freeze(s)', async function (this: SuiteWorld, hosts: readonly string[]) {
  await onAll(this, hosts, (host) => host.pause());
});

When('{hosts} go(es) on', async function (this: SuiteWorld, hosts: readonly string[]) {
  await onAll(this, hosts, (host) => host.resume());
});

When('the network of {hosts} is cut', async function (this: SuiteWorld, hosts: readonly string[]) {
  const { network } = await this.site();
  await onAll(this, hosts, (host) => network.isolate(host));
});

When('the network between {host} and {host} is cut', async function (this: SuiteWorld, one: string, other: string) {
  const { network } = await this.site();
  await network.cut(await this.host(one), await this.host(other));
});

When('the network is whole again', async function (this: SuiteWorld) {
  await (await this.site()).network.healAll();
});

When('the disk of {host} has room for {size} only', async function (this: SuiteWorld, name: string, bytes: number) {
  await (await this.host(name)).fillDisk(bytes);
});

When('the disk of {host} has room again', async function (this: SuiteWorld, name: string) {
  await (await this.host(name)).freeDisk();
});

Given(
  'after packet {int} between {host} and {host} the power of {host} is cut',
  async function (this: SuiteWorld, after: number, one: string, other: string, name: string) {
    const [between, host] = [await pair(this, one, other), await this.host(name)];
    this.faults.put({ after, between, strike: () => host.kill() });
  },
);

Given(
  'after packet {int} between {host} and {host} the network between them is cut',
  async function (this: SuiteWorld, after: number, one: string, other: string) {
    const between = await pair(this, one, other);
    const { network } = await this.site();
    this.faults.put({ after, between, strike: () => network.cut(...between) });
  },
);

When(
  'the operator begins to link {host} to {host}',
  async function (this: SuiteWorld, follower: string, leader: string) {
    const token = accepted(await freshToken(this, leader), `"${leader}" generates a token`);
    this.memory.linked(follower, leader);
    await begin(this, (hasStruck) => enter(this, follower, token, hasStruck));
  },
);

When(
  'the operator begins to unlink {host} {unlinkPlace}',
  async function (this: SuiteWorld, follower: string, place: UnlinkPlace) {
    const peer = await this.peer(follower);
    const on = place === 'on itself' ? follower : this.memory.leaderOf(follower);
    await begin(this, () => this.ask(on, (operator) => operator.unlink(peer), this.target.budgets.link));
  },
);

When(
  'the operator begins to upload {bundle} of {size} to {host}',
  async function (this: SuiteWorld, name: string, bytes: number, on: string) {
    const bundle = this.bundles.make(name, bytes);
    this.bundles.uploaded(bundle);
    await begin(this, () => this.ask(on, (operator) => operator.uploadContent(bundle), this.target.budgets.content));
  },
);

When(
  'the operator begins to delete the cluster on {host}, and that goes wrong',
  async function (this: SuiteWorld, on: string) {
    await begin(this, () => this.ask(on, (operator) => operator.deleteCluster()));
  },
);

Then(
  'the cluster runs on all of {hosts}, or on none of them',
  async function (this: SuiteWorld, hosts: readonly string[]) {
    const nodes = await this.identify(hosts);
    const { budgets, labels } = this.target;
    await this.settles({
      expected: `the cluster runs on all of ${listHosts(hosts)}, or on none of them`,
      within: budgets.removal,
      look: () => lookAtClusters(this, hosts),
      judge: (views) => {
        const runs = every(views.map((view) => showsCluster(view, nodes, labels)));
        return every(views.map((view) => isInNoCluster(view, labels))).matches ? matched : runs;
      },
    });
  },
);

Then('the cluster can be deleted on {host}, or is already', async function (this: SuiteWorld, on: string) {
  const members = await membersOf(this, on);
  if (members.length === 0) return;
  accepted(await this.ask(on, (operator) => operator.deleteCluster()), `"${on}" deletes the cluster`);
  await clusterIsGone(this, members);
});

Then(
  '{host} and {host} are both linked or both unlinked',
  async function (this: SuiteWorld, follower: string, leader: string) {
    await this.settles({
      expected: `"${follower}" and "${leader}" are both linked or both unlinked, and stay so`,
      within: this.target.budgets.link,
      look: () => this.look([follower, leader]),
      judge: ([one, other]) => linkedOrNot(one as HostView, other as HostView),
    });
  },
);

Then(
  '{host} can be linked to {host}, or is already',
  async function (this: SuiteWorld, follower: string, leader: string) {
    const [one, other] = await this.look([follower, leader]);
    if (!linked(one as HostView, other as HostView).matches) await link(this, [follower], leader);
  },
);

Then(
  '{hosts} is/are still linked to {host}',
  async function (this: SuiteWorld, followers: readonly string[], leader: string) {
    await this.settles({
      expected: `${listHosts(followers)} are still linked to "${leader}"`,
      within: this.target.budgets.link,
      look: () => this.look([leader, ...followers]),
      judge: ([first, ...rest]) => every(rest.map((view) => linked(view, first as HostView))),
    });
  },
);

async function onAll(
  world: SuiteWorld,
  names: readonly string[],
  action: (host: Host) => Promise<void>,
): Promise<void> {
  const hosts = await Promise.all(names.map((name) => world.host(name)));
  // Ids outlast everything that happens to a host, and a host that is away cannot be asked for its own.
  await world.identify([...(await world.site()).hosts.keys()]);
  await Promise.all(hosts.map(action));
}

async function pair(world: SuiteWorld, one: string, other: string): Promise<[Host, Host]> {
  await world.identify([...(await world.site()).hosts.keys()]);
  return [await world.host(one), await world.host(other)];
}
