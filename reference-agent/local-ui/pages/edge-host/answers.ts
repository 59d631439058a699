/** What the API answers, as far as it is shown. */

/** `v1EdgeHostInfo` */
export interface EdgeHostAnswer {
  readonly metadata: { readonly id: string; readonly name: string };
  readonly spec: {
    readonly managementMode: string;
    readonly hostInfo: { readonly hostState: string; readonly hostType: string };
    readonly hardwareSpec: { readonly os: { readonly family: string; readonly version: string } };
    readonly networkInfo: readonly { readonly ip: string; readonly isDefault: boolean }[];
  };
}
