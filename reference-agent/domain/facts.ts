/** What host linking asks of a host, as its user data and its installation say. */
export interface Requirements {
  readonly deploymentMode: 'appliance' | 'agent';
  readonly operatingSystem: { readonly family: string; readonly version: string };
  readonly multiNode: boolean;
  readonly managementMode: 'local' | 'central';
}

/** What a host is from its first boot on. */
export interface Profile extends Requirements {
  /** `edge-` and 32 hex digits. */
  readonly id: string;
  readonly name: string;
}

/** A host and where it is found. */
export interface Facts extends Profile {
  readonly address: string;
  readonly apiPort: number;
}

/** A certificate and its private key, both PEM. */
export interface Credential {
  readonly certificatePem: string;
  readonly keyPem: string;
}
