/** What the API answers, as far as it is shown. */

/** `v1EdgeHostInfo` */
export interface EdgeHostAnswer {
  readonly metadata: { readonly id: string; readonly name: string };
  readonly spec: {
    readonly managementMode: string;
    readonly hostInfo: { readonly hostState: string; readonly hostType: string };
    readonly hardwareSpec: {
      readonly archType: string;
      readonly cpu: { readonly cores: number };
      readonly memory: { readonly sizeInMB: number };
      readonly os: { readonly family: string; readonly version: string; readonly kernelVersion: string };
    };
    readonly networkInfo: readonly { readonly ip: string; readonly isDefault: boolean }[];
  };
  readonly status: { readonly agentVersion: string };
}

/** `v1NicSummary` */
export interface Nic {
  readonly name: string;
  readonly ip: string;
  readonly subnet: string;
  readonly gateway: string;
  readonly mac: string;
  readonly type: 'dhcp' | 'static';
}

/** `v1EdgeHostConfigurations` */
export interface ConfigurationAnswer {
  readonly httpProxy: string;
  readonly httpsProxy: string;
  readonly noProxy: string;
  readonly caCerts: readonly string[];
}

/** `v1EdgeHostConfigurationsStatus` */
export interface ConfigurationStatusAnswer {
  readonly state: string;
  readonly errorMessage: string;
}
