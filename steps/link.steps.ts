import { Given, Then, When } from '@cucumber/cucumber';
import { demand } from './support/demand';
import { listHosts } from './support/host-list';
import { isLinked, link, pair, tryToLink, type UnlinkPlace, unlink } from './support/linking';
import { linked, unchanged } from './support/matchers/links';
import { every } from './support/matchers/match';
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
  '{hosts} is/are linked to {host}',
  async function (this: SuiteWorld, followers: readonly string[], leader: string) {
    for (const follower of followers) await isLinked(this, follower, leader);
  },
);

Then('{host} stays linked to {host}', async function (this: SuiteWorld, follower: string, leader: string) {
  await this.holds({
    expected: `"${follower}" stays linked to "${leader}"`,
    look: () => this.look([follower, leader]),
    judge: (views) => linked(...pair(views)),
  });
});

When('the operator unlinks {host} {unlinkPlace}', async function (this: SuiteWorld, host: string, place: UnlinkPlace) {
  await unlink(this, host, place);
});

When('the operator tries to unlink {host} on {host}', async function (this: SuiteWorld, host: string, on: string) {
  this.memory.remember(await this.look());
  const id = await this.id(host);
  this.memory.answered(await this.ask(on, (operator) => operator.unlink(id), this.target.budgets.link));
});

Then('the links of {hosts} are unchanged', async function (this: SuiteWorld, hosts: readonly string[]) {
  await this.holds({
    expected: `the links of ${listHosts(hosts)} stay as they were`,
    look: () => this.look(hosts),
    judge: (views) => every(views.map((view) => unchanged(this.memory.before(view.name), view))),
  });
});

Then('the request is refused', function (this: SuiteWorld) {
  demand('the request is refused', { matches: !this.memory.lastAnswer.accepted, seen: 'the host accepted it' });
});

Then('the attempt has ended in an error', function (this: SuiteWorld) {
  demand('the attempt ends in an error', { matches: !this.memory.lastAnswer.accepted, seen: 'the host reported none' });
});
