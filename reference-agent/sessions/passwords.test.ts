import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hashPassword, verifyPassword } from '.';

const cost = 2;

test('the password that was hashed verifies, and no other', async () => {
  const hash = await hashPassword('hünter 2', cost);
  assert.match(hash, /^scrypt\$4\$8\$1\$[\w+/]{22}==\$[\w+/]{43}=$/);
  assert.equal(await verifyPassword('hünter 2', hash, cost), true);
  for (const wrong of ['', 'hunter 2', 'hünter 2 ', 'HÜNTER 2', hash]) {
    assert.equal(await verifyPassword(wrong, hash, cost), false, wrong);
  }
});

test('equal passwords have different hashes', async () => {
  assert.notEqual(await hashPassword('same', cost), await hashPassword('same', cost));
});

test('no password verifies for a user that does not exist', async () => {
  for (const password of ['', 'undefined', 'any']) assert.equal(await verifyPassword(password, undefined, cost), false);
});

test('a user that does not exist costs a derivation with the same parameters', async (context) => {
  const crypto = require('node:crypto') as typeof import('node:crypto');
  const derived: unknown[] = [];
  const original = crypto.scrypt;
  context.mock.method(crypto, 'scrypt', ((...args: Parameters<typeof original>) => {
    derived.push(args[3]);
    original(...args);
  }) as typeof original);
  delete require.cache[require.resolve('./passwords')];
  const observed = require('./passwords') as typeof import('./passwords');
  const hash = await observed.hashPassword('right', 3);
  await observed.verifyPassword('wrong', hash, 3);
  await observed.verifyPassword('wrong', undefined, 3);
  assert.equal(derived.length, 3);
  assert.deepEqual(derived[2], derived[1]);
});

test('a hash keeps its own cost when the setting changes', async () => {
  const hash = await hashPassword('kept', 3);
  assert.match(hash, /^scrypt\$8\$/);
  assert.equal(await verifyPassword('kept', hash, cost), true);
});

test('a costly hash is usable with the memory that the machine grants', async () => {
  const hash = await hashPassword('a', 15);
  assert.match(hash, /^scrypt\$32768\$8\$1\$/);
  assert.equal(await verifyPassword('a', hash, 15), true);
});

test('an impossible cost and an unreadable hash are said, not guessed at', async () => {
  for (const impossible of [0, 21, 1.5, Number.NaN]) {
    await assert.rejects(hashPassword('a', impossible), { code: 'PASSWORD_COST' });
    await assert.rejects(verifyPassword('a', undefined, impossible), { code: 'PASSWORD_COST' });
  }
  const hash = await hashPassword('a', cost);
  for (const broken of [
    '',
    'plain text',
    hash.slice(0, -8),
    hash.replace('$4$', '$5$'),
    hash.replace('scrypt', 'md5'),
  ]) {
    await assert.rejects(verifyPassword('a', broken, cost), { code: 'PASSWORD_HASH_UNREADABLE' });
  }
});
