import assert from 'node:assert/strict';
import type { Answer } from '../../test-hosts';
import { assertAgreed } from './agreement';
import { FaultyGroup, type Shelf } from './faulty-group';

/** Something that an operator does with a group of hosts. */
export interface Scenario {
  readonly hosts: number;
  /** Leads new hosts to where it begins. */
  prepare(group: FaultyGroup): Promise<void>;
  /** Gets ready, and returns what then does it. */
  act(group: FaultyGroup): Promise<() => Promise<Answer>>;
  /** Whether it has happened. */
  hasHappened(group: FaultyGroup): boolean;
  /** How many hosts each of them is linked with then, itself included, and before, where that is not all of them. */
  readonly linked?: { readonly before?: readonly number[]; readonly after?: readonly number[] };
}

/** What goes wrong, with which host, before which of the steps that all hosts together take. */
interface Point {
  readonly step: number;
  readonly host: number;
  readonly fault: 'power' | 'network';
}

/** Every point is tried. */
const tryAll = process.env.HOSTLINK_ALL_POINTS === '1';
/** Seconds that a host is cut off: longer than anybody waits for an answer. */
const cutSeconds = 25;
/** Points of one scenario tried at the same time: much of their time is spent waiting. */
const lanes = 4;

/**
 * Lets every host lose its power, and be cut off, at every step of a scenario, one after the other; from all these points,
 * so many are tried that are as far apart as can be. Afterwards all hosts must agree.
 * @returns how many points there are, and how many were tried
 */
export async function tryPoints(scenario: Scenario, most: number): Promise<{ tried: number; all: number }> {
  const steps = await attempt(await prepared(scenario), scenario, undefined);
  const kinds = Array.from({ length: scenario.hosts }, (_, host) => host).flatMap((host) => [
    { host, fault: 'power' } as const,
    { host, fault: 'network' } as const,
  ]);
  const all = steps * kinds.length;
  const count = tryAll ? all : Math.min(all, most);
  // Every kind in turn, while the step moves on from the first to the last.
  const points = Array.from(
    { length: count },
    (_, index): Point => ({
      step: Math.floor((index * steps) / count),
      ...(kinds[index % kinds.length] as (typeof kinds)[number]),
    }),
  );
  let next = 0;
  const lane = async () => {
    const shelf = await prepared(scenario);
    for (let point = points[next++]; point; point = points[next++]) await attempt(shelf, scenario, point);
  };
  await Promise.all(Array.from({ length: Math.min(lanes, points.length) }, lane));
  return { tried: points.length, all };
}

async function prepared(scenario: Scenario): Promise<Shelf> {
  const group = await FaultyGroup.fresh(scenario.hosts);
  try {
    await group.site.during(scenario.prepare(group));
    await group.site.until(() => assertAgreed(group));
    assert.equal(scenario.hasHappened(group), false, 'the scenario has happened before it began');
  } finally {
    group.end();
  }
  return group.end();
}

/** One fault at one point, or none. Resolves to the number of steps taken. */
async function attempt(shelf: Shelf, scenario: Scenario, point: Point | undefined): Promise<number> {
  const group = await FaultyGroup.from(shelf);
  const { site } = group;
  let mended: Promise<unknown> = Promise.resolve();
  try {
    await site.until(() => assertAgreed(group));
    const act = await scenario.act(group);
    site.arm(point?.step ?? Number.POSITIVE_INFINITY, () => {
      mended = strike(group, point as Point);
    });
    // A host without power answers nothing, and its operator asks no second time.
    const answer = await site.during(act().catch(() => undefined));
    await site.until(() => assertAgreed(group));
    const steps = site.steps.length;
    if (site.struck) {
      await site.during(mended);
      await site.until(() => assertAgreed(group));
    }
    const promised = promisedBy(answer) ?? (site.struck ? undefined : true);
    const happened = scenario.hasHappened(group);
    assert.equal(happened, promised ?? happened, `the operator was told ${JSON.stringify(answer?.body)}`);
    const expected = scenario.linked?.[happened ? 'after' : 'before'] ?? group.machines.map(() => scenario.hosts);
    const linked = group.machines.map((_, index) => group.stored(index).document.members.length);
    assert.deepEqual(linked, expected, 'as many are linked as should be');
    return steps;
  } catch (error) {
    const steps = site.steps.slice(0, (point?.step ?? 0) + 1).join(', ');
    throw new Error(`${point ? `${point.fault} of host ${point.host} at step ${point.step}` : 'no fault'}: ${steps}`, {
      cause: error,
    });
  } finally {
    group.end();
  }
}

/** Whether an answer says that it has happened, or that it has not and will not; undefined where it leaves that open. */
function promisedBy(answer: Answer | undefined): boolean | undefined {
  if (answer && answer.status < 300) return answer.body.status === 'InProgress' ? undefined : true;
  return answer && answer.status < 500 ? false : undefined;
}

/** Resolves when the host is as it was, apart from what it was doing. */
async function strike(group: FaultyGroup, { host, fault }: Point): Promise<void> {
  const { site } = group;
  if (fault === 'power') {
    group.machine(host).kill();
    await group.boot(host);
    return;
  }
  site.cut(group.machine(host).address);
  await new Promise<void>((resolve) => {
    site.time.clock().after(cutSeconds * 1000, () => {
      site.heal();
      resolve();
    });
  });
}
