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
