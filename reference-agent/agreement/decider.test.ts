/** That leaders go on: as long as most of them can be reached, and with an answer in bounded time where not. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type Change, type Decision, type HostState, next, unlinked, type Vote } from '../domain';
import { profile as profileOf } from '../domain/testing/hosts';
import type { Context } from '../host/context';
import { Host } from '../host/host';
import { TestTime } from '../testing/test-time';
import { Decider, timing, type Voters } from '.';
import { SimulatedGroup } from './testing/simulated-group';

/** A change that is known again. */
function add(name: string): Change {
  return (document) => {
    const content = { name, sha256: '', bytes: 0, uploadedAt: '', uploadedTo: '' };
    return next(document, { contents: [...document.contents, content] });
  };
}

/** Asks a host of the group, and lets time pass until there is an answer; how it ended, and after how many seconds. */
async function decided(group: SimulatedGroup, id: string, ...changes: Change[]) {
  const began = group.schedule.now;
  const answers: (string | undefined)[] = [];
  for (const change of changes) {
    const asked = group.host(id).running?.propose(change) as Promise<Decision>;
    asked.then(({ refused }) => answers.push(refused?.code));
  }
  await group.schedule.pass(600, () => answers.length === changes.length);
  return { answers, seconds: (group.schedule.now - began) / 1000 };
}

const contents = (group: SimulatedGroup, id: string) => group.host(id).document.contents.map(({ name }) => name);

describe('three leaders', () => {
  test('decide without waiting where one of them is dead', async () => {
    for (const dead of ['b', 'c']) {
      const group = new SimulatedGroup(1, 3);
      group.host(dead).crash();
      const { answers, seconds } = await decided(group, 'a', add('one'));
      assert.deepEqual(answers, [undefined]);
      assert.ok(seconds < timing.vote, `it took ${seconds} s`);
    }
  });

  test('finish what a dead one left unfinished', async () => {
    const group = new SimulatedGroup(1, 3);
    const { running } = group.host('a');
    const asked = running?.propose(add('one'));
    asked?.catch(() => {});
    const isAccepted = () => ['b', 'c'].some((id) => group.host(id).running?.host.state.acceptor?.accepted);
    await group.schedule.pass(10, isAccepted);
    group.host('a').crash();
    await group.schedule.pass(3 * timing.unfinished, () => contents(group, 'b').includes('one'));
    assert.deepEqual(contents(group, 'b'), ['one']);
    await group.converge();
  });

  test('refuse for good what a dead one may have left unfinished where they cannot see it', async () => {
    const refused = { before: 0, after: 0 };
    for (let seed = 0; seed < 40; seed += 1) {
      const group = new SimulatedGroup(seed, 3);
      group.network.cutOff(['c']);
      group.propose('a');
      await group.schedule.pass(10, () => group.host('b').running?.host.state.acceptor?.accepted !== undefined);
      group.host('a').crash();
      group.host('a').boot();
      // Whether this host had accepted its own proposal is a matter of the moment.
      refused[group.host('a').running?.host.state.acceptor?.accepted ? 'before' : 'after'] += 1;
      group.network.cutOff(['b']);
      group.giveUp('a');
      await group.schedule.pass(timing.vote);
      await group.converge();
    }
    assert.ok(refused.before > 0 && refused.after > 0, JSON.stringify(refused));
  });

  test('decide on what two of them propose at once, one after the other', async () => {
    for (let seed = 0; seed < 20; seed += 1) {
      const group = new SimulatedGroup(seed, 3);
      const [one, other] = await Promise.all([decided(group, 'a', add('one')), decided(group, 'b', add('two'))]);
      assert.deepEqual([one?.answers, other?.answers], [[undefined], [undefined]], `seed ${seed}`);
      await group.converge();
      assert.deepEqual(contents(group, 'c').slice(0, 2).sort(), ['one', 'two'], `seed ${seed}`);
    }
  });

  test('of which most are gone say so in bounded time, however many ask, and nothing has happened', async () => {
    const group = new SimulatedGroup(1, 3);
    for (const dead of ['b', 'c']) group.host(dead).crash();
    const names = ['one', 'two', 'three', 'four'];
    const { answers, seconds } = await decided(group, 'a', ...names.map(add));
    assert.deepEqual(answers, ['NO_MAJORITY', 'NO_MAJORITY', 'NO_MAJORITY', 'NO_MAJORITY']);
    assert.ok(seconds <= timing.proposal + 1, `it took ${seconds} s`);
    assert.equal(group.host('a').document.version, group.host('d').document.version);
    await group.converge();
  });

  test('go on as soon as most are back', async () => {
    const group = new SimulatedGroup(1, 3);
    for (const dead of ['b', 'c']) group.host(dead).crash();
    const asked = decided(group, 'a', add('one'));
    group.schedule.in(5000, () => group.host('b').boot());
    const { answers, seconds } = await asked;
    assert.deepEqual(answers, [undefined]);
    assert.ok(seconds < 5 + timing.vote, `it took ${seconds} s`);
  });

  test('of which one is cut off go on, and that one does not, and catches up', async () => {
    const group = new SimulatedGroup(1, 3);
    group.network.cutOff(['a']);
    const [cut, rest] = await Promise.all([decided(group, 'a', add('one')), decided(group, 'b', add('two'))]);
    assert.deepEqual([cut?.answers, rest?.answers], [['NO_MAJORITY'], [undefined]]);
    await group.converge();
    assert.equal(contents(group, 'a')[0], 'two');
  });
});

test('a host that follows decides nothing, and one that leads alone asks nobody', async () => {
  const group = new SimulatedGroup(1);
  for (const id of ['b', 'c', 'd', 'e']) group.host(id).crash();
  const alone = await decided(group, 'a', add('one'));
  assert.deepEqual(alone.answers, [undefined]);
  assert.ok(alone.seconds < 1);
  group.host('b').boot();
  assert.deepEqual((await decided(group, 'b', add('two'))).answers, ['FOLLOWS']);
});

describe('a leader that is asked by itself', () => {
  /** One of three leaders, whose disk writes end when they are told to, and whose voters note what they hear. */
  function leader() {
    const time = new TestTime();
    const profile = unlinked(profileOf('a', { id: 'a' }));
    const state: HostState = { ...profile, document: { ...profile.document, leaders: ['a', 'b', 'c'] } };
    const writes: { readonly state: HostState; end(): void }[] = [];
    const host = new Host(state, (written) => new Promise((end) => writes.push({ state: written, end })));
    const context = {
      host,
      clock: time.clock(),
      random: { bytes: (count: number) => Buffer.alloc(count) },
      log: { info: () => {}, error: () => {} },
      down: new AbortController().signal,
    } as unknown as Context;
    const heard: string[] = [];
    const yes = async (word: string): Promise<Vote> => {
      heard.push(word);
      return { answer: 'yes' };
    };
    const voters: Voters = {
      prepare: (id) => yes(`prepare ${id}`),
      accept: (id) => yes(`accept ${id}`),
      learn: async () => {},
    };
    return { host, decider: new Decider(context, voters), writes, heard };
  }

  const turn = () => new Promise((resolve) => setImmediate(resolve));

  test('has its ballot on its disk before anybody else hears of it', async () => {
    const { decider, writes, heard } = leader();
    void decider.propose(add('one'));
    await turn();
    assert.deepEqual(heard, []);
    assert.equal(writes.length, 1);
    assert.deepEqual(writes[0]?.state.acceptor?.promised, { round: 1, hostId: 'a' });
    writes[0]?.end();
    await turn();
    assert.deepEqual(heard.slice(0, 2), ['prepare b', 'prepare c']);
  });

  test('takes nothing for decided that is not on its own disk', async () => {
    const { host, decider, writes } = leader();
    const asked = decider.propose(add('one'));
    let isDecided = false;
    asked.then(() => {
      isDecided = true;
    });
    await turn();
    const { version } = host.state.document;
    for (const { end } of writes) {
      assert.equal(isDecided, false);
      assert.equal(host.state.document.version, version);
      end();
      await turn();
    }
    assert.equal(writes.length, 3);
    assert.equal((await asked).refused, undefined);
    assert.deepEqual(host.state.document, writes[2]?.state.document);
  });
});
