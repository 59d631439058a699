import { open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Disk } from './disk';
import { diskFailure, systemCode } from './errors';
import { isPlain, refuseUnlessPlain } from './file-name';
import { piecesOf } from './file-reader';
import { FileWriter } from './file-writer';
import { makeFolder, syncFolder } from './folder';

/**
 * A folder of the machine's file system. It is made where there is none (0700), at the first write; files are readable
 * by their owner only (0600). Changes of one file happen one after the other, those of different files side by side.
 *
 * @param folder belongs to one running host alone.
 */
export function fileDisk(folder: string): Disk {
  const root = resolve(folder);
  const inLine = lines();
  const pathOf = (name: string) => {
    refuseUnlessPlain(name);
    return join(root, name);
  };
  return {
    async read(name) {
      const path = pathOf(name);
      return await orMissing(path, readFile(path));
    },
    async replace(name, content) {
      refuseUnlessPlain(name);
      // Copied, so that a caller may go on using its buffer while earlier changes are still being written.
      const copy = Buffer.from(content);
      await inLine(name, () => replaceFile(root, name, copy));
    },
    async remove(name) {
      const path = pathOf(name);
      await inLine(name, () => removeFile(root, path));
    },
    async list() {
      const entries = (await orMissing(root, readdir(root, { withFileTypes: true }))) ?? [];
      return entries.filter((entry) => entry.isFile() && isPlain(entry.name)).map((entry) => entry.name);
    },
    async size(name) {
      const path = pathOf(name);
      return (await orMissing(path, stat(path)))?.size;
    },
    pieces: (name, from = 0) => piecesOf(pathOf(name), from),
    async write(name, from = 0) {
      const path = pathOf(name);
      let writer: FileWriter | undefined;
      await inLine(name, async () => {
        writer = await FileWriter.open(root, path, from);
      });
      return writer as FileWriter;
    },
    async rename(from, to) {
      const paths = [pathOf(from), pathOf(to)] as const;
      await inLine(from, () => inLine(to, () => renameFile(root, ...paths)));
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

/** Undefined where there is no such file or folder. */
async function orMissing<T>(path: string, looking: Promise<T>): Promise<T | undefined> {
  try {
    return await looking;
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw diskFailure('DISK_UNREADABLE', 'read', path, error);
  }
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
    throw diskFailure('DISK_UNWRITABLE', 'written', path, error);
  }
}

async function renameFile(root: string, from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
    await syncFolder(root);
  } catch (error) {
    throw diskFailure('DISK_UNWRITABLE', 'renamed', from, error);
  }
}

async function removeFile(root: string, path: string): Promise<void> {
  try {
    await rm(path);
    await syncFolder(root);
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw diskFailure('DISK_UNWRITABLE', 'removed', path, error);
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
