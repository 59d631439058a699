import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Facts, Member } from '../domain';
import type { Clock } from '../outside/clock';
import { Roster } from './roster';

/** A clock that stands still until it is moved. */
class StillClock implements Clock {
  #now = 0;
  #timers: { due: number; callback: () => void }[] = [];

  now(): number {
    return this.#now;
  }

  after(milliseconds: number, callback: () => void) {
    const timer = { due: this.#now + milliseconds, callback };
    this.#timers.push(timer);
    const cancel = () => {
      this.#timers = this.#timers.filter((known) => known !== timer);
    };
    return { cancel };
  }

  move(milliseconds: number): void {
    this.#now += milliseconds;
    for (const timer of this.#timers.filter(({ due }) => due <= this.#now)) {
      this.#timers = this.#timers.filter((known) => known !== timer);
      timer.callback();
    }
  }
}

function facts(name: string): Facts {
  return {
    id: `edge-${name}`,
    name,
    deploymentMode: 'appliance',
    operatingSystem: { family: 'ubuntu', version: '22.04' },
    multiNode: true,
    managementMode: 'local',
    address: '127.0.0.1',
    apiPort: 5080,
    state: 'Ready',
    nodeRole: 'unknown',
  };
}

const member = (name: string): Member => ({ facts: facts(name), joinId: name, fingerprint: name });
const names = Array.from({ length: 10 }, (_, index) => `host-${index}`);

test('the first change is told at once, and those that follow are told together', async () => {
  const clock = new StillClock();
  const roster = new Roster('boot', clock);
  roster.setMembers(facts('leader'), []);
  clock.move(1000);
  clock.move(1000);
  let told = 0;
  const listen = async (): Promise<void> => {
    await roster.nextChange(new AbortController().signal);
    told += 1;
    void listen();
  };
  void listen();
  for (let count = 1; count <= names.length; count += 1) {
    roster.setMembers(facts('leader'), names.slice(0, count).map(member));
    clock.move(0);
    await Promise.resolve();
  }
  await new Promise(setImmediate);
  assert.equal(told, 1);
  clock.move(1000);
  await new Promise(setImmediate);
  assert.equal(told, 2);
  assert.deepEqual(
    roster.since({ epoch: 'boot', revision: 0 }).ids,
    ['leader', ...names].map((name) => `edge-${name}`),
  );
});

test('only what changed since a mark is told, and everything to who heard another boot', () => {
  const clock = new StillClock();
  const roster = new Roster('boot', clock);
  roster.setMembers(facts('leader'), [member('alpha')]);
  const { epoch, revision } = roster.since({ epoch: 'boot', revision: 0 });
  roster.setMembers(facts('leader'), [member('alpha'), member('beta')]);
  const changed = (mark: { epoch: string; revision: number }) =>
    roster.since(mark).changed.map(({ facts }) => facts.name);
  assert.deepEqual(changed({ epoch, revision }), ['beta']);
  assert.deepEqual(changed({ epoch: 'an earlier boot', revision }), ['leader', 'alpha', 'beta']);
  roster.setMembers(facts('leader'), [member('beta')]);
  assert.deepEqual(roster.since({ epoch, revision }).ids, ['edge-leader', 'edge-beta']);
});

test('who asks again before a change is told waits for it, as the others do', () => {
  const clock = new StillClock();
  const roster = new Roster('boot', clock);
  roster.setMembers(facts('leader'), []);
  clock.move(1000);
  const mark = roster.since({ epoch: '', revision: 0 });
  assert.equal(roster.isNews({ epoch: 'an earlier boot', revision: mark.revision }), true);
  assert.equal(roster.isNews(mark), false);
  roster.setMembers(facts('leader'), [member('one')]);
  assert.equal(roster.isNews(mark), false);
  clock.move(1000);
  assert.equal(roster.isNews(mark), true);
  assert.equal(roster.isNews(roster.since(mark)), false);
});
