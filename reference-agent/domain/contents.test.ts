import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addContent, contentSyncStatus, missingContents } from './contents';
import type { Announcement, Content, GroupDocument } from './document';

function content(name: string, sha256: string): Content {
  return { name, sha256, bytes: 1, uploadedAt: '2026-01-31T09:30:00Z', uploadedTo: 'edge-1' };
}

function documentOf(...contents: readonly Content[]): GroupDocument {
  return { id: 'group', version: 7, leaders: [], members: [], departed: [], contents };
}

function announcementOf(change: Partial<Announcement>): Announcement {
  return { held: [], failures: {}, configuration: { state: 'Not Configured', errorMessage: '' }, ...change };
}

test('a bundle is added last, and takes the place of one of its name', () => {
  const [a, b, newer] = [content('a', '1'), content('b', '2'), content('a', '3')];
  const document = documentOf(a, b);
  const after = addContent(newer)(document);
  assert.ok(!('refused' in after));
  assert.deepEqual([after.contents, after.version], [[b, newer], 8]);
  assert.deepEqual(document.contents, [a, b]);
});

test('what is missing is counted once, whatever it is called', () => {
  const contents = [content('a', '1'), content('b', '1'), content('c', '2')];
  assert.deepEqual(missingContents(documentOf(...contents), ['2']), [contents[0]]);
});

test('a host is as far with the content as it announces', () => {
  const document = documentOf(content('a', '1'), content('b', '2'));
  for (const [announcement, status] of [
    [undefined, 'Not Synced'],
    [announcementOf({}), 'Not Synced'],
    [announcementOf({ held: ['1'] }), 'Not Synced'],
    [announcementOf({ held: ['1', '2', '3'] }), 'Synced'],
    [announcementOf({ held: ['1'], receiving: '2' }), 'Syncing'],
    [announcementOf({ held: ['1', '2'], receiving: '3' }), 'Synced'],
    [announcementOf({ failures: { 2: 'full' } }), 'Failed'],
    [announcementOf({ failures: { 2: 'full' }, receiving: '2' }), 'Syncing'],
    [announcementOf({ held: ['2'], failures: { 2: 'full' } }), 'Not Synced'],
    [announcementOf({ failures: { 3: 'full' } }), 'Not Synced'],
  ] as const) {
    assert.equal(contentSyncStatus(document, announcement), status, JSON.stringify(announcement));
  }
  assert.equal(contentSyncStatus(documentOf(), undefined), 'Synced');
});
