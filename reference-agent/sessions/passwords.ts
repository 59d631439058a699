import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { SessionError } from './errors';

const derive = promisify<string, Buffer, number, ScryptOptions, Buffer>(scrypt);

const keyLength = 32;
const saltLength = 16;

/** How a password was hashed. Passwords are kept in no other form: `scrypt$N$r$p$salt$hash`, salt and hash in base64. */
interface Hash {
  readonly parameters: { readonly N: number; readonly r: number; readonly p: number };
  readonly salt: Buffer;
  readonly key: Buffer;
}

/** Hashes and verifies the passwords of a host. */
export class Passwords {
  readonly #parameters: Hash['parameters'];
  readonly #decoy: Hash;

  /**
   * @param cost scrypt's N is two to this power, from 1 to 20. At 14, one hash takes 16 MB and some 40 ms; simulators of
   *   many hosts take less.
   */
  constructor(cost = 14) {
    if (!Number.isInteger(cost) || cost < 1 || cost > 20) {
      throw new SessionError('PASSWORD_COST', `The password cost is ${cost}; choose a whole number from 1 to 20.`);
    }
    this.#parameters = { N: 2 ** cost, r: 8, p: 1 };
    this.#decoy = { parameters: this.#parameters, salt: randomBytes(saltLength), key: randomBytes(keyLength) };
  }

  async hash(password: string): Promise<string> {
    const salt = randomBytes(saltLength);
    const key = await keyOf(password, salt, this.#parameters);
    const { N, r, p } = this.#parameters;
    return ['scrypt', N, r, p, salt.toString('base64'), key.toString('base64')].join('$');
  }

  /**
   * Whether this is the password that was hashed.
   * @param stored the hash, or undefined for a user that does not exist: that costs as much time, and is never so.
   * @throws {SessionError} when the hash is not one that {@link hash} makes.
   */
  async verify(password: string, stored: string | undefined): Promise<boolean> {
    const { parameters, salt, key } = stored === undefined ? this.#decoy : parse(stored);
    const equal = timingSafeEqual(await keyOf(password, salt, parameters), key);
    return equal && stored !== undefined;
  }
}

function keyOf(password: string, salt: Buffer, { N, r, p }: Hash['parameters']): Promise<Buffer> {
  // Twice what it needs: the limit counts more than the main table.
  return derive(password, salt, keyLength, { N, r, p, maxmem: 256 * N * r + 1024 * 1024 });
}

function parse(stored: string): Hash {
  const [, cost, r, p, salt, key] = /^scrypt\$(\d{1,7})\$(\d{1,2})\$(\d{1,2})\$([^$]+)\$([^$]+)$/.exec(stored) ?? [];
  const hash = {
    parameters: { N: Number(cost), r: Number(r), p: Number(p) },
    salt: Buffer.from(salt ?? '', 'base64'),
    key: Buffer.from(key ?? '', 'base64'),
  };
  if (hash.salt.length === saltLength && hash.key.length === keyLength && isPowerOfTwo(hash.parameters.N)) return hash;
  throw new SessionError(
    'PASSWORD_HASH_UNREADABLE',
    'A stored password hash is not of the form "scrypt$N$r$p$salt$hash"; set the password anew.',
  );
}

function isPowerOfTwo(n: number): boolean {
  return n > 1 && (n & (n - 1)) === 0;
}
