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

/** What a host announces of itself to its group. */
export interface Facts extends Profile {
  readonly address: string;
  readonly apiPort: number;
  readonly state: 'Ready' | 'In-Use';
  readonly nodeRole: 'init' | 'controlplane' | 'worker' | 'unknown';
}

/** A certificate and its private key, both PEM. */
export interface Credential {
  readonly certificatePem: string;
  readonly keyPem: string;
}

/** A follower, as its leader keeps it. */
export interface Member {
  readonly facts: Facts;
  /** Which link this membership came from: a host that links anew gets a new one. */
  readonly joinId: string;
  /** Of the certificate it authenticates with; one of an earlier membership counts for nothing. */
  readonly fingerprint: string;
}

/** A follower that its leader unlinked and that has not been told yet. */
export interface Departed {
  readonly hostId: string;
  readonly fingerprint: string;
}

/** A group as its leader keeps it. */
export interface LedGroup {
  readonly id: string;
  /** The group's certificate authority. */
  readonly authority: Credential;
  /** What the leader authenticates with towards the group. */
  readonly credential: Credential;
  readonly members: readonly Member[];
  readonly departed: readonly Departed[];
}

/** How a follower reaches its leader. */
export interface Following {
  readonly groupId: string;
  readonly joinId: string;
  readonly authorityPem: string;
  readonly credential: Credential;
  readonly leader: Facts;
  readonly leaderPeerPort: number;
  /** SHA-256 of the certificate of the leader's API, by which it is known where it leads the group no more. */
  readonly leaderFingerprint: string;
  /** The other hosts of the group as last heard, leader and this host left out. */
  readonly others: readonly Facts[];
}

/** A link whose outcome only the leader knows: it was asked to confirm, and may or may not have. */
export type Joining = Omit<Following, 'others'>;

/** Word that this host left a group, to be delivered to its leader. */
export type Farewell = Joining;

/** Everything a host must not forget about its links. */
export interface HostState {
  readonly profile: Profile;
  /** Present while the host generates tokens: the secret of its one-time passwords, base32. */
  readonly tokens?: { readonly secret: string };
  /** Present while the host leads a group, which may be empty. */
  readonly leads?: LedGroup;
  /** Groups it no longer leads that have hosts to be told so. */
  readonly retired: readonly LedGroup[];
  readonly joining?: Joining;
  readonly follows?: Following;
  readonly farewells: readonly Farewell[];
}

/** A host that knows of no other. INTRO-1, INTRO-2. */
export function unlinked(profile: Profile): HostState {
  return { profile, retired: [], farewells: [] };
}

export function followersOf(state: HostState): readonly Member[] {
  return state.leads?.members ?? [];
}

/** Whether the host is part of a group of two or more, or may turn out to be. */
export function isLinked(state: HostState): boolean {
  return state.follows !== undefined || state.joining !== undefined || followersOf(state).length > 0;
}

/** What the host announces of itself. */
export function factsOf(state: HostState, place: { readonly address: string; readonly apiPort: number }): Facts {
  return { ...state.profile, ...place, state: 'Ready', nodeRole: 'unknown' };
}
