/** What the API answers, as far as it is shown. */

export const clusterPath = '/v1/edge-mgmt/cluster';
export const poolsPath = '/v1/edge-mgmt/clusters/current/machinepools';

/** `v1Cluster` */
export interface ClusterAnswer {
  readonly metadata: {
    readonly name: string;
    readonly id: string;
    /** ISO 8601. */
    readonly creationTimestamp: string;
    readonly tags?: Readonly<Record<string, { readonly value?: unknown }>>;
  };
  readonly spec: {
    readonly ntpServers: readonly string[];
    readonly overlayCIDR: string;
    readonly sshKeys: readonly string[];
    readonly vip: string;
  };
  readonly status: { readonly clusterState: string; readonly clusterStateReason: string };
}

/** `v1ClusterConfiguration` */
export interface ConfigurationAnswer {
  readonly spec: { readonly archiveUploadPath?: string };
}

/** `v1EdgeNativeMachinePoolConfig` */
export interface PoolAnswer {
  readonly name: string;
  readonly isControlPlane: boolean;
  readonly hosts: readonly NodeAnswer[];
}

/** `v1EdgeNativeHost` */
export interface NodeAnswer {
  readonly hostUid: string;
  readonly hostName: string;
  readonly hostAddress: string;
  readonly nodeInfo: {
    readonly nodeName: string;
    readonly nodeState: string;
    readonly health: { readonly status: string; readonly reason: string };
  };
}
