export const linkStatusPath = '/v1/edge-mgmt/edgehosts/current/link/status';

/** `v1LinkStatus`, as far as it is shown. */
export interface LinkStatusAnswer {
  readonly status: 'Pending' | 'InProgress' | 'Completed' | 'Failed';
  readonly errorMessage: string;
  readonly peers: readonly LinkedPeer[];
}

/** `v1LinkPeer`, as far as it is shown. */
export interface LinkedPeer {
  readonly id: string;
  readonly ip: string;
  readonly role: string;
  readonly status: string;
  readonly contentSyncStatus: string;
  readonly health: { readonly status: string; readonly reason: string };
  readonly config: { readonly metadata: { readonly name: string } };
}
