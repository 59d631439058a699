/** A content bundle as the form that uploads it, streamed: nothing of the bundle is copied. */
import { randomUUID } from 'node:crypto';
import type { Bundle } from '../operator';

/** A body that is sent piece by piece. Can be sent again. */
export interface StreamedBody {
  readonly contentType: string;
  /** Of the whole body, in bytes. */
  readonly length: number;
  /** In order; fewer bytes than `length` where the upload is to be broken off. */
  pieces(): Iterable<Uint8Array>;
  /** What is recorded of it. */
  readonly summary: string;
}

/** Large enough to cost little each, small enough that a host that says no early is heard early. */
const pieceLength = 256 * 1024;

/** The form; with `endAfter`, only as far as that many bytes of the bundle go. */
export function bundleForm({ fileName, content }: Bundle, endAfter?: number): StreamedBody {
  const boundary = `hostlink-${randomUUID()}`;
  const head = Buffer.from(
    `--${boundary}\r\nContent-Disposition: form-data; name="uploadFile"; filename="${quotable(fileName)}"\r\n` +
      'Content-Type: application/octet-stream\r\n\r\n',
  );
  const tail = Buffer.from(`\r\n--${boundary}--\r\n`);
  const brokenOff = endAfter !== undefined;
  const sent = brokenOff ? content.subarray(0, Math.max(0, endAfter)) : content;
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    length: head.length + content.length + tail.length,
    *pieces() {
      yield head;
      for (let at = 0; at < sent.length; at += pieceLength) yield sent.subarray(at, at + pieceLength);
      if (!brokenOff) yield tail;
    },
    summary: JSON.stringify({
      uploadFile: { fileName, bytes: content.length, ...(brokenOff ? { brokenOffAfter: sent.length } : {}) },
    }),
  };
}

/** As browsers write file names: nothing else of a name may be changed, for hosts have to cope with any. */
const quotable = (name: string): string =>
  name.replace(/["\r\n]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`);
