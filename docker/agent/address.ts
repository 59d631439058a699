import { networkInterfaces } from 'node:os';
import { ImageError } from './errors';

/** IPv4 addresses that others can reach this machine at, in the machine's order. */
export function ownAddresses(): readonly string[] {
  return Object.values(networkInterfaces())
    .flatMap((entries) => entries ?? [])
    .filter((entry) => entry.family === 'IPv4' && !entry.internal)
    .map((entry) => entry.address);
}

/** The first of them. Throws an `ImageError` where there is none. */
export function ownAddress(): string {
  const [first] = ownAddresses();
  if (first !== undefined) return first;
  throw new ImageError(
    'IMAGE_NO_ADDRESS',
    'There is no network interface with an IPv4 address; start the container in a network.',
  );
}
