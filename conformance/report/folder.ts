import { createWriteStream } from 'node:fs';
import { mkdir, open, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Writable } from 'node:stream';
import { unwritable } from './errors';

/** Name of the stream of messages that is written while a run works. */
export const messagesFile = 'messages.ndjson';

/** The messages of a run, on their way to the disk. */
export interface MessageFile {
  readonly stream: Writable;
  /** Resolves when all is written; rejects with a `ReportError` where something could not be. */
  close(): Promise<void>;
}

/**
 * Creates the report folder, and in it the file of messages: a folder that cannot be written is found before a run.
 * Rejects with a `ReportError`.
 */
export async function openReportFolder(folder: string): Promise<MessageFile> {
  try {
    await makeFolder(folder);
    const file = await open(join(folder, messagesFile), 'w');
    return messageFile(createWriteStream('', { fd: file }), folder);
  } catch (cause) {
    throw unwritable(folder, cause);
  }
}

function messageFile(stream: Writable, folder: string): MessageFile {
  let trouble: Error | undefined;
  let closing = false;
  // A full disk must not end the run; and scenarios that were given up may go on writing after the end.
  stream.on('error', (error) => {
    if (!closing) trouble ??= error;
  });
  return {
    stream,
    async close() {
      const failed = await new Promise<Error | null | undefined>((resolve) => stream.end(resolve));
      closing = true;
      const cause = trouble ?? failed;
      if (cause) throw unwritable(join(folder, messagesFile), cause);
    },
  };
}

/** Replaces files of the folder, each whole or not at all. Rejects with a `ReportError`. */
export async function writeFiles(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  try {
    await makeFolder(folder);
    const written = await Promise.allSettled(
      Object.entries(files).map(([name, text]) => replaceFile(folder, name, text)),
    );
    for (const result of written) if (result.status === 'rejected') throw result.reason;
  } catch (cause) {
    throw unwritable(folder, cause);
  }
}

/** Writes what scenarios of this run attached, in place of what those of an earlier one did. Rejects with a `ReportError`. */
export async function writeEvidence(folder: string, files: ReadonlyMap<string, Uint8Array>): Promise<void> {
  try {
    await rm(join(folder, 'evidence'), { recursive: true, force: true });
    for (const [path, content] of files) {
      const file = join(folder, path);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, content);
    }
  } catch (cause) {
    throw unwritable(join(folder, 'evidence'), cause);
  }
}

// Not flushed: a report is no database, and surviving a power cut is not worth waiting for the disk.
async function replaceFile(folder: string, name: string, text: string): Promise<void> {
  const draft = join(folder, `.${name}.${process.pid}.new`);
  try {
    await writeFile(draft, text);
    await rename(draft, join(folder, name));
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

// Node's own recursive mkdir never ends where a file system answers "no such file" for a name it does not take, as /proc does.
async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const parent = dirname(resolve(folder));
    if (code === 'EEXIST') return;
    if (code !== 'ENOENT' || parent === resolve(folder)) throw error;
    await makeFolder(parent);
    await mkdir(folder).catch((again: NodeJS.ErrnoException) => {
      if (again.code !== 'EEXIST') throw again;
    });
  }
}
