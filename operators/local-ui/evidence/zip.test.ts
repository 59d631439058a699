import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deflateRawSync } from 'node:zlib';
import { unzip, zip } from './zip';

const files = new Map([
  ['trace.trace', Buffer.from('{"type":"before"}\n'.repeat(100))],
  ['resources/Übersicht.html', Buffer.from('<p>é</p>')],
  ['empty', Buffer.alloc(0)],
]);

test('what was put into an archive comes out of it, in order', () => {
  const again = unzip(zip(files));
  assert.deepEqual([...again], [...files]);
});

test('files that are not compressed are read too', () => {
  const archive = zip(new Map([['a', Buffer.from('plain')]]));
  // As if it had been stored: the method in both headers, the bytes as they are, the lengths with them.
  const packed = deflateRawSync(Buffer.from('plain'));
  const begin = archive.indexOf(packed);
  const stored = Buffer.concat([
    archive.subarray(0, begin),
    Buffer.from('plain'),
    archive.subarray(begin + packed.length),
  ]);
  const entry = stored.indexOf(Buffer.from([0x50, 0x4b, 1, 2]));
  stored.writeUInt16LE(0, entry + 10);
  stored.writeUInt32LE(5, entry + 20);
  stored.writeUInt32LE(entry, stored.length - 6);
  assert.equal(unzip(stored).get('a')?.toString(), 'plain');
});

test('what is no archive is refused', () => {
  assert.throws(() => unzip(Buffer.from('PK, but nothing else')), /no zip archive/);
});
