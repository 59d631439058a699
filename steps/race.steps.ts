import { Given, Then, When } from '@cucumber/cucumber';
import { HostFault } from '../operators/operator';
import { upload } from './support/content';
import { demandOne } from './support/demand';
import { listHosts } from './support/host-list';
import { accepted, enter, freshToken, inTime, isLinked } from './support/linking';
import { inOneGroup, notLinked } from './support/matchers/links';
import type { HostView } from './support/matchers/view';
import type { SuiteWorld } from './support/world';

// What several operators do at once. In which order it begins is drawn by the run's seed.

Given('draw {int} of what comes first', function (this: SuiteWorld, draw: number) {
  this.draw = draw;
});

When(
  'the operators of {hosts} enter the copied token at once',
  async function (this: SuiteWorld, followers: readonly string[]) {
    const copied = this.memory.copiedToken;
    await this.identify(followers);
    const answers = await this.race(followers.map((follower) => () => enter(this, follower, copied.token)));
    for (const [at, answer] of answers.entries()) {
      const follower = followers[at] as string;
      if (answer instanceof HostFault) throw answer;
      if (!answer.accepted) await inTime(this, copied);
      accepted(answer, `"${follower}" links to "${copied.from}" with the copied token`);
      await isLinked(this, follower, copied.from);
      this.memory.linked(follower, copied.from);
    }
  },
);

When(
  'the operator enters the tokens of {hosts} on {host} at once',
  async function (this: SuiteWorld, leaders: readonly string[], follower: string) {
    const tokens = [];
    for (const leader of leaders) {
      tokens.push(accepted(await freshToken(this, leader), `"${leader}" generates a token`));
    }
    await this.identify([follower]);
    const answers = await this.race(tokens.map((token) => () => enter(this, follower, token)));
    demandOne(`"${follower}" takes one of the tokens`, answers, `"${follower}" took none of them`);
  },
);

Then(
  '{host} is in exactly one of the groups of {hosts}',
  async function (this: SuiteWorld, follower: string, leaders: readonly string[]) {
    await this.settles({
      expected: `"${follower}" is in exactly one of the groups of ${listHosts(leaders)}, and stays there`,
      within: this.target.budgets.link,
      look: () => this.look([follower, ...leaders]),
      judge: ([first, ...rest]) => inOneGroup(first as HostView, rest),
    });
  },
);

When(
  'the operators upload {bundle} to {host} and {bundle} to {host} at once',
  async function (this: SuiteWorld, name: string, on: string, otherName: string, otherOn: string) {
    const uploads = [
      { on, bundle: this.bundles.make(name) },
      { on: otherOn, bundle: this.bundles.make(otherName) },
    ];
    await this.identify([on, otherOn]);
    const answers = await this.race(uploads.map((each) => () => upload(this, each.on, each.bundle)));
    for (const [at, answer] of answers.entries()) {
      if (answer instanceof HostFault) throw answer;
      accepted(answer, `"${uploads[at]?.on}" takes "${uploads[at]?.bundle.fileName}"`);
    }
  },
);

When(
  'the operators of {host} and {host} unlink {host} at once',
  async function (this: SuiteWorld, one: string, other: string, follower: string) {
    const peer = await this.peer(follower);
    const { link } = this.target.budgets;
    const answers = await this.race(
      [one, other].map((on) => () => this.ask(on, (operator) => operator.unlink(peer), link)),
    );
    for (const answer of answers) if (answer instanceof HostFault) throw answer;
    demandOne(`"${follower}" is unlinked`, answers, `both "${one}" and "${other}" refused`);
    const leader = this.memory.leaderOf(follower);
    await this.settles({
      expected: `"${follower}" and "${leader}" show that they are not linked`,
      within: link,
      look: () => this.look([follower, leader]),
      judge: ([first, second]) => notLinked(first as HostView, second as HostView),
    });
  },
);
