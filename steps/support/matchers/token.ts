import type { LinkToken } from '../../../operators/operator';
import { type Match, matched, mismatch } from './match';

// Neither a token nor what is in it may be quoted: it is a secret, and what is seen goes into reports.

/** The text is base64 (of either alphabet, padded or not) of at least one byte. */
export function isBase64(token: LinkToken): Match {
  const plain = token.text.replace(/-/g, '+').replace(/_/g, '/').replace(/=+$/, '');
  const again = Buffer.from(plain, 'base64').toString('base64').replace(/=+$/, '');
  return plain.length > 0 && again === plain
    ? matched
    : mismatch(`the token of ${token.text.length} characters is not base64`);
}

/** The decoded bytes have this IP address in them, as text. */
export function containsAddress(token: LinkToken, address: string): Match {
  return Buffer.from(token.text, 'base64').includes(address)
    ? matched
    : mismatch(`the token does not contain ${address}`);
}

/** The host says that the token is good for some time still, but not longer than this. */
export function expiresWithin(token: LinkToken, seconds: number): Match {
  return token.remainingSeconds > 0 && token.remainingSeconds <= seconds
    ? matched
    : mismatch(`the host says that it is good for another ${token.remainingSeconds} s`);
}

/** The host shows the very token that it showed before. */
export function isSame(token: LinkToken, earlier: LinkToken): Match {
  return token.text === earlier.text ? matched : mismatch('the token had changed');
}

/** The host shows none of the tokens that it showed before. */
export function differs(token: LinkToken, earlier: readonly LinkToken[]): Match {
  return earlier.some((each) => each.text === token.text)
    ? mismatch('the host shows a token that it had shown before')
    : matched;
}
