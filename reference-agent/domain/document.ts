import type { Facts } from './facts';
import type { Refusal } from './refusal';

/**
 * What a group agrees on: the same on all its hosts, changed by one agreed decision after the other. A host that is
 * linked with no other has one of its own. See `agreement/` for how its leaders decide.
 */
export interface GroupDocument {
  /** Of the group; of a host that never generated tokens, its own. */
  readonly id: string;
  /** How many decisions led here. Of two documents of one group the higher one is the newer one. */
  readonly version: number;
  /** Ids of the hosts that decide, and generate tokens. Without a cluster exactly one. LEAD-4, LEAD-6, LEAD-11. */
  readonly leaders: readonly string[];
  /** All hosts of the group, its leaders included, in the order in which they were linked. */
  readonly members: readonly Member[];
  /** Hosts that were unlinked and have not been told yet. */
  readonly departed: readonly Departed[];
  /** The group's certificate authority. Present once a host of it has generated tokens; the key is for leaders only. */
  readonly authority?: { readonly certificatePem: string; readonly keyPem?: string };
  /** The last proposal of each leader that was decided while there were several, by host id: it may not know itself. */
  readonly proposals?: Readonly<Record<string, string>>;
  /** Uploaded content bundles, one of a name, the last uploaded last. LEAD-2. */
  readonly contents: readonly Content[];
  /** Absent until one was made. LEAD-3. */
  readonly configuration?: Configuration;
  readonly cluster?: Cluster;
}

/** A host of a group. Its address is fixed while it is linked. LINK-LIM-3. */
export interface Member {
  readonly facts: Facts;
  /** Where it answers the hosts of its group. */
  readonly peerPort: number;
  /** Which link this membership came from: a host that links anew gets a new one. */
  readonly joinId: string;
  /** Of the certificate it authenticates with; one of an earlier membership counts for nothing. */
  readonly fingerprint: string;
  /** Of the certificate of its API, by which it is known where it has no more to do with the group. */
  readonly apiFingerprint: string;
  /** The version of the document that this entry came with. */
  readonly since: number;
}

/** A host that was unlinked and has not been told yet. */
export interface Departed {
  readonly hostId: string;
  readonly fingerprint: string;
}

/** A content bundle. */
export interface Content {
  readonly name: string;
  /** Hex, lower case. */
  readonly sha256: string;
  readonly bytes: number;
  /** ISO 8601. */
  readonly uploadedAt: string;
  /** The host it was uploaded to. */
  readonly uploadedTo: string;
}

/** Proxy settings and CA certificates, as published (`v1EdgeHostConfigurations`). */
export interface Configuration {
  readonly httpProxy: string;
  readonly httpsProxy: string;
  readonly noProxy: string;
  /** PEM. */
  readonly caCerts: readonly string[];
}

/** The cluster of a group. */
export interface Cluster {
  /** `cluster-` and 32 hex digits. */
  readonly id: string;
  readonly name: string;
  /** ISO 8601. */
  readonly createdAt: string;
  /** `Provisioning` until every node has run once, `Deleting` from the moment a delete was accepted. */
  readonly state: 'Provisioning' | 'Running' | 'Deleting';
  readonly pools: readonly NodePool[];
  /** The leader that created the cluster: its first control plane node for as long as it is one, see `initNodeOf`. */
  readonly initNode: string;
  /** Hosts that were taken out of their pool and have not said yet that nothing of the cluster runs there any more. */
  readonly leaving: readonly string[];
  /** The configuration as it was accepted (`v1ClusterConfiguration`), pools left out: those above hold. */
  readonly configuration: JsonObject;
}

export interface NodePool {
  readonly name: string;
  readonly isControlPlane: boolean;
  readonly hostIds: readonly string[];
  /** The rest of the pool as it was accepted (`v1EdgeNativeMachinePoolConfig`), hosts left out. */
  readonly settings: JsonObject;
}

export type JsonObject = { readonly [name: string]: unknown };

/** What a host does for a cluster, on its own disk: it outlives the cluster's entry in the document until it is undone. */
export interface Workload {
  readonly clusterId: string;
  readonly clusterName: string;
  /** `Deleting` until the host has undone everything of it. */
  readonly phase: 'Provisioning' | 'Running' | 'Deleting';
  /** Whether undoing it ends with a reboot, as after the delete of a whole cluster. X-DEL-1. */
  readonly rebootsAfter?: boolean;
}

/** What a host tells its group of itself from moment to moment. Not agreed on: only that host can know. */
export interface Announcement {
  readonly workload?: Workload;
  /** SHA-256 of the bundles it holds, whole and verified. */
  readonly held: readonly string[];
  /** The bundle it is receiving right now. */
  readonly receiving?: string;
  /** Why a bundle could not be received, by SHA-256; tried again later. */
  readonly failures: Readonly<Record<string, string>>;
  readonly configuration: {
    readonly state: 'Not Configured' | 'In Progress' | 'Configured' | 'Failed';
    readonly errorMessage: string;
  };
}

/** Orders proposals for one version: the round first, then the host that makes it. */
export interface Ballot {
  readonly round: number;
  readonly hostId: string;
}

export interface Accepted {
  readonly ballot: Ballot;
  readonly document: GroupDocument;
}

/** What a leader promised and accepted for the version after its document. */
export interface Acceptor {
  readonly version: number;
  readonly promised: Ballot;
  readonly accepted?: Accepted;
}

/** A change to what a group agrees on, or why it is refused. Pure: it may be asked several times. */
export type Change = (document: GroupDocument) => GroupDocument | { readonly refused: Refusal };
