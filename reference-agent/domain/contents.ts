import type { Announcement, Change, Content, GroupDocument } from './document';
import { next } from './state';

/** How far a host is with the content of its group, as its peers show it. */
export type ContentSyncStatus = 'Synced' | 'Syncing' | 'Not Synced' | 'Failed';

/** A bundle was uploaded to a leader. It takes the place of one of its name, and is the last one. LEAD-2, LEAD-8. */
export function addContent(content: Content): Change {
  return (document) =>
    next(document, { contents: [...document.contents.filter(({ name }) => name !== content.name), content] });
}

/** The bundles of a group that a host does not hold yet, each once. */
export function missingContents(document: GroupDocument, held: readonly string[]): readonly Content[] {
  const known = new Set(held);
  return document.contents.filter(({ sha256 }) => !known.has(sha256) && known.add(sha256));
}

/**
 * How far a host is that announces this of itself; a host that was not heard of yet is `Not Synced`. A bundle that is on
 * its way counts more than one that could not be received and will be tried again.
 */
export function contentSyncStatus(document: GroupDocument, announcement: Announcement | undefined): ContentSyncStatus {
  if (document.contents.length === 0) return 'Synced';
  if (!announcement) return 'Not Synced';
  const missing = missingContents(document, announcement.held);
  if (missing.length === 0) return 'Synced';
  if (missing.some(({ sha256 }) => sha256 === announcement.receiving)) return 'Syncing';
  return missing.some(({ sha256 }) => Object.hasOwn(announcement.failures, sha256)) ? 'Failed' : 'Not Synced';
}
