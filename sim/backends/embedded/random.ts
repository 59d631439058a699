import { hash } from 'node:crypto';

/**
 * Random bytes that a seed decides: SHA-256 of the seed's text and a counter. The same seed gives the same bytes on
 * every machine. For what a simulated host calls random; nothing real is ever protected by it.
 */
export function seededRandom(...seed: readonly (string | number)[]): { bytes(count: number): Buffer } {
  const text = JSON.stringify(seed);
  let counter = 0;
  let left: Buffer = Buffer.alloc(0);
  return {
    bytes(count) {
      const parts = [left];
      let have = left.length;
      while (have < count) {
        const part = hash('sha256', `${text}#${counter}`, 'buffer');
        counter += 1;
        parts.push(part);
        have += part.length;
      }
      const all = Buffer.concat(parts);
      left = all.subarray(count);
      return all.subarray(0, count);
    },
  };
}
