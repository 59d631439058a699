import { Given, Then, When } from '@cucumber/cucumber';
import { HostFault } from '../operators/operator';
import { type Closeness, lookAtContent, rememberContent, tryToUpload, upload } from './support/content';
import { demand } from './support/demand';
import { listHosts } from './support/host-list';
import { accepted, remember } from './support/linking';
import {
  allHaveWhole,
  type ContentView,
  hasNoneOf,
  haveSameLast,
  lists,
  listsOnce,
  listTheSame,
  tellsPlainNames,
  tellsReason,
  unchangedContent,
} from './support/matchers/content';
import { every, type Match, matched, mismatch } from './support/matchers/match';
import { showsAs } from './support/matchers/table';
import { type OddName, oddNames } from './support/odd-names';
import type { SuiteWorld } from './support/world';

// Content bundles: uploaded to one host, and what it and its peers then have and show.

Given(
  'the operator (has )upload(ed)(s) {bundle} to {host}',
  async function (this: SuiteWorld, name: string, host: string) {
    accepted(await upload(this, host, this.bundles.make(name)), `"${host}" takes "${name}"`);
  },
);

When(
  'the operator uploads {bundle} of {size} to {host}',
  async function (this: SuiteWorld, name: string, bytes: number, host: string) {
    accepted(await upload(this, host, this.bundles.make(name, bytes)), `"${host}" takes "${name}"`);
  },
);

When('the operator tries to upload {bundle} to {host}', async function (this: SuiteWorld, name: string, host: string) {
  await tryToUpload(this, host, this.bundles.make(name));
});

When(
  'the operator uploads {bundle} of {size} to {host} in vain',
  async function (this: SuiteWorld, name: string, bytes: number, host: string) {
    const trying = tryToUpload(this, host, this.bundles.make(name, bytes));
    // It is not the operator's fault, so that a host may well answer with a status that says so.
    const isTaken = await trying.then(() => this.memory.lastAnswer.accepted).catch(orNot);
    demand(`"${host}" does not take "${name}"`, { matches: !isTaken, seen: 'the host accepted it' });
  },
);

When(
  'the operator tries to upload a bundle whose name {oddName} to {host}',
  async function (this: SuiteWorld, kind: OddName, host: string) {
    await tryToUpload(this, host, this.bundles.make(oddNames[kind]));
  },
);

When(
  'the upload of {bundle} to {host} breaks off {breakPoint}',
  async function (this: SuiteWorld, name: string, host: string, part: number) {
    await remember(this);
    await rememberContent(this);
    const bundle = this.bundles.make(name);
    const bytes = Math.floor(bundle.content.length * part);
    await this.ask(host, (operator) => operator.breakOffUpload(bundle, bytes));
  },
);

Then(
  '{hosts} has/have {bundle} whole and unchanged',
  async function (this: SuiteWorld, hosts: readonly string[], name: string) {
    const bundle = this.bundles.named(name);
    const judge = (views: readonly ContentView[]): Match => allHaveWhole(views, bundle);
    await awaitContent(this, hosts, `have "${name}" as it was uploaded`, judge, 'byte for byte');
  },
);

Then(
  'the Content page(s) of {hosts} list(s) {bundle}',
  async function (this: SuiteWorld, hosts: readonly string[], name: string) {
    await awaitContent(this, hosts, `list "${name}"`, (views) => every(views.map((view) => lists(view, name))));
  },
);

Then(
  'the Content pages of {hosts} list {bundle} once',
  async function (this: SuiteWorld, hosts: readonly string[], name: string) {
    await awaitContent(this, hosts, `list "${name}" once`, (views) =>
      every(views.map((view) => listsOnce(view, name))),
    );
  },
);

Then('{hosts} have the same bundle last', async function (this: SuiteWorld, hosts: readonly string[]) {
  const judge = (views: readonly ContentView[]): Match => haveSameLast(views, this.bundles.all);
  await awaitContent(this, hosts, 'have the same bundle last', judge, 'byte for byte');
});

Then('the Content pages of {hosts} list the same', async function (this: SuiteWorld, hosts: readonly string[]) {
  await awaitContent(this, hosts, 'list the same', listTheSame);
});

Then('{hosts} has/have none of the uploaded content', async function (this: SuiteWorld, hosts: readonly string[]) {
  await holdContent(this, hosts, 'have nothing that was uploaded', (view) => hasNoneOf(view, this.bundles.all));
});

Then('{hosts} does/do not have {bundle}', async function (this: SuiteWorld, hosts: readonly string[], name: string) {
  const bundle = this.bundles.named(name);
  await holdContent(this, hosts, `do not have "${name}"`, (view) => hasNoneOf(view, [bundle]));
});

Then('the content of {hosts} is unchanged', async function (this: SuiteWorld, hosts: readonly string[]) {
  await holdContent(this, hosts, 'have what they had', (view) =>
    unchangedContent(this.bundles.before(view.name), view),
  );
});

Then(
  'the bundle is refused, or {hosts} have it under a plain name',
  async function (this: SuiteWorld, hosts: readonly string[]) {
    const { accepted } = this.memory.lastAnswer;
    await holdContent(this, hosts, 'tell of plain file names only, and of none that was refused', (view) =>
      every([tellsPlainNames(view), accepted ? matched : unchangedContent(this.bundles.before(view.name), view)]),
    );
  },
);

Then('one of {hosts} tells why content is missing', async function (this: SuiteWorld, hosts: readonly string[]) {
  await awaitContent(this, hosts, 'tell why content is missing', tellsReason);
});

Then(
  'no Linked Edge Hosts table of {hosts} shows {host} as synced',
  async function (this: SuiteWorld, hosts: readonly string[], other: string) {
    const [identity] = await this.identify([other]);
    const { labels } = this.target;
    await this.holds({
      expected: `${listHosts(hosts)} do not show "${other}" as synced`,
      look: () => this.look(hosts),
      judge: (views) =>
        every(
          views.map((view) =>
            identity !== undefined && showsAs(view, identity, 'synced', labels).matches
              ? mismatch(`"${view.name}" shows "${other}" as synced`)
              : matched,
          ),
        ),
    });
  },
);

/** A host that fails with an answer has not taken what it was asked to take. */
function orNot(error: unknown): false {
  if (error instanceof HostFault && error.code === 'HOST_STATUS') return false;
  throw error;
}

/** Waits until what these hosts tell of their content is as it should be. */
async function awaitContent(
  world: SuiteWorld,
  hosts: readonly string[],
  expected: string,
  judge: (views: readonly ContentView[]) => Match,
  closeness: Closeness = 'as listed',
): Promise<void> {
  const within = world.target.budgets.content;
  const look = () => lookAtContent(world, hosts, closeness);
  await world.eventually({ expected: `${listHosts(hosts)} ${expected}`, within, look, judge });
}

/** Looks for the whole window whether each of these hosts tells of its content what it should. */
async function holdContent(
  world: SuiteWorld,
  hosts: readonly string[],
  expected: string,
  judge: (view: ContentView) => Match,
): Promise<void> {
  const look = () => lookAtContent(world, hosts);
  await world.holds({ expected: `${listHosts(hosts)} ${expected}`, look, judge: (views) => every(views.map(judge)) });
}
