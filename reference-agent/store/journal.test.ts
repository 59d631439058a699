import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { z } from 'zod';
import { logger } from '../log';
import { systemClock } from '../outside/clock';
import type { Disk } from '../outside/disk';
import { Journal, type JournalKind } from './journal';

const kind: JournalKind<{ readonly number: number }> = {
  fileName: 'journal.json',
  limit: 3,
  entry: z.object({ number: z.number() }),
};

/** A disk of one file whose writes end when they are told to. */
function place(content?: string) {
  const disk = { content, writes: [] as { finish(): void; fail(): void }[] };
  const power = new AbortController();
  const logs: string[] = [];
  const methods: Pick<Disk, 'read' | 'replace'> = {
    async read() {
      return disk.content === undefined ? undefined : Buffer.from(disk.content);
    },
    async replace(_, bytes) {
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      disk.writes.push({ finish: resolve, fail: () => reject(new Error('no space left')) });
      await promise;
      disk.content = bytes.toString();
    },
  };
  const log = logger({ clock: systemClock, log: (line) => logs.push(line) });
  return { disk, power, logs, surroundings: { disk: methods as Disk, power: power.signal, log } };
}

const numbers = (journal: Journal<{ readonly number: number }>) => journal.entries.map(({ number }) => number);
/** Lets everything go on that can. */
const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('a journal', () => {
  test('keeps its newest entries, and has them again after a restart', async () => {
    const { disk, surroundings } = place();
    const journal = await Journal.open(surroundings, kind);
    for (const number of [1, 2, 3, 4]) journal.add({ number });
    assert.deepEqual(numbers(journal), [2, 3, 4]);
    disk.writes[0]?.finish();
    await turn();
    disk.writes[1]?.finish();
    await turn();
    assert.deepEqual(numbers(await Journal.open(surroundings, kind)), [2, 3, 4]);
  });

  test('writes once at a time, and what came meanwhile at once', async () => {
    const { disk, surroundings } = place();
    const journal = await Journal.open(surroundings, kind);
    journal.add({ number: 1 });
    journal.add({ number: 2 });
    journal.add({ number: 3 });
    await turn();
    assert.equal(disk.writes.length, 1);
    disk.writes[0]?.finish();
    await turn();
    assert.equal(disk.writes.length, 2);
    disk.writes[1]?.finish();
    await turn();
    assert.equal(disk.writes.length, 2);
    journal.add({ number: 4 });
    await turn();
    assert.equal(disk.writes.length, 3);
  });

  test('on a full disk goes on in memory, says so, and is whole again with the next entry', async () => {
    const { disk, logs, surroundings } = place();
    const journal = await Journal.open(surroundings, kind);
    journal.add({ number: 1 });
    disk.writes[0]?.fail();
    await turn();
    assert.deepEqual(numbers(journal), [1]);
    assert.ok(logs.some((line) => line.includes('no space left')));
    journal.add({ number: 2 });
    disk.writes[1]?.finish();
    await turn();
    assert.deepEqual(numbers(await Journal.open(surroundings, kind)), [1, 2]);
  });

  test('that is closed has written everything, and takes nothing more', async () => {
    const { disk, surroundings } = place();
    const journal = await Journal.open(surroundings, kind);
    journal.add({ number: 1 });
    journal.add({ number: 2 });
    const closed = journal.close();
    journal.add({ number: 3 });
    disk.writes[0]?.finish();
    await turn();
    disk.writes[1]?.finish();
    await closed;
    assert.equal(disk.writes.length, 2);
    assert.deepEqual(numbers(await Journal.open(surroundings, kind)), [1, 2]);
  });

  test('writes nothing more without power', async () => {
    const { disk, power, surroundings } = place();
    const journal = await Journal.open(surroundings, kind);
    journal.add({ number: 1 });
    journal.add({ number: 2 });
    power.abort();
    disk.writes[0]?.finish();
    await turn();
    journal.add({ number: 3 });
    await turn();
    assert.equal(disk.writes.length, 1);
  });

  for (const damaged of [
    '',
    '{"version":1,"entries":[{"number":1},',
    '{"version":2,"entries":[]}',
    '[]',
    '{"version":1,"entries":[{"number":"1"}]}',
  ]) {
    test(`that is damaged is begun anew, and the log says so: ${JSON.stringify(damaged)}`, async () => {
      const { logs, surroundings } = place(damaged);
      const journal = await Journal.open(surroundings, kind);
      assert.deepEqual(journal.entries, []);
      assert.equal(logs.length, 1);
      assert.match(logs[0] ?? '', /journal\.json.*begun anew/);
    });
  }

  test('that cannot be read is begun anew', async () => {
    const { logs, surroundings } = place();
    const disk = { ...surroundings.disk, read: () => Promise.reject(new Error('input/output error')) };
    assert.deepEqual((await Journal.open({ ...surroundings, disk }, kind)).entries, []);
    assert.match(logs[0] ?? '', /input\/output error/);
  });
});
