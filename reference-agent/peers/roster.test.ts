import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Announcement } from '../domain';
import { TestTime } from '../testing/test-time';
import { Roster } from './roster';
import { silenceSeconds } from './timing';

const names = Array.from({ length: 10 }, (_, index) => `host-${index}`);
const announcement: Announcement = {
  held: [],
  failures: {},
  configuration: { state: 'Not Configured', errorMessage: '' },
};
const holding = (sha256: string): Announcement => ({ ...announcement, held: [sha256] });

/** A roster of these hosts, who have all been told of each other. */
function rosterOf(...ids: string[]) {
  const time = new TestTime();
  const roster = new Roster('boot', time.clock(), 'leader');
  roster.setMembers(ids);
  time.pass(1);
  return { time, roster, mark: roster.since({ epoch: '', revision: 0 }) };
}

const changed = (roster: Roster, mark: { epoch: string; revision: number }) =>
  roster.since(mark).changed.map(({ id }) => id);

test('the first change is told at once, and those that follow are told together', async () => {
  const { time, roster } = rosterOf('leader');
  let told = 0;
  const listen = async (): Promise<void> => {
    await roster.nextChange(new AbortController().signal);
    told += 1;
    void listen();
  };
  void listen();
  for (let count = 1; count <= names.length; count += 1) {
    roster.setMembers(['leader', ...names.slice(0, count)]);
    time.pass(0);
    await Promise.resolve();
  }
  await new Promise(setImmediate);
  assert.equal(told, 1);
  time.pass(1);
  await new Promise(setImmediate);
  assert.equal(told, 2);
  assert.deepEqual(changed(roster, { epoch: 'boot', revision: 0 }), ['leader', ...names]);
});

test('only what changed since a mark is told, and everything to who heard another boot', () => {
  const { roster, mark } = rosterOf('leader', 'alpha');
  roster.setMembers(['leader', 'alpha', 'beta']);
  assert.deepEqual(changed(roster, mark), ['beta']);
  assert.deepEqual(changed(roster, { ...mark, epoch: 'an earlier boot' }), ['leader', 'alpha', 'beta']);
  roster.setMembers(['leader', 'beta']);
  assert.deepEqual(changed(roster, { epoch: '', revision: 0 }), ['leader', 'beta']);
  assert.equal(roster.entry('alpha'), undefined);
});

test('what a host announces is told, the same words again are not, nor those of strangers', () => {
  const { roster, mark } = rosterOf('leader', 'alpha');
  roster.announced('alpha', holding('ab'));
  assert.deepEqual(changed(roster, mark), ['alpha']);
  assert.deepEqual(roster.entry('alpha')?.announcement, holding('ab'));
  const later = roster.since(mark);
  roster.announced('alpha', holding('ab'));
  roster.announced('stranger', holding('ab'));
  roster.heard('stranger', holding('ab'))();
  assert.deepEqual(changed(roster, later), []);
  assert.equal(roster.entry('stranger'), undefined);
});

test('who asks again before a change is told waits for it, as the others do', () => {
  const { time, roster, mark } = rosterOf('leader');
  assert.equal(roster.isNews({ ...mark, epoch: 'an earlier boot' }), true);
  assert.equal(roster.isNews(mark), false);
  roster.setMembers(['leader', 'one']);
  time.pass(0);
  roster.setMembers(['leader', 'one', 'two']);
  const told = roster.since(mark);
  assert.equal(roster.isNews(mark), true);
  assert.equal(roster.isNews(told), false);
  roster.touch();
  time.pass(0);
  assert.equal(roster.isNews(told), false);
  time.pass(1);
  assert.equal(roster.isNews(told), true);
  assert.equal(roster.isNews(roster.since(told)), false);
});

test('a host that is not heard from is Unhealthy, unless it is waiting for an answer, and never the own one', () => {
  const { time, roster } = rosterOf('leader', 'alpha', 'beta');
  const health = (id: string) => roster.entry(id)?.health.status;
  const answered = roster.heard('alpha', announcement);
  time.pass(silenceSeconds);
  assert.deepEqual(['leader', 'alpha', 'beta'].map(health), ['Healthy', 'Healthy', 'Unhealthy']);
  answered();
  time.pass(silenceSeconds - 0.1);
  assert.equal(health('alpha'), 'Healthy');
  time.pass(0.1);
  assert.equal(health('alpha'), 'Unhealthy');
  roster.heard('alpha', announcement);
  assert.equal(health('alpha'), 'Healthy');
});

test('a roster that is closed lets those who wait go on, and leaves no timer behind', async () => {
  const { time, roster } = rosterOf('leader', 'alpha');
  const waiting = roster.nextChange(new AbortController().signal);
  roster.touch();
  roster.close();
  await waiting;
  assert.equal(time.waiting, 0);
});
