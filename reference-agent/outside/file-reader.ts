import { open } from 'node:fs/promises';
import { diskFailure } from './errors';

/** Bytes asked of the machine at once: large enough that asking costs nothing beside what is read. */
const most = 256 * 1024;

/** The bytes of a file, all in one buffer: a new one for each piece would cost more to give back than it does to read. */
export async function* piecesOf(path: string, from: number): AsyncGenerator<Buffer> {
  const failed = (cause: unknown) => {
    throw diskFailure('DISK_UNREADABLE', 'read', path, cause);
  };
  const file = await open(path, 'r').catch(failed);
  try {
    const buffer = Buffer.allocUnsafeSlow(most);
    for (let at = from; ; ) {
      const { bytesRead } = await file.read(buffer, 0, most, at).catch(failed);
      if (bytesRead === 0) return;
      at += bytesRead;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}
