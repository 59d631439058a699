import assert from 'node:assert/strict';
import { test } from 'node:test';
import { turn } from '../../wait/sleep';
import { RamDisk } from './disk';

test('what one boot wrote, the next one reads', async () => {
  const disk = new RamDisk();
  const first = disk.attach(new AbortController().signal);
  assert.equal(await first.read('state'), undefined);
  const content = Buffer.from('one');
  const writing = first.replace('state', content);
  content.fill('x');
  await writing;
  const second = disk.attach(new AbortController().signal);
  assert.equal(String(await second.read('state')), 'one');
  await second.remove('state');
  assert.equal(await second.read('state'), undefined);
});

test('no write lands after the power was cut, begun before or not, and none of them is ever answered', async () => {
  const disk = new RamDisk();
  const power = new AbortController();
  const boot = disk.attach(power.signal);
  await boot.replace('state', Buffer.from('before'));
  const answered: string[] = [];
  void boot.replace('state', Buffer.from('under way')).then(() => answered.push('write'));
  power.abort();
  void boot.replace('state', Buffer.from('after')).then(() => answered.push('write'));
  void boot.remove('state').then(() => answered.push('remove'));
  void boot.read('state').then(() => answered.push('read'));
  await turn();
  await turn();
  assert.deepEqual(answered, []);
  assert.equal(String(await disk.attach(new AbortController().signal).read('state')), 'before');
});

test('a large write lands piece by piece, and none after the power was cut', async () => {
  const disk = new RamDisk();
  const power = new AbortController();
  const boot = disk.attach(power.signal);
  const writer = await boot.write('large');
  await writer.write(Buffer.from('one'));
  const answered: string[] = [];
  void writer.write(Buffer.from('two')).then(() => answered.push('write'));
  power.abort();
  void writer.write(Buffer.from('three')).then(() => answered.push('write'));
  void writer.finish().then(() => answered.push('finish'));
  void boot.rename('large', 'whole').then(() => answered.push('rename'));
  void boot.list().then(() => answered.push('list'));
  void boot
    .pieces('large')
    [Symbol.asyncIterator]()
    .next()
    .then(() => answered.push('data'));
  for (let turns = 0; turns < 10; turns += 1) await turn();
  assert.deepEqual(answered, []);
  const next = disk.attach(new AbortController().signal);
  assert.deepEqual(await next.list(), ['large']);
  const goesOn = await next.write('large', 3);
  await goesOn.write(Buffer.from(' four'));
  await goesOn.finish();
  await next.rename('large', 'whole');
  assert.equal(await next.size('whole'), 8);
  let rest = '';
  for await (const piece of next.pieces('whole', 4)) rest += piece;
  assert.equal(rest, 'four');
});

test('a disk without room takes nothing more until there is some', async () => {
  const disk = new RamDisk();
  const boot = disk.attach(new AbortController().signal);
  await boot.replace('state', Buffer.from('12345'));
  disk.capacity = disk.used;
  await assert.rejects(boot.replace('state', Buffer.from('1')), { code: 'DISK_FULL' });
  const writer = await boot.write('large');
  await assert.rejects(writer.write(Buffer.from('1')), { code: 'DISK_FULL' });
  disk.capacity = Number.POSITIVE_INFINITY;
  await boot.replace('state', Buffer.from('1'));
  assert.equal(String(await boot.read('state')), '1');
});
