import assert from 'node:assert/strict';
import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { whole } from '../testing/whole';
import { diskFailure } from './errors';
import { fileDisk } from './file-disk';
import { memoryDisk } from './memory-disk';
import { disks, temporaryFolder } from './testing/disks';

/** Bytes that differ from place to place. */
function bytes(length: number): Buffer {
  return Buffer.from(Uint32Array.from({ length: length / 4 }, (_, index) => index * 2_654_435_761).buffer);
}

for (const [name, make] of Object.entries(disks)) {
  test(`${name}: what was written in pieces is read whole, and from any byte on`, async (context) => {
    const disk = make(context);
    const content = bytes(3_000_000);
    const writer = await disk.write('large');
    for (let at = 0; at < content.length; at += 70_000)
      await writer.write(Buffer.from(content.subarray(at, at + 70_000)));
    await writer.finish();
    assert.equal(await disk.size('large'), content.length);
    assert.ok(content.equals(await whole(disk.pieces('large'))));
    assert.ok(content.subarray(2_999_999).equals(await whole(disk.pieces('large', 2_999_999))));
    assert.equal((await whole(disk.pieces('large', content.length))).length, 0);
  });

  test(`${name}: pieces that nobody waited for are written in order`, async (context) => {
    const disk = make(context);
    const content = bytes(4_000_000);
    const writer = await disk.write('large');
    const writes: Promise<void>[] = [];
    for (let at = 0; at < content.length; at += 16_384) writes.push(writer.write(content.subarray(at, at + 16_384)));
    await Promise.all(writes);
    await writer.finish();
    assert.ok(content.equals(await whole(disk.pieces('large'))));
  });

  test(`${name}: writing goes on behind what is to stay, and what was behind that is gone`, async (context) => {
    const disk = make(context);
    await disk.replace('part', Buffer.from('one two three'));
    const writer = await disk.write('part', 4);
    await writer.write(Buffer.from('2'));
    await writer.finish();
    assert.equal(String(await disk.read('part')), 'one 2');
    await assert.rejects(disk.write('part', 6), { code: 'DISK_UNWRITABLE', message: /ends after 5/ });
    const anew = await disk.write('part');
    await anew.abandon();
    assert.equal(await disk.size('part'), 0);
  });

  test(`${name}: what was given up stays as far as it got`, async (context) => {
    const disk = make(context);
    const writer = await disk.write('part');
    await writer.write(Buffer.from('begun'));
    await writer.abandon();
    assert.ok('begun'.startsWith(String(await disk.read('part'))));
  });

  test(`${name}: a renamed file takes the place of another`, async (context) => {
    const disk = make(context);
    await disk.replace('old', Buffer.from('old'));
    await disk.replace('new', Buffer.from('new'));
    await disk.rename('new', 'old');
    assert.equal(String(await disk.read('old')), 'new');
    assert.deepEqual(await disk.list(), ['old']);
    await assert.rejects(disk.rename('new', 'old'), { code: 'DISK_UNWRITABLE' });
  });

  test(`${name}: lists its files, and knows of none that is not there`, async (context) => {
    const disk = make(context);
    assert.deepEqual(await disk.list(), []);
    assert.equal(await disk.size('none'), undefined);
    await disk.replace('b', Buffer.from('b'));
    await disk.replace('a', Buffer.from('a'));
    assert.deepEqual([...(await disk.list())].sort(), ['a', 'b']);
    await assert.rejects(whole(disk.pieces('none')), { code: 'DISK_UNREADABLE' });
  });

  test(`${name}: reading may end before the file does`, async (context) => {
    const disk = make(context);
    await disk.replace('large', bytes(3_000_000));
    for await (const piece of disk.pieces('large')) {
      assert.ok(piece.length > 0);
      break;
    }
  });

  test(`${name}: refuses names that are not plain file names`, async (context) => {
    const disk = make(context);
    for (const bad of ['', '..', '../out', 'a/b', '.hidden']) {
      await assert.rejects(disk.write(bad), { code: 'DISK_NAME' });
      await assert.rejects(disk.size(bad), { code: 'DISK_NAME' });
      await assert.rejects(disk.rename(bad, 'good'), { code: 'DISK_NAME' });
      await assert.rejects(disk.rename('good', bad), { code: 'DISK_NAME' });
      await assert.rejects(async () => whole(disk.pieces(bad)), { code: 'DISK_NAME' });
    }
  });
}

test('memory: a disk takes what fits, and says in one sentence when nothing more does', async () => {
  const files = new Map<string, Buffer>();
  let capacity = 10;
  const disk = memoryDisk({ files, capacity: () => capacity });
  await disk.replace('state', Buffer.from('12345'));
  const full = { code: 'DISK_FULL', attribution: 'environment', message: /^The disk is full: "[a-z]+" [^.]+\.$/ };
  await assert.rejects(disk.replace('state', Buffer.from('123456')), full);
  assert.equal(String(await disk.read('state')), '12345');
  const writer = await disk.write('large');
  await writer.write(Buffer.from('12345'));
  await assert.rejects(writer.write(Buffer.from('6')), full);
  await writer.abandon();
  capacity = 11;
  const again = await disk.write('large', 5);
  await again.write(Buffer.from('6'));
  await again.finish();
  assert.equal(String(await disk.read('large')), '123456');
  capacity = 1;
  await disk.remove('state');
  await assert.rejects(disk.replace('state', Buffer.from('1')), full);
});

test('a folder: where nothing can be written, every call of a writer says so', async (context) => {
  const folder = temporaryFolder(context);
  writeFileSync(join(folder, 'blocked'), 'a file where the folder should be');
  await assert.rejects(fileDisk(join(folder, 'blocked')).write('large'), { code: 'DISK_UNWRITABLE' });
});

test('a folder: a device without room is a full disk', { skip: process.platform !== 'linux' }, async (context) => {
  const folder = temporaryFolder(context);
  symlinkSync('/dev/full', join(folder, 'large'));
  const disk = fileDisk(folder);
  const writer = await disk.write('large');
  const full = { code: 'DISK_FULL', message: /^The disk is full: ".*large" [^.]+\.$/ };
  await assert.rejects(async () => {
    for (;;) await writer.write(Buffer.alloc(1_000_000));
  }, full);
  await assert.rejects(writer.write(Buffer.alloc(1)), full);
  await assert.rejects(writer.finish(), full);
});

test('what a machine calls a full disk is one', () => {
  for (const [word, code] of [
    ['ENOSPC', 'DISK_FULL'],
    ['EDQUOT', 'DISK_FULL'],
    ['EIO', 'DISK_UNWRITABLE'],
  ] as const) {
    const cause = Object.assign(new Error(), { code: word });
    assert.equal(diskFailure('DISK_UNWRITABLE', 'written', 'file', cause).code, code);
  }
});
