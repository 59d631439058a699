import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import type { Disk } from '../disk';
import { fileDisk } from '../file-disk';
import { memoryDisk } from '../memory-disk';

/** A folder that goes when the test ends. */
export function temporaryFolder(context: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'disk-test-'));
  context.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Every kind of disk, made anew for a test. */
export const disks: Record<string, (context: TestContext) => Disk> = {
  'a folder': (context) => fileDisk(join(temporaryFolder(context), 'made', 'on', 'demand')),
  memory: () => memoryDisk(),
};
