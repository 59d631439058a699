import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { isPasswordAt, passwordAt, period, remainingSeconds, secretOf } from './one-time-password';
import { decodeToken, encodeToken, type Token } from './token';

const secret = secretOf(Buffer.alloc(20, 7));
/** Milliseconds at which a one-time password begins to be good. */
const start = 1_800_000_000_000 - (1_800_000_000_000 % (period * 1000));
const at = (seconds: number) => start + seconds * 1000;

describe('a one-time password', () => {
  const password = passwordAt(secret, start);
  test('is good from the first second of its two minutes to the last', () => {
    for (const seconds of [0, 0.001, 60, 119, 119.999]) {
      assert.equal(isPasswordAt(secret, password, at(seconds)), true, `${seconds} s`);
      assert.equal(passwordAt(secret, at(seconds)), password);
    }
  });
  test('is refused before and after them', () => {
    for (const seconds of [-1, -0.001, 120, 121, 240]) {
      assert.equal(isPasswordAt(secret, password, at(seconds)), false, `${seconds} s`);
    }
  });
  test('has eight digits and says for how long it is good', () => {
    assert.match(password, /^\d{8}$/);
    assert.deepEqual(
      [0, 0.999, 1, 60, 119, 119.999, 120].map((seconds) => remainingSeconds(at(seconds))),
      [120, 120, 119, 60, 1, 1, 120],
    );
  });
  test('of another secret is refused, and so is anything that is none', () => {
    const other = passwordAt(secretOf(Buffer.alloc(20, 8)), start);
    for (const wrong of [other, '', '1234567', '123456789', 'abcdefgh', ` ${password}`, `${password}\n`]) {
      assert.equal(isPasswordAt(secret, wrong, start), false, JSON.stringify(wrong));
    }
  });
});

describe('a token', () => {
  const token: Token = { address: '127.1.2.3', port: 5080, password: '01234567', fingerprint: 'ab'.repeat(32) };
  const encode = (content: unknown) => Buffer.from(JSON.stringify(content)).toString('base64');
  const faultOf = (text: string) => (decodeToken(text) as { fault?: string }).fault;

  test('is base64 that holds the address as text, and is read back', () => {
    const text = encodeToken(token);
    assert.match(text, /^[A-Za-z0-9+/]+={0,2}$/);
    assert.match(Buffer.from(text, 'base64').toString('latin1'), /127\.1\.2\.3/);
    assert.deepEqual(decodeToken(text), { token });
    assert.deepEqual(decodeToken(` ${text}\n`), { token });
  });

  test('that is no base64, empty or endless is refused', () => {
    for (const text of ['', ' ', '***', 'a b', '====', `${encodeToken(token)}!`, 'A'.repeat(1_000_000)]) {
      assert.equal(typeof faultOf(text), 'string', text.slice(0, 20));
    }
  });

  test('without what it takes to find and recognise a leader is refused', () => {
    const wrong: Readonly<Record<string, readonly unknown[]>> = {
      address: [
        undefined,
        '',
        'localhost',
        'leader.example',
        7,
        '::zz',
        '1.2.3',
        '999.1.1.1',
        '127.0.0.1:22',
        'a'.repeat(60),
      ],
      port: [undefined, 0, -1, 65_536, 1.5, '5080', null],
      password: [undefined, '', 12345678, '1234567', '123456789', 'abcdefgh', ['01234567']],
      fingerprint: [undefined, '', 'AB'.repeat(32), 'ab', {}],
    };
    for (const [key, values] of Object.entries(wrong)) {
      for (const value of values) {
        assert.equal(typeof faultOf(encode({ ...token, [key]: value })), 'string', `${key}: ${JSON.stringify(value)}`);
      }
    }
    for (const content of [null, [], 'text', 7, {}]) assert.equal(typeof faultOf(encode(content)), 'string');
  });
});
