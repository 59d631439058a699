import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Breakage } from './breakage';
import { replaceOnce } from './replace';

/** The emitted files that differ in a broken agent, by path, with the text they have there. Throws for a stale breakage. */
export function brokenFiles({ edits }: Breakage, dist: string): ReadonlyMap<string, string> {
  const files = new Map(edits.map((edit) => [edit.file, edits.filter((other) => other.file === edit.file)]));
  return new Map(
    [...files].map(([file, own]) => {
      const path = join(dist, file.replace(/\.ts$/, '.js'));
      return [path, replaceOnce(readFileSync(path, 'utf8'), own)];
    }),
  );
}
