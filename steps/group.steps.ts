import { Then } from '@cucumber/cucumber';
import { listHosts } from './support/host-list';
import { soleLeader } from './support/matchers/leader';
import { doesNotShow, hasNoLinks } from './support/matchers/links';
import { every, type Match } from './support/matchers/match';
import { type Shown, showEachOtherAs, shows, showsAs, showsOnly } from './support/matchers/table';
import type { HostIdentity, HostView } from './support/matchers/view';
import type { SuiteWorld } from './support/world';

// What the Linked Edge Hosts tables show. A table may or may not have a row for its own host.

Then(
  'the Linked Edge Hosts table(s) of {hosts} show(s) {hosts}',
  async function (this: SuiteWorld, tables: readonly string[], hosts: readonly string[]) {
    await compare(this, tables, hosts, `show ${listHosts(hosts)}`, shows);
  },
);

Then(
  'the Linked Edge Hosts table(s) of {hosts} show(s) only {hosts}',
  async function (this: SuiteWorld, tables: readonly string[], hosts: readonly string[]) {
    await compare(this, tables, hosts, `show ${listHosts(hosts)} and nobody else`, showsOnly);
  },
);

Then(
  'the Linked Edge Hosts table(s) of {hosts} show(s) {hosts} as {shown}',
  async function (this: SuiteWorld, tables: readonly string[], hosts: readonly string[], shown: Shown) {
    const { labels } = this.target;
    const matcher = (view: HostView, others: readonly HostIdentity[]): Match =>
      every(others.filter((other) => other.id !== view.id).map((other) => showsAs(view, other, shown, labels)));
    await compare(this, tables, hosts, `show ${listHosts(hosts)} as ${shown}`, matcher, budgetOf(this, shown));
  },
);

Then(
  'the Linked Edge Hosts table(s) of {hosts} no longer show(s) {host}',
  async function (this: SuiteWorld, tables: readonly string[], host: string) {
    const absent = (view: HostView, others: readonly HostIdentity[]): Match =>
      every(others.map((other) => doesNotShow(view, other)));
    const expected = `no longer show "${host}"`;
    await compare(this, tables, [host], expected, absent);
    const gone = await this.identify([host]);
    await this.holds({
      expected: `the tables of ${listHosts(tables)} ${expected}`,
      look: () => this.look(tables),
      judge: (views) => every(views.map((view) => absent(view, gone))),
    });
  },
);

Then(
  'the Linked Edge Hosts table(s) of {hosts} is/are empty',
  async function (this: SuiteWorld, tables: readonly string[]) {
    await this.holds({
      expected: `${listHosts(tables)} show no linked hosts`,
      look: () => this.look(tables),
      judge: (views) => every(views.map(hasNoLinks)),
    });
  },
);

Then('{hosts} show each other as {shown}', async function (this: SuiteWorld, hosts: readonly string[], shown: Shown) {
  await this.eventually({
    expected: `${listHosts(hosts)} show each other as ${shown}`,
    within: budgetOf(this, shown),
    look: () => this.look(hosts),
    judge: (views) => showEachOtherAs(views, shown, this.target.labels),
  });
});

Then(
  '{host} is the only leader of {hosts}',
  async function (this: SuiteWorld, leader: string, hosts: readonly string[]) {
    await this.eventually({
      expected: `${listHosts([leader, ...hosts])} name "${leader}", and nobody else, as their leader`,
      within: this.target.budgets.spread,
      look: () => this.look([leader, ...hosts]),
      judge: ([first, ...rest]) => soleLeader([first as HostView, ...rest], first as HostView, this.target.labels),
    });
  },
);

/** Waits until every one of the tables compares well with these hosts, which need not be on. */
async function compare(
  world: SuiteWorld,
  tables: readonly string[],
  hosts: readonly string[],
  expected: string,
  matcher: (view: HostView, hosts: readonly HostIdentity[]) => Match,
  within = world.target.budgets.spread,
): Promise<void> {
  const shown = await world.identify(hosts);
  await world.eventually({
    expected: `the tables of ${listHosts(tables)} ${expected}`,
    within,
    look: () => world.look(tables),
    judge: (views) => every(views.map((view) => matcher(view, shown))),
  });
}

/** How long a host's peers may take to show it so, once it is. */
function budgetOf({ target: { budgets } }: SuiteWorld, shown: Shown): number {
  if (shown === 'synced') return budgets.content;
  return shown === 'healthy' || shown === 'unhealthy' ? budgets.health : budgets.spread;
}
