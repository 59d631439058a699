import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { PassThrough, Readable } from 'node:stream';
import { test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { memoryDisk } from '../outside/memory-disk';
import { bytesOf } from '../testing/forms';
import { IncomingBundle } from './incoming';
import { ContentStore } from './store';

const never = new AbortController().signal;
const mebi = 1024 * 1024;

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

test('of a large bundle never more than a few pieces are in memory, however slow the disk is', async () => {
  const piece = bytesOf(64 * 1024);
  const counts = { made: 0, landed: 0, mostInFlight: 0 };
  const disk = {
    ...memoryDisk(),
    write: async () => ({
      write: async () => {
        await turn();
        counts.landed += 1;
      },
      finish: async () => {},
      abandon: async () => {},
    }),
  };
  async function* pieces() {
    for (; counts.made < 1024; counts.made += 1) {
      counts.mostInFlight = Math.max(counts.mostInFlight, counts.made - counts.landed);
      yield piece;
    }
  }
  const incoming = await IncomingBundle.begin(disk, 'upload-01.part');
  await incoming.take(Readable.from(pieces(), { objectMode: false }), never);
  assert.deepEqual([counts.landed, incoming.bytes], [1024, 64 * mebi]);
  assert.ok(counts.mostInFlight * piece.length <= 4 * mebi, `${counts.mostInFlight} pieces in flight`);
});

test('a bundle is taken from several streams, and hashed as one', async () => {
  const disk = memoryDisk();
  const bytes = bytesOf(300_000);
  const incoming = await IncomingBundle.begin(disk, 'upload-01.part');
  await incoming.take(Readable.from([bytes.subarray(0, 100_000)]), never);
  const broken = new PassThrough();
  broken.write(bytes.subarray(100_000, 200_000));
  const stop = new AbortController();
  incoming.onPiece = () => setImmediate(() => stop.abort());
  await assert.rejects(incoming.take(broken, stop.signal));
  await incoming.take(Readable.from([bytes.subarray(incoming.bytes)]), never);
  assert.equal(await incoming.finish(), sha256(bytes));
  assert.ok((await disk.read('upload-01.part'))?.equals(bytes));
});

test('nothing of what is refused is written', async () => {
  const disk = memoryDisk();
  const incoming = await IncomingBundle.begin(disk, 'upload-01.part');
  const judge = (bytes: number) => {
    if (bytes > 10) throw new Error('too much');
  };
  await assert.rejects(incoming.take(Readable.from([Buffer.alloc(11)]), never, judge), /too much/);
  assert.equal(await disk.size('upload-01.part'), 0);
});

test('a bundle in the store stays while somebody holds on to it, and goes with the last who does', async () => {
  const disk = memoryDisk();
  const store = await ContentStore.open(disk);
  const bytes = bytesOf(1000);
  const add = async (id: string) => {
    const incoming = await store.beginUpload(id);
    await incoming.take(Readable.from([bytes]), never);
    return await store.admit(incoming, await incoming.finish());
  };
  const [first, second] = [await add('01'), await add('02')];
  for (const [release, left] of [
    [() => {}, 1],
    [first, 1],
    [first, 1],
    [second, 0],
  ] as const) {
    release();
    await store.collect(() => []);
    assert.equal(store.held.length, left);
    assert.equal((await disk.list()).length, left);
  }
});

test('a bundle that is wanted by the time its turn comes is not collected', async () => {
  const disk = memoryDisk();
  const names = ['a', 'b'].map((letter) => letter.repeat(64));
  for (const name of names) await disk.replace(`content-${name}`, Buffer.from('bytes'));
  const store = await ContentStore.open(disk);
  let isAsked = 0;
  await store.collect(() => (++isAsked === 1 ? [] : [{ sha256: names[1] ?? '' }]));
  assert.deepEqual(store.held, names.slice(1));
});
