import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { LinkToken } from '../../../operators/operator';
import { containsAddress, differs, expiresWithin, isBase64, isSame } from './token';

const address = '10.1.2.3';

function token(text: string, remainingSeconds = 60): LinkToken {
  return { text, remainingSeconds, intervalSeconds: 120 };
}

describe('a token', () => {
  it('is base64 with or without padding, in either alphabet', () => {
    const bytes = Buffer.from([0xfb, 0xff, 0xfe, 0x01]);
    assert(isBase64(token(bytes.toString('base64'))).matches);
    assert(isBase64(token(bytes.toString('base64url'))).matches);
  });

  it('is not base64 where it is empty or has other characters', () => {
    for (const text of ['', '{"ip":"10.1.2.3"}', '10.1.2.3', 'YWJj YWJj', 'A']) assert(!isBase64(token(text)).matches);
  });

  it('contains an address as text, whatever is around it', () => {
    assert(containsAddress(token(Buffer.from(`\u0000${address}12345678`).toString('base64')), address).matches);
    assert(!containsAddress(token(Buffer.from('10.1.2.4').toString('base64')), address).matches);
  });

  it('expires within a time, and has some left', () => {
    assert(expiresWithin(token('x', 120), 120).matches);
    assert(!expiresWithin(token('x', 121), 120).matches);
    assert(!expiresWithin(token('x', 0), 120).matches);
  });

  it('is compared by its text', () => {
    assert(isSame(token('x', 120), token('x', 60)).matches);
    assert(!isSame(token('x'), token('y')).matches);
    assert(differs(token('x'), [token('y'), token('z')]).matches);
    assert(!differs(token('x'), [token('x'), token('z')]).matches);
  });

  it('is never quoted in what was seen', () => {
    const secret = token(Buffer.from('c2VjcmV0 not base64').toString('latin1'));
    for (const match of [isBase64(secret), containsAddress(secret, address), isSame(secret, token('y'))]) {
      assert.doesNotMatch(match.seen, /c2VjcmV0/);
    }
  });
});
