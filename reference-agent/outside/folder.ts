import { mkdir, open } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

/** Makes a folder that outlives a power cut, with those above it, where there is none. Only its owner may enter it. */
export async function makeFolder(path: string): Promise<void> {
  const first = await mkdir(path, { recursive: true, mode: 0o700 });
  if (first === undefined) return;
  // New folders are as good as lost in a power cut until the folders that hold them are synced too.
  for (let made = path; ; made = dirname(made)) {
    await syncFolder(dirname(made));
    if (made === resolve(first)) return;
  }
}

/** Makes what is in a folder under which name outlive a power cut. */
export async function syncFolder(path: string): Promise<void> {
  // Windows cannot open folders, and journals renames by itself.
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
