import assert from 'node:assert/strict';
import { readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileDisk } from './file-disk';
import { disks, temporaryFolder } from './testing/disks';

for (const [name, make] of Object.entries(disks)) {
  test(`${name}: reads what was written last, and nothing where nothing is`, async (context) => {
    const disk = make(context);
    assert.equal(await disk.read('state.json'), undefined);
    await disk.replace('state.json', Buffer.from('one'));
    await disk.replace('state.json', Buffer.from('2'));
    assert.equal(String(await disk.read('state.json')), '2');
    await disk.remove('state.json');
    assert.equal(await disk.read('state.json'), undefined);
    await disk.remove('state.json');
  });

  test(`${name}: a buffer changed after the call does not change the file`, async (context) => {
    const disk = make(context);
    const content = Buffer.from('before');
    const written = disk.replace('state.json', content);
    content.write('AFTER!');
    await written;
    assert.equal(String(await disk.read('state.json')), 'before');
  });

  test(`${name}: what was read is the reader's own`, async (context) => {
    const disk = make(context);
    await disk.replace('state.json', Buffer.from('before'));
    (await disk.read('state.json'))?.write('AFTER!');
    assert.equal(String(await disk.read('state.json')), 'before');
  });

  test(`${name}: refuses names that are not plain file names`, async (context) => {
    const disk = make(context);
    for (const bad of [
      '',
      '.',
      '..',
      '../out',
      'a/b',
      'a\\b',
      '/etc/passwd',
      '.hidden',
      'a\0',
      'a\n',
      'x'.repeat(201),
    ]) {
      await assert.rejects(disk.read(bad), { code: 'DISK_NAME' });
      await assert.rejects(disk.replace(bad, Buffer.alloc(1)), { code: 'DISK_NAME' });
      await assert.rejects(disk.remove(bad), { code: 'DISK_NAME' });
    }
  });

  test(`${name}: changes made at once end in the order they were asked for`, async (context) => {
    const disk = make(context);
    const turns = Array.from({ length: 20 }, (_, index) => disk.replace('state.json', Buffer.from(String(index))));
    turns.push(disk.remove('state.json'), disk.replace('state.json', Buffer.from('last')));
    await Promise.all([...turns, disk.replace('other.json', Buffer.from('beside'))]);
    assert.equal(String(await disk.read('state.json')), 'last');
    assert.equal(String(await disk.read('other.json')), 'beside');
  });
}

test('a folder: only its owner may enter it and read its files, and no draft stays behind', async (context) => {
  const folder = join(temporaryFolder(context), 'host');
  await fileDisk(folder).replace('state.json', Buffer.from('{}'));
  assert.equal(statSync(folder).mode & 0o777, 0o700);
  assert.equal(statSync(join(folder, 'state.json')).mode & 0o777, 0o600);
  assert.deepEqual(readdirSync(folder), ['state.json']);
});

test('a folder: a reader beside writers sees whole contents only', async (context) => {
  const disk = fileDisk(temporaryFolder(context));
  const contents = ['a'.repeat(300_000), 'b'.repeat(200_000)];
  await disk.replace('state.json', Buffer.from(contents[0] as string));
  const writing = Promise.all(contents.concat(contents).map((text) => disk.replace('state.json', Buffer.from(text))));
  for (let reads = 0; reads < 20; reads += 1) {
    assert.ok(contents.includes(String(await disk.read('state.json'))));
  }
  await writing;
});

test('a folder: what cannot be written is said in one sentence, and a later try is not held up', async (context) => {
  const folder = temporaryFolder(context);
  const blocked = join(folder, 'blocked');
  writeFileSync(blocked, 'a file where the folder should be');
  const disk = fileDisk(blocked);
  await assert.rejects(disk.replace('state.json', Buffer.from('{}')), {
    code: 'DISK_UNWRITABLE',
    attribution: 'environment',
    message: /^The file ".*state\.json" cannot be written \((EEXIST|ENOTDIR)\); [^.]*\.$/,
  });
  rmSync(blocked);
  await disk.replace('state.json', Buffer.from('{}'));
  assert.equal(String(await disk.read('state.json')), '{}');
});

test('a folder: a file that is there but cannot be read is no missing file', async (context) => {
  const folder = temporaryFolder(context);
  const disk = fileDisk(folder);
  await disk.replace('state.json', Buffer.from('{}'));
  // A folder in the file's place fails for every user, root included.
  rmSync(join(folder, 'state.json'));
  await fileDisk(join(folder, 'state.json')).replace('inside', Buffer.alloc(0));
  await assert.rejects(disk.read('state.json'), { code: 'DISK_UNREADABLE' });
});
