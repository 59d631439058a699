import { createWriteStream } from 'node:fs';
import { mkdir, open, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Writable } from 'node:stream';
import { unwritable } from './errors';

/** Name of the stream of messages that is written while a run works. */
export const messagesFile = 'messages.ndjson';

/**
 * Creates the report folder, and in it the stream of messages: a folder that cannot be written is found before a run.
 * Rejects with a `ReportError`.
 */
export async function openReportFolder(folder: string): Promise<Writable> {
  try {
    await mkdir(folder, { recursive: true });
    const file = await open(join(folder, messagesFile), 'w');
    return createWriteStream('', { fd: file });
  } catch (cause) {
    throw unwritable(folder, cause);
  }
}

/** Replaces files of the folder, each atomically. Rejects with a `ReportError`. */
export async function writeFiles(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    await Promise.all(Object.entries(files).map(([name, text]) => replace(join(folder, name), text)));
  } catch (cause) {
    throw unwritable(folder, cause);
  }
}

// A report is no database: surviving a power cut is not worth four flushes of the disk.
async function replace(path: string, text: string): Promise<void> {
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    await writeFile(temporary, text);
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
