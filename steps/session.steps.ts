import { Then, When } from '@cucumber/cucumber';
import { demand } from './support/demand';
import { listHosts } from './support/host-list';
import { remember } from './support/linking';
import { every } from './support/matchers/match';
import type { SuiteWorld } from './support/world';

// Logins, the sessions they give, and what happens without one.

Then('each of {hosts} accepts its own login session', async function (this: SuiteWorld, hosts: readonly string[]) {
  const matches = await Promise.all(
    hosts.map(async (host) => ({
      matches: await takesSession(this, host, host),
      seen: `"${host}" refused the session it had given`,
    })),
  );
  demand(`each of ${listHosts(hosts)} accepts its own session`, every(matches));
});

Then("{hosts} refuse each other's login sessions", async function (this: SuiteWorld, hosts: readonly string[]) {
  const pairs = hosts.flatMap((on) => hosts.filter((from) => from !== on).map((from) => ({ on, from })));
  const matches = await Promise.all(
    pairs.map(async ({ on, from }) => ({
      matches: !(await takesSession(this, on, from)),
      seen: `"${on}" accepted a session of "${from}"`,
    })),
  );
  demand(`none of ${listHosts(hosts)} accepts a session of another`, every(matches));
});

When('somebody tries to log in to {host} with a wrong password', async function (this: SuiteWorld, host: string) {
  await remember(this);
  const { username, password } = (await this.host(host)).credentials;
  const wrong = { username, password: `not ${password}` };
  this.memory.answered(
    `a login on "${host}" with a wrong password`,
    await this.ask(host, (operator) => operator.logIn(wrong)),
  );
});

When(
  'somebody who is not logged in tries to generate a token on {host}',
  async function (this: SuiteWorld, host: string) {
    await remember(this);
    const outcome = await this.ask(host, (operator) => operator.tryWithoutLogin({ to: 'generate a token' }));
    this.memory.answered(`generating a token on "${host}" without a login`, outcome);
  },
);

When(
  'somebody who is not logged in tries to enter the copied token on {host}',
  async function (this: SuiteWorld, host: string) {
    await remember(this);
    const { text } = this.memory.copiedToken.token;
    const { link } = this.target.budgets;
    const outcome = await this.ask(host, (operator) => operator.tryWithoutLogin({ to: 'link', token: text }), link);
    this.memory.answered(`the link of "${host}" without a login`, outcome);
  },
);

When(
  'somebody who is not logged in tries to unlink {host} on {host}',
  async function (this: SuiteWorld, host: string, on: string) {
    await remember(this);
    const peer = await this.peer(host);
    const { link } = this.target.budgets;
    const outcome = await this.ask(on, (operator) => operator.tryWithoutLogin({ to: 'unlink', peer }), link);
    this.memory.answered(`the unlinking of "${host}" on "${on}" without a login`, outcome);
  },
);

async function takesSession(world: SuiteWorld, on: string, from: string): Promise<boolean> {
  const session = await world.ask(from, (operator) => operator.session());
  return (await world.ask(on, (operator) => operator.tryForeignSession(session))).accepted;
}
