import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { FramedLines, LineBuffer } from './lines';

function frame(kind: number, content: Buffer): Buffer {
  const header = Buffer.alloc(8);
  header.writeUInt8(kind, 0);
  header.writeUInt32BE(content.length, 4);
  return Buffer.concat([header, content]);
}

/** The bytes in pieces of these sizes, in turn. */
function pieces(bytes: Buffer, sizes: readonly number[]): Buffer[] {
  const found: Buffer[] = [];
  for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1;
    found.push(bytes.subarray(at, at + size));
    at += size;
  }
  return found;
}

test('lines are the same however the bytes of a stream are cut', () => {
  const line = fc.string({ unit: 'grapheme', maxLength: 12 }).map((text) => text.replace(/[\r\n]/g, ''));
  const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(fc.array(line), sizes, sizes, (lines, frameSizes, chunkSizes) => {
      const text = Buffer.from(lines.map((each) => `${each}\n`).join(''));
      const bytes = Buffer.concat(pieces(text, frameSizes).map((piece) => frame(1, piece)));
      const seen: string[] = [];
      const framed = new FramedLines((each) => seen.push(each));
      for (const chunk of pieces(bytes, chunkSizes)) framed.push(chunk);
      framed.end();
      assert.deepEqual(seen, lines);
    }),
  );
});

test('standard output and error do not run into each other', () => {
  const seen: string[] = [];
  const framed = new FramedLines((line) => seen.push(line));
  for (const [kind, text] of [
    [1, 'out '],
    [2, 'err\r\n'],
    [1, ''],
    [1, 'put\nrest'],
  ] as const) {
    framed.push(frame(kind, Buffer.from(text)));
  }
  assert.deepEqual(seen, ['err', 'out put']);
  framed.end();
  assert.deepEqual(seen, ['err', 'out put', 'rest']);
});

test('a line without an end does not fill memory', () => {
  const seen: string[] = [];
  const lines = new LineBuffer((line) => seen.push(line));
  for (let times = 0; times < 100; times += 1) lines.push(Buffer.alloc(10_000, 'x'));
  lines.push(Buffer.from('\nnext\n'));
  assert.deepEqual(
    seen.map(({ length }) => length),
    [64 * 1024, 4],
  );
});
