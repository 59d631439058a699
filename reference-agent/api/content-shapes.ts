/** Content in the published shapes. */
import { type Announcement, type Content, type HostState, leads, missingContents } from '../domain';
import type { Peer } from '../host/group';

/** Of the registry's types, that of an archive with whatever a cluster needs. */
const contentType = 'pack';

/** `v1UploadedContentDetails` */
export function uploadedContent({ name, sha256, bytes, uploadedAt }: Content): Record<string, unknown> {
  return {
    fileName: name,
    sha256Hash: sha256,
    sizeInBytes: bytes,
    sizeInMiB: bytes / 2 ** 20,
    sizeInGiB: bytes / 2 ** 30,
    uploadDateTime: uploadedAt,
  };
}

/** `v1HarborContentDetails` */
export function registryContent({ name, sha256, bytes, uploadedAt }: Content): Record<string, unknown> {
  return { contentType, name, version: sha256.slice(0, 12), size: String(bytes), dateAdded: uploadedAt };
}

/** `v1HarborContentsSyncStatus`: what this host does not hold yet and, on a leader, what its peers do not. */
export function syncDetails(
  state: HostState,
  own: Announcement,
  peers: readonly Peer[],
): {
  readonly statusMessage: string;
  readonly pendingItems: readonly Record<string, unknown>[];
  readonly errors: Record<string, string>;
} {
  const others = leads(state) ? peers.map(({ member, announcement }) => ({ id: member.facts.id, announcement })) : [];
  const targets = [{ id: state.profile.id, announcement: own }, ...others];
  const missing = targets.flatMap(({ id, announcement }) =>
    missingContents(state.document, announcement?.held ?? []).map((content) => ({
      id,
      content,
      failure: announcement?.failures[content.sha256],
      isOnItsWay: announcement?.receiving === content.sha256,
    })),
  );
  const failed = missing.filter(({ failure }) => failure !== undefined);
  const { length } = missing;
  return {
    statusMessage: length === 0 ? 'All content is synced.' : `${length} to be synced, ${failed.length} of them failed.`,
    pendingItems: missing.map(({ id, content, failure, isOnItsWay }) => {
      const { dateAdded, ...item } = registryContent(content);
      return {
        ...item,
        creationTimestamp: dateAdded,
        source: content.uploadedTo,
        target: id,
        status: failure === undefined ? 'pending' : 'failed',
        msg: failure ?? (isOnItsWay ? 'It is being received.' : 'It waits for its turn.'),
      };
    }),
    errors: Object.fromEntries(failed.map(({ id, content, failure }) => [id, `"${content.name}": ${failure}`])),
  };
}
