import { Given, Then, When } from '@cucumber/cucumber';
import type { LinkToken } from '../operators/operator';
import { demand } from './support/demand';
import { accepted, enter, freshToken, inTime, isLinked, nextToken, remember } from './support/linking';
import { containsAddress, differs, expiresWithin, isBase64, isSame } from './support/matchers/token';
import type { SuiteWorld } from './support/world';

Given('{host} generates tokens', async function (this: SuiteWorld, host: string) {
  accepted(await freshToken(this, host), `"${host}" starts generating tokens`);
});

When('the operator copies a token from {host}', async function (this: SuiteWorld, host: string) {
  const token = accepted(await freshToken(this, host), `"${host}" hands out a token`);
  await copy(this, host, token, token.remainingSeconds);
});

When(
  'the operator copies the next token from {host} as soon as it appears',
  async function (this: SuiteWorld, host: string) {
    const current = accepted(await freshToken(this, host), `"${host}" hands out a token`);
    const token = accepted(await nextToken(this, host, current), `"${host}" hands out its next token`);
    // Whatever the host says of it: this much is documented.
    await copy(this, host, token, 120);
  },
);

When('the operator enters the copied token on {host}', async function (this: SuiteWorld, host: string) {
  await remember(this);
  const { from, token } = this.memory.copiedToken;
  this.memory.answered(`the link of "${host}" to "${from}"`, await enter(this, host, token));
  this.memory.linked(host, from);
});

Then('the copied token links {host} to {host}', async function (this: SuiteWorld, follower: string, leader: string) {
  const copied = this.memory.copiedToken;
  const outcome = await enter(this, follower, copied.token);
  if (!outcome.accepted) await inTime(this, copied);
  accepted(outcome, `"${follower}" links to "${leader}" with the copied token`);
  await isLinked(this, follower, leader);
  this.memory.linked(follower, leader);
});

Then('the copied token is base64 text', function (this: SuiteWorld) {
  const { from, token } = this.memory.copiedToken;
  demand(`the token of "${from}" is base64`, isBase64(token));
});

Then('the copied token contains the IP address of {host}', async function (this: SuiteWorld, name: string) {
  const { from, token } = this.memory.copiedToken;
  const { address } = await this.host(name);
  demand(`the token of "${from}" contains the address of "${name}"`, containsAddress(token, address));
});

Then('the copied token expires within {duration}', function (this: SuiteWorld, seconds: number) {
  const { from, token } = this.memory.copiedToken;
  demand(`the token of "${from}" expires within ${seconds} s`, expiresWithin(token, seconds));
});

Then('{host} still shows the copied token', async function (this: SuiteWorld, host: string) {
  const expected = `"${host}" shows the same token until it expires`;
  const now = accepted(await this.ask(host, (operator) => operator.generateToken()), expected);
  const copied = this.memory.copiedToken;
  if (now.text !== copied.token.text) await inTime(this, copied);
  demand(expected, isSame(now, copied.token));
});

Then('{host} shows a token that was never copied before', async function (this: SuiteWorld, host: string) {
  const expected = `"${host}" has another token by itself`;
  const now = accepted(await freshToken(this, host), expected);
  const copies = this.memory.copiesFrom(host).map((copy) => copy.token);
  demand(expected, differs(now, copies));
  await copy(this, host, now, now.remainingSeconds);
});

When('the operator stops token generation on {host}', async function (this: SuiteWorld, host: string) {
  const outcome = await this.ask(host, (operator) => operator.stopTokenGeneration());
  accepted(outcome, `"${host}" stops generating tokens`);
});

When('the operator tries to stop token generation on {host}', async function (this: SuiteWorld, host: string) {
  await remember(this);
  const outcome = await this.ask(host, (operator) => operator.stopTokenGeneration());
  this.memory.answered(`stopping token generation on "${host}"`, outcome);
});

Then('{host} generates no tokens', async function (this: SuiteWorld, host: string) {
  // The only sign that every way in has: there is nothing to stop.
  const outcome = await this.ask(host, (operator) => operator.stopTokenGeneration());
  demand(`"${host}" generates no tokens`, {
    matches: !outcome.accepted,
    seen: `"${host}" had token generation to stop`,
  });
});

async function copy(world: SuiteWorld, from: string, token: LinkToken, goodSeconds: number): Promise<void> {
  const { clock } = await world.site();
  // Hosts tell whole seconds, and asking took some time.
  world.memory.copied({ from, token, goodUntil: clock.now() + (goodSeconds - 2) * 1000 });
}
