import { randomBytes } from 'node:crypto';

/** Where an agent takes random bytes for ids, secrets and passwords from. Keys and TLS always use the machine's own. */
export interface Random {
  bytes(count: number): Buffer;
}

export const systemRandom: Random = { bytes: (count) => randomBytes(count) };
