import type { LinkToken, Outcome } from '../../operators/operator';
import { Expectation, TokenRanOut } from './errors';
import { agree, linked, notLinked } from './matchers/links';
import type { HostView } from './matchers/view';
import type { CopiedToken } from './memory';
import { refusal } from './refusal';
import type { SuiteWorld } from './world';

/** A token is kept over one refusal that has to hold, and then some; with less left it might expire before it is used. */
function enoughSeconds({ target }: SuiteWorld): number {
  return target.budgets.hold + 15;
}

/** Asks a host for its token. One about to expire is not used: the next one is awaited. */
export async function freshToken(world: SuiteWorld, name: string): Promise<Outcome<LinkToken>> {
  const outcome = await world.ask(name, (operator) => operator.generateToken());
  if (!outcome.accepted || outcome.value.remainingSeconds >= enoughSeconds(world)) return outcome;
  return nextToken(world, name, outcome.value);
}

/** Lets the token's time pass and asks for the one after it. */
export async function nextToken(world: SuiteWorld, name: string, token: LinkToken): Promise<Outcome<LinkToken>> {
  await world.pass(Math.max(0, token.remainingSeconds) + 1);
  return world.ask(name, (operator) => operator.generateToken());
}

/**
 * Passes where a copied token was used while it was good by the documentation.
 * @throws {TokenRanOut} otherwise: the scenario took too long, which says nothing of the host
 */
export async function inTime(world: SuiteWorld, { from, goodUntil }: CopiedToken): Promise<void> {
  const { clock } = await world.site();
  if (clock.now() > goodUntil) throw new TokenRanOut(from, (clock.now() - goodUntil) / 1000);
}

/** The value of an outcome that the documentation promises. */
export function accepted<T>(outcome: Outcome<T>, expected: string): T {
  if (outcome.accepted) return outcome.value;
  throw new Expectation({ expected, seen: `the host ${refusal(outcome)}` });
}

/** Links these hosts to a leader, one after the other as documented, until both sides show it. */
export async function link(world: SuiteWorld, followers: readonly string[], leader: string): Promise<void> {
  for (const follower of followers) {
    const token = accepted(await freshToken(world, leader), `"${leader}" generates a token`);
    const outcome = await world.ask(follower, (operator) => operator.link(token.text), world.target.budgets.link);
    accepted(outcome, `"${follower}" links to "${leader}" with its token`);
    await isLinked(world, follower, leader);
    world.memory.linked(follower, leader);
  }
}

/** Waits until both sides show the link. */
export async function isLinked(world: SuiteWorld, follower: string, leader: string): Promise<void> {
  await world.eventually({
    expected: `"${follower}" is linked to "${leader}" and both show it`,
    within: world.target.budgets.link,
    look: () => world.look([follower, leader]),
    judge: (views) => linked(...pair(views)),
  });
}

/**
 * Keeps what all hosts show of their links, before something is tried. News on the way to a peer would look like an
 * effect of it, so hosts get their time to agree first; whether they do is for other scenarios to judge.
 */
export async function remember(world: SuiteWorld): Promise<void> {
  const { clock } = await world.site();
  let views = await world.look();
  for await (const { last } of clock.attempts(world.target.budgets.spread)) {
    if (last || agree(views).matches) break;
    views = await world.look();
  }
  world.memory.remember(views);
}

/** Tries to link a host to another by its token. That may be refused already when the token is asked for. */
export async function tryToLink(world: SuiteWorld, follower: string, leader: string): Promise<void> {
  await remember(world);
  const token = await freshToken(world, leader);
  const outcome = token.accepted ? await enter(world, follower, token.value) : token;
  world.memory.answered(`the link of "${follower}" to "${leader}"`, outcome);
}

/** Enters a token, and waits until the host has done with it, whatever comes of it, or nobody wants to know any more. */
export async function enter(
  world: SuiteWorld,
  follower: string,
  token: LinkToken,
  isEnough: () => boolean = () => false,
): Promise<Outcome<unknown>> {
  const { link: budget } = world.target.budgets;
  const outcome = await world.ask(follower, (operator) => operator.link(token.text), budget);
  if (!outcome.accepted || outcome.value.status === 'Completed') return outcome;
  const { clock } = await world.site();
  for await (const { last } of clock.attempts(budget)) {
    if (isEnough()) break;
    const { status, errorMessage } = await world.ask(follower, (operator) => operator.linkedHosts());
    if (status === 'Failed') return { accepted: false, status: 0, reason: errorMessage };
    if (last || (status !== 'Pending' && status !== 'InProgress')) break;
  }
  return outcome;
}

/** Where a follower's operator unlinks it. */
export type UnlinkPlace = 'on itself' | 'from its leader';

/** Unlinks a follower until both sides show it. */
export async function unlink(world: SuiteWorld, follower: string, place: UnlinkPlace): Promise<void> {
  const leader = world.memory.leaderOf(follower);
  const peer = await world.peer(follower);
  const on = place === 'on itself' ? follower : leader;
  let outcome = await world.ask(on, (operator) => operator.unlink(peer), world.target.budgets.link);
  if (!outcome.accepted && place === 'on itself') {
    // What a follower calls the link it gives up, itself or its leader, no page of the API says.
    const leading = await world.peer(leader);
    outcome = await world.ask(on, (operator) => operator.unlink(leading), world.target.budgets.link);
  }
  accepted(outcome, `"${follower}" is unlinked ${place}`);
  await isUnlinked(world, follower, leader);
}

/** Unlinks a follower on a host that leads it, until both sides show it. With a cluster, several hosts lead it. */
export async function unlinkOn(world: SuiteWorld, follower: string, leader: string): Promise<void> {
  const peer = await world.peer(follower);
  const outcome = await world.ask(leader, (operator) => operator.unlink(peer), world.target.budgets.link);
  accepted(outcome, `"${follower}" is unlinked on "${leader}"`);
  await isUnlinked(world, follower, leader);
}

async function isUnlinked(world: SuiteWorld, follower: string, leader: string): Promise<void> {
  await world.eventually({
    expected: `"${follower}" and "${leader}" show that they are not linked`,
    within: world.target.budgets.link,
    look: () => world.look([follower, leader]),
    judge: (views) => notLinked(...pair(views)),
  });
}

function pair(views: readonly HostView[]): [HostView, HostView] {
  const [one, other] = views;
  if (one === undefined || other === undefined) throw new TypeError('Two hosts were looked at, and two are needed.');
  return [one, other];
}
