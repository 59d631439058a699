import { OutsideError } from './errors';

/** Refuses names that could lead out of the folder, or mean another file than they say. */
export function refuseUnlessPlain(name: string): void {
  if (!/^[A-Za-z0-9_][A-Za-z0-9._-]{0,199}$/.test(name)) {
    throw new OutsideError(
      'DISK_NAME',
      `${JSON.stringify(name.slice(0, 80))} is not a plain file name; use letters, digits, "_", "-" and ".", not first.`,
    );
  }
}
