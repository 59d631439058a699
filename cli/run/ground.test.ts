import assert from 'node:assert/strict';
import { test } from 'node:test';
import { borrowed } from './ground';
import { testIo } from './testing';

test('what a run stands on is given back once, however often that is asked', async () => {
  let times = 0;
  const close = async () => {
    times += 1;
    return [];
  };
  const io = testIo();
  const ground = borrowed({ facts: {}, close }, io);
  await Promise.all([ground.close(), ground.close()]);
  assert.equal(times, 1);
  assert.equal(io.printed.err, '');
});

test('what could not be removed is told in one line', async () => {
  const io = testIo();
  const left = ['one', 'two', 'three', 'four', 'five', 'six\n'];
  assert.deepEqual(await borrowed({ facts: {}, close: async () => left }, io).close(), left);
  assert.equal(
    io.printed.err,
    'Not removed: one, two, three, four, five and 1 more; "hostlink prune" does that once the engine answers.\n',
  );
});

test('an engine that does not answer, or breaks, keeps nobody', async () => {
  for (const close of [() => new Promise<never>(() => {}), () => Promise.reject(new Error('broken pipe'))]) {
    const io = testIo();
    assert.equal((await borrowed({ facts: {}, close }, io, 1).close()).length, 1);
    assert.match(io.printed.err, /^Not removed: .*\n$/);
  }
});
