import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Disk } from './disk';
import { OutsideError, type OutsideErrorCode, systemCode } from './errors';
import { refuseUnlessPlain } from './file-name';

/**
 * A folder of the machine's file system. It is made where there is none (0700), at the first write; files are readable
 * by their owner only (0600). Changes of one file happen one after the other, those of different files side by side.
 *
 * @param folder belongs to one running host alone.
 */
export function fileDisk(folder: string): Disk {
  const root = resolve(folder);
  const inLine = lines();
  return {
    async read(name) {
      refuseUnlessPlain(name);
      return readFile(join(root, name)).catch((error: unknown) => {
        if (systemCode(error) === 'ENOENT') return undefined;
        throw failure('DISK_UNREADABLE', 'read', join(root, name), error);
      });
    },
    async replace(name, content) {
      refuseUnlessPlain(name);
      // Copied, so that a caller may go on using its buffer while earlier changes are still being written.
      const copy = Buffer.from(content);
      await inLine(name, () => replaceFile(root, name, copy));
    },
    async remove(name) {
      refuseUnlessPlain(name);
      await inLine(name, () => removeFile(root, name));
    },
  };
}

/** Runs work of the same name one after the other. */
function lines(): (name: string, work: () => Promise<void>) => Promise<void> {
  const last = new Map<string, Promise<void>>();
  return (name, work) => {
    const turn = (last.get(name) ?? Promise.resolve()).then(work, work);
    last.set(name, turn);
    const leave = () => {
      if (last.get(name) === turn) last.delete(name);
    };
    turn.then(leave, leave);
    return turn;
  };
}

// Not with write-file-atomic 7: on a full disk it takes a partial write for a whole one, and puts it in place.
async function replaceFile(root: string, name: string, content: Buffer): Promise<void> {
  const path = join(root, name);
  // A host that was killed leaves this file behind; the next one of the same process id writes over it.
  const draft = join(root, `.${name}.${process.pid}.new`);
  try {
    await makeFolder(root);
    await writeDurably(draft, content);
    await rename(draft, path);
    await syncFolder(root);
  } catch (error) {
    await rm(draft, { force: true }).catch(() => {});
    throw failure('DISK_UNWRITABLE', 'written', path, error);
  }
}

async function removeFile(root: string, name: string): Promise<void> {
  const path = join(root, name);
  try {
    await rm(path);
    await syncFolder(root);
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw failure('DISK_UNWRITABLE', 'removed', path, error);
  }
}

async function writeDurably(path: string, content: Buffer): Promise<void> {
  const file = await open(path, 'w', 0o600);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function makeFolder(root: string): Promise<void> {
  const first = await mkdir(root, { recursive: true, mode: 0o700 });
  if (first === undefined) return;
  // New folders are as good as lost in a power cut until the folders that hold them are synced too.
  for (let made = root; ; made = dirname(made)) {
    await syncFolder(dirname(made));
    if (made === resolve(first)) return;
  }
}

async function syncFolder(path: string): Promise<void> {
  // Windows cannot open folders, and journals renames by itself.
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

function failure(code: OutsideErrorCode, verb: string, path: string, cause: unknown): OutsideError {
  const message = `The file "${path}" cannot be ${verb} (${systemCode(cause)}); see to its folder's space and permissions.`;
  return new OutsideError(code, message, { cause });
}
