import { Given, Then, When } from '@cucumber/cucumber';
import { demand } from './support/demand';
import { listHosts } from './support/host-list';
import { link, remember, tryToLink, type UnlinkPlace, unlink, unlinkOn } from './support/linking';
import { linked, unchanged } from './support/matchers/links';
import { every } from './support/matchers/match';
import type { HostView } from './support/matchers/view';
import type { SuiteWorld } from './support/world';

Given(
  'the operator (has )link(ed)(s) {hosts} to {host}',
  async function (this: SuiteWorld, followers: readonly string[], leader: string) {
    await link(this, followers, leader);
  },
);

Then(
  '{hosts} can be linked to {host}',
  async function (this: SuiteWorld, followers: readonly string[], leader: string) {
    await link(this, followers, leader);
  },
);

When(
  'the operator tries to link {host} to {host}',
  async function (this: SuiteWorld, follower: string, leader: string) {
    await tryToLink(this, follower, leader);
  },
);

Then(
  '{hosts} stay(s) linked to {host}',
  async function (this: SuiteWorld, followers: readonly string[], leader: string) {
    await this.holds({
      expected: `the link of ${listHosts(followers)} to "${leader}" stays`,
      look: () => this.look([leader, ...followers]),
      judge: ([first, ...rest]) => every(rest.map((view) => linked(view, first as HostView))),
    });
  },
);

When('the operator unlinks {host} {unlinkPlace}', async function (this: SuiteWorld, host: string, place: UnlinkPlace) {
  await unlink(this, host, place);
});

When('the operator unlinks {host} on {host}', async function (this: SuiteWorld, host: string, on: string) {
  await unlinkOn(this, host, on);
});

When('the operator tries to unlink {host} on {host}', async function (this: SuiteWorld, host: string, on: string) {
  await remember(this);
  const peer = await this.peer(host);
  const outcome = await this.ask(on, (operator) => operator.unlink(peer), this.target.budgets.link);
  this.memory.answered(`the unlinking of "${host}" on "${on}"`, outcome);
});

Then('the links of {hosts} are unchanged', async function (this: SuiteWorld, hosts: readonly string[]) {
  await this.holds({
    expected: `the links of ${listHosts(hosts)} stay as they were`,
    look: () => this.look(hosts),
    judge: (views) => every(views.map((view) => unchanged(this.memory.before(view.name), view))),
  });
});

Then('the request is refused', function (this: SuiteWorld) {
  const { tried, accepted } = this.memory.lastAnswer;
  demand(`${tried} is refused`, { matches: !accepted, seen: 'the host accepted it' });
});
