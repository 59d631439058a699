/** What the API answers, as far as it is shown. */

export const contentPath = '/v1/edge-mgmt/cluster/registry/content';

/** `v1HarborContentDetails` */
export interface Bundle {
  readonly contentType: string;
  readonly name: string;
  readonly version: string;
  /** Bytes. */
  readonly size: string;
  /** ISO 8601. */
  readonly dateAdded: string;
}

/** `v1HarborContentSyncStatus` */
export interface PendingItem {
  readonly name: string;
  readonly version: string;
  /** Id of a host. */
  readonly source: string;
  /** Id of a host. */
  readonly target: string;
  readonly status: string;
  readonly msg: string;
}

/** `v1HarborContentsSyncStatus` */
export interface SyncAnswer {
  readonly statusMessage: string;
  readonly pendingItems: readonly PendingItem[];
}
