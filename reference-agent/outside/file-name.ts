import { OutsideError } from './errors';

/** Whether a name can neither lead out of the folder nor mean another file than it says. */
export function isPlain(name: string): boolean {
  return /^[A-Za-z0-9_][A-Za-z0-9._-]{0,199}$/.test(name);
}

/** Refuses names that are not plain. */
export function refuseUnlessPlain(name: string): void {
  if (!isPlain(name)) {
    throw new OutsideError(
      'DISK_NAME',
      `${JSON.stringify(name.slice(0, 80))} is not a plain file name; use letters, digits, "_", "-" and ".", not first.`,
    );
  }
}
