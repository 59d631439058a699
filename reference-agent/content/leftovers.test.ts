import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import pino from 'pino';
import { type Change, type Decision, type HostState, refuse, unlinked } from '../domain';
import { profile } from '../domain/testing/hosts';
import type { Context } from '../host/context';
import type { Group } from '../host/group';
import { Host } from '../host/host';
import { memoryDisk } from '../outside/memory-disk';
import { TestTime } from '../testing/test-time';
import { leftoversJudged } from './leftovers';
import { ContentStore } from './store';
import { contentOf } from './testing/hosts';

const bytes = Buffer.from('a bundle');
const content = contentOf('bundle', bytes, 'a');
const alone = unlinked(profile('a', { id: 'a' }));
const voting: HostState = {
  ...alone,
  document: { ...alone.document, leaders: ['a', 'b', 'c'] },
  acceptor: { version: alone.document.version + 1, promised: { round: 1, hostId: 'a' } },
};

/** A host that has a bundle and lost its power; `answers` are the group's, one after the other. */
async function rebooted(state: HostState, answers: (Decision | Error)[] = []) {
  const time = new TestTime();
  const host = new Host(state, async () => {});
  const closing = new AbortController();
  const store = await ContentStore.open(memoryDisk({ files: new Map([[`content-${content.sha256}`, bytes]]) }));
  const down = closing.signal;
  const context = { host, clock: time.clock(), down, log: pino({ enabled: false }) } as unknown as Context;
  const asked: (boolean | undefined)[] = [];
  const propose = async (_: Change, forGood?: boolean): Promise<Decision> => {
    asked.push(forGood);
    const answer = answers.shift() ?? assert.fail('asked too often');
    if (answer instanceof Error) throw answer;
    return answer;
  };
  let isJudged = false;
  const judged = leftoversJudged(context, { propose } as Group, store, closing.signal).then(() => {
    isJudged = true;
  });
  await turn();
  return { time, asked, judged, closing, isJudged: () => isJudged };
}

test('nobody is asked where nothing is open: no vote, no bundle that is not wanted', async () => {
  const { acceptor: _, ...decided } = voting;
  const wanted = { ...voting, document: { ...voting.document, contents: [content] } };
  const older = { ...voting, acceptor: { version: 1, promised: { round: 1, hostId: 'a' } } };
  for (const state of [alone, decided, wanted, older]) {
    const { asked, judged } = await rebooted(state);
    await judged;
    assert.deepEqual(asked, []);
  }
});

test('the group decides once more, and what came before is known', async () => {
  const { asked, judged } = await rebooted(voting, [{ state: voting }]);
  await judged;
  assert.deepEqual(asked, [true]);
});

test('a host that was left out of the vote needs to know no more', async () => {
  const { judged } = await rebooted(voting, [refuse('FOLLOWS', 'it follows')]);
  await judged;
});

test('it is asked until a majority answers, and the disk works', async () => {
  const none = refuse('NO_MAJORITY', 'nobody there');
  const { time, asked, judged, isJudged } = await rebooted(voting, [none, new Error('disk'), { state: voting }]);
  for (const times of [1, 2]) {
    assert.deepEqual([asked.length, isJudged()], [times, false]);
    time.pass(2);
    await turn();
  }
  await judged;
  assert.equal(asked.length, 3);
});

test('a host that goes down asks no more', async () => {
  const { time, judged, closing, asked } = await rebooted(voting, [refuse('NO_MAJORITY', 'nobody there')]);
  closing.abort();
  await judged;
  assert.deepEqual([asked.length, time.waiting], [1, 0]);
});
