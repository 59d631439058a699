/**
 * Two hosts link or unlink while one of them loses its power, or the network between them is cut, at every single step
 * that they take over network and disk: once they can talk again, both are linked or both are not.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { shownTo } from '../domain';
import type { StoredHost } from '../store/stored-host';
import { type Answer, current, freeAddress, TestHost } from '../test-hosts';
import { FaultyMachine, FaultySite } from '../testing/faulty-site';

/** Faults of one kind tried at the same time: much of their time is spent waiting. */
const lanes = 6;

type Role = 'leader' | 'follower';
type Files = Readonly<Record<Role, ReadonlyMap<string, Buffer>>>;

/** A pair of hosts on machines that can fail. */
class Pair {
  readonly site = new FaultySite();
  readonly machines: Readonly<Record<Role, FaultyMachine>>;
  readonly #hosts = new Map<Role, TestHost>();

  constructor(addresses: Readonly<Record<Role, string>>, files?: Files) {
    const machine = (role: Role) => new FaultyMachine(role, addresses[role], this.site, files?.[role]);
    this.machines = { leader: machine('leader'), follower: machine('follower') };
  }

  async boot(role: Role): Promise<TestHost> {
    this.#hosts.get(role)?.hangUp();
    const host = await TestHost.boot(this.machines[role].powerOn());
    this.#hosts.set(role, host);
    return host;
  }

  host(role: Role): TestHost {
    return this.#hosts.get(role) as TestHost;
  }

  files(): Files {
    return { leader: new Map(this.machines.leader.files), follower: new Map(this.machines.follower.files) };
  }

  /** Whether the two are linked; fails while they do not agree, or something is still to be told or found out. */
  async areLinked(): Promise<boolean> {
    const links = (role: Role) => (JSON.parse(String(this.machines[role].files.get('host.json'))) as StoredHost).links;
    const [leader, follower] = [links('leader'), links('follower')];
    const linked = follower.document.members.length > 1;
    for (const { joining, farewells, retired, document } of [leader, follower]) {
      const unfinished = { joining, farewells, retired, departed: document.departed };
      assert.deepEqual(unfinished, { joining: undefined, farewells: [], retired: [], departed: [] });
    }
    if (linked) assert.deepEqual(follower.document, shownTo(leader.document, follower.profile.id));
    else
      assert.deepEqual(
        [leader, follower].map(({ document }) => document.members.length),
        [1, 1],
      );
    assert.deepEqual(leader.document.leaders, [leader.profile.id]);
    const [one, other] = [this.host('leader'), this.host('follower')];
    assert.deepEqual([await one.peers(), await other.peers()], linked ? [[other.id], [one.id]] : [[], []]);
    return linked;
  }

  end(): void {
    for (const host of this.#hosts.values()) host.hangUp();
    for (const machine of Object.values(this.machines)) machine.kill();
  }
}

/** What two hosts are about to do, and what the answer says of how it ended. */
interface Scenario {
  readonly linkedBefore: boolean;
  act(pair: Pair): Promise<() => Promise<Answer>>;
  /** Whether they must be linked after this answer; undefined where the answer leaves it open. */
  outcome(answer: Answer): boolean | undefined;
}

const unlinked = (answer: Answer) => (answer.status === 200 ? false : undefined);

const scenarios: Readonly<Record<string, Scenario>> = {
  'a link': {
    linkedBefore: false,
    async act(pair) {
      const token = await pair.host('leader').token();
      return () => pair.host('follower').link(token);
    },
    outcome: ({ status, body }) => (status !== 200 ? false : body.status === 'Completed' ? true : undefined),
  },
  'an unlink on the leader': {
    linkedBefore: true,
    act: async (pair) => () => pair.host('leader').call('POST', `${current}/unlink?peerId=${pair.host('follower').id}`),
    outcome: unlinked,
  },
  'an unlink on the follower': {
    linkedBefore: true,
    act: async (pair) => () =>
      pair.host('follower').call('POST', `${current}/unlink?peerId=${pair.host('follower').id}`),
    outcome: unlinked,
  },
};

/** What goes wrong, and how it is put right again. */
type Fault = (pair: Pair) => { readonly strike: () => void; readonly mended: () => Promise<unknown> };

function powerCut(role: Role): Fault {
  return (pair) => {
    let rebooted: Promise<unknown> = Promise.resolve();
    const strike = () => {
      pair.machines[role].kill();
      rebooted = pair.boot(role);
    };
    return { strike, mended: () => rebooted };
  };
}

/** @param seconds shorter or longer than hosts wait for an answer */
function networkCut(seconds: number): Fault {
  return (pair) => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const strike = () => {
      pair.site.cut();
      pair.site.time.clock().after(seconds * 1000, () => {
        pair.site.heal();
        resolve();
      });
    };
    return { strike, mended: () => promise };
  };
}

const faults: Readonly<Record<string, Fault>> = {
  'the leader loses its power': powerCut('leader'),
  'the follower loses its power': powerCut('follower'),
  'the network is cut for a moment': networkCut(1),
  'the network is cut for long': networkCut(25),
};

/** One fault at one step. Resolves to whether the hosts got as far as that step. */
async function tryFault(start: Pair, files: Files, scenario: Scenario, fault: Fault, at: number): Promise<boolean> {
  const addresses = { leader: start.machines.leader.address, follower: start.machines.follower.address };
  const pair = new Pair(addresses, files);
  try {
    await Promise.all([pair.boot('leader'), pair.boot('follower')]);
    const act = await scenario.act(pair);
    const { strike, mended } = fault(pair);
    pair.site.arm(at, strike);
    // A host without power answers nothing, and its operator asks no second time.
    const answer = await pair.site.during(act().catch(() => undefined));
    let linked = await pair.site.until(() => pair.areLinked());
    if (pair.site.struck) {
      await pair.site.during(mended());
      linked = await pair.site.until(() => pair.areLinked());
    }
    const promised = answer && scenario.outcome(answer);
    assert.equal(linked, promised ?? linked, `the operator was told ${JSON.stringify(answer?.body)}`);
    if (!pair.site.struck) assert.equal(linked, !scenario.linkedBefore, 'nothing went wrong, and yet it failed');
    return pair.site.struck;
  } catch (error) {
    throw new Error(`at step ${at} of ${pair.site.steps.join(', ')}`, { cause: error });
  } finally {
    pair.end();
  }
}

/** A pair in the state that the scenario begins with, switched off again. */
async function prepare(scenario: Scenario): Promise<Pair> {
  const pair = new Pair({ leader: freeAddress(), follower: freeAddress() });
  await Promise.all([pair.boot('leader'), pair.boot('follower')]);
  const token = await pair.host('leader').token();
  if (scenario.linkedBefore) await pair.site.during(pair.host('follower').link(token));
  await pair.site.until(async () => assert.equal(await pair.areLinked(), scenario.linkedBefore));
  pair.end();
  return pair;
}

for (const [what, scenario] of Object.entries(scenarios)) {
  describe(`while two hosts do ${what}`, { concurrency: true }, () => {
    for (const [wrong, fault] of Object.entries(faults)) {
      test(`${wrong} at any step: both are linked, or neither`, async (t) => {
        let next = 0;
        let end = Number.POSITIVE_INFINITY;
        const lane = async () => {
          const start = await prepare(scenario);
          const files = start.files();
          while (next < end) {
            const at = next++;
            if (!(await tryFault(start, files, scenario, fault, at))) end = Math.min(end, at);
          }
        };
        await Promise.all(Array.from({ length: lanes }, lane));
        assert.ok(end >= 12, `only ${end} steps were seen`);
        t.diagnostic(`${end} points tried`);
      });
    }
  });
}
