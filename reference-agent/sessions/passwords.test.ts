import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Passwords } from '.';

const passwords = new Passwords(2);

test('the password that was hashed verifies, and no other', async () => {
  const hash = await passwords.hash('hünter 2');
  assert.match(hash, /^scrypt\$4\$8\$1\$[\w+/]{22}==\$[\w+/]{43}=$/);
  assert.equal(await passwords.verify('hünter 2', hash), true);
  for (const wrong of ['', 'hunter 2', 'hünter 2 ', 'HÜNTER 2', hash]) {
    assert.equal(await passwords.verify(wrong, hash), false, wrong);
  }
});

test('equal passwords have different hashes', async () => {
  assert.notEqual(await passwords.hash('same'), await passwords.hash('same'));
});

test('no password verifies for a user that does not exist', async () => {
  for (const password of ['', 'undefined', 'any']) assert.equal(await passwords.verify(password, undefined), false);
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
  const observed = new (require('./passwords') as typeof import('./passwords')).Passwords(3);
  const hash = await observed.hash('right');
  await observed.verify('wrong', hash);
  await observed.verify('wrong', undefined);
  assert.equal(derived.length, 3);
  assert.deepEqual(derived[2], derived[1]);
});

test('a hash keeps its own cost when the setting changes', async () => {
  const hash = await new Passwords(3).hash('kept');
  assert.match(hash, /^scrypt\$8\$/);
  assert.equal(await passwords.verify('kept', hash), true);
});

test('the default cost is usable with the memory that the machine grants', async () => {
  const careful = new Passwords();
  const hash = await careful.hash('a');
  assert.match(hash, /^scrypt\$16384\$8\$1\$/);
  assert.equal(await careful.verify('a', hash), true);
});

test('an impossible cost and an unreadable hash are said, not guessed at', async () => {
  for (const cost of [0, 21, 1.5, Number.NaN]) assert.throws(() => new Passwords(cost), { code: 'PASSWORD_COST' });
  const hash = await passwords.hash('a');
  for (const broken of [
    '',
    'plain text',
    hash.slice(0, -8),
    hash.replace('$4$', '$5$'),
    hash.replace('scrypt', 'md5'),
  ]) {
    await assert.rejects(passwords.verify('a', broken), { code: 'PASSWORD_HASH_UNREADABLE' });
  }
});
