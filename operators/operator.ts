/**
 * Who performs a documented action on one host.
 *
 * An operator is bound to one host and does what its documentation tells a person to do there. Features never say how:
 * the same scenario runs through the Local Management API (`operators/api`) and the Local UI (`operators/local-ui`).
 *
 * ```ts
 * const operator = apiOperator(host, target, { record: (exchange) => exchanges.push(exchange) });
 * await operator.logIn();
 * const token = await operator.generateToken();
 * if (token.accepted) await other.link(token.value.text);
 * ```
 */

/** What an operator needs to know of a host. A host of a site satisfies it as it is. */
export interface HostAccess {
  readonly name: string;
  /** Origin of the Local UI and API, e.g. `https://127.3.4.5:5080`. Read anew for every request: a host may move. */
  readonly endpoint: string;
  readonly credentials: { readonly username: string; readonly password: string };
}

/**
 * How a host answered a request to do something: it accepted it, or refused it. Only 4xx answers are refusals (and, for
 * linking, a link status `Failed`), and what a page says in place of doing it, or does not offer; anything else that is no
 * success is a {@link HostFault}.
 */
export type Outcome<T = void> =
  | { readonly accepted: true; readonly value: T }
  | {
      readonly accepted: false;
      /** Of the answer; a page tells its reason only. */
      readonly status?: number;
      readonly reason: string;
    };

/** A link token as the host hands it out. */
export interface LinkToken {
  readonly text: string;
  /** Seconds for which the host says this token is still good. */
  readonly remainingSeconds: number;
  /** Seconds from one token to the next; pages do not tell it. */
  readonly intervalSeconds?: number;
}

export interface Health {
  readonly status: 'Healthy' | 'Unhealthy';
  readonly reason: string;
}

/** One row of a host's Linked Edge Hosts table. Absent answers are empty strings. */
export interface LinkedHost {
  /** Pages tell none: there a host is who has its address. */
  readonly id: string;
  readonly address: string;
  /** Free text of the implementation; compare with the target's labels. */
  readonly role: string;
  /** Free text of the implementation, e.g. Ready or In-Use; compare with the target's labels. */
  readonly state: string;
  readonly nodeRole: string;
  /** Free text of the implementation, e.g. Synced; compare with the target's labels. */
  readonly contentSyncStatus: string;
  readonly health: Health | undefined;
}

/** What a host says of its links. `unlinked` where it answers 404. */
export interface LinkStatus {
  /** Empty where the host answers without one, which the published API allows. */
  readonly status: 'Pending' | 'InProgress' | 'Completed' | 'Failed' | 'unlinked' | '';
  readonly errorMessage: string;
  /** May or may not contain the host itself. Empty when unlinked. */
  readonly hosts: readonly LinkedHost[];
}

/** What a host says of itself. */
export interface HostFacts {
  readonly id: string;
  readonly name: string;
  readonly deploymentMode: string;
  readonly operatingSystem: { readonly family: string; readonly version: string };
  readonly state: string;
  /** Of its network interfaces, the default one first. */
  readonly addresses: readonly string[];
}

export interface NetworkInterface {
  readonly name: string;
  readonly address: string;
  readonly subnet: string;
  readonly gateway: string;
}

/** A content bundle to upload. */
export interface Bundle {
  readonly fileName: string;
  readonly content: Uint8Array;
}

/** The content bundle that was uploaded last, as a host that has it tells. */
export interface UploadedContent {
  readonly fileName: string;
  /** Hex, lower case. */
  readonly sha256: string;
  readonly bytes: number;
}

/** One entry of a host's content. */
export interface ContentEntry {
  readonly name: string;
  readonly version: string;
  readonly contentType: string;
}

/** What a host says of what is still to be received. */
export interface ContentSync {
  readonly statusMessage: string;
  readonly pending: readonly {
    readonly name: string;
    readonly status: string;
    readonly source: string;
    readonly target: string;
    readonly message: string;
  }[];
  /** Reasons, by whatever the host names them by. */
  readonly errors: Readonly<Record<string, string>>;
}

/** Proxy settings and CA certificates of a host. Absent ones are empty. */
export interface HostConfiguration {
  readonly httpProxy: string;
  readonly httpsProxy: string;
  readonly noProxy: string;
  /** PEM. */
  readonly caCerts: readonly string[];
}

/** A node pool as an operator fills it in. */
export interface NodePoolPlan {
  readonly name: string;
  readonly isControlPlane: boolean;
  readonly hosts: readonly { readonly id: string; readonly address: string; readonly name: string }[];
}

/** What an operator fills in to create a cluster. */
export interface ClusterPlan {
  readonly name: string;
  /** Virtual IP address of the control plane. */
  readonly virtualIp: string;
  readonly pools: readonly NodePoolPlan[];
}

/** A host in a cluster, as the cluster page shows it. Absent answers are empty strings. */
export interface ClusterNode {
  readonly name: string;
  readonly hostId: string;
  readonly address: string;
  /** Free text of the implementation, e.g. Running or Ready. */
  readonly status: string;
}

/** The cluster of a host. */
export interface ClusterDetails {
  readonly name: string;
  readonly state: 'Provisioning' | 'Running' | 'Deleting' | 'Error' | '';
  readonly reason: string;
  readonly hostIds: readonly string[];
  /** Nodes with the state the cluster page shows beside them. */
  readonly nodes: readonly { readonly name: string; readonly address: string; readonly state: string }[];
}

export interface NodePool {
  readonly name: string;
  readonly isControlPlane: boolean;
  readonly hostIds: readonly string[];
}

/** All that a host shows of its cluster, at one moment. */
export interface ShownCluster {
  readonly cluster: ClusterDetails;
  readonly pools: readonly NodePool[];
  readonly nodes: readonly ClusterNode[];
}

/** One thing that happened, as a host's lifecycle events tell it. */
export interface LifecycleEvent {
  readonly scope: 'cluster' | 'edge host';
  readonly type: string;
  readonly status: string;
  readonly reason: string;
  readonly message: string;
}

/** One audited action. */
export interface Audit {
  /** Milliseconds since the epoch; NaN where it has no readable time. */
  readonly at: number;
  readonly actionType: string;
  readonly actor: string;
  readonly resourceKind: string;
  readonly message: string;
}

/** What somebody may try without being logged in. */
export type Attempt =
  | { readonly to: 'generate a token' | 'see the linked hosts' }
  | { readonly to: 'link'; readonly token: string }
  | { readonly to: 'unlink'; readonly peer: Peer };

/** A host as another one knows it. */
export interface Peer {
  readonly id: string;
  /** On the site's network. */
  readonly address: string;
}

/** What an operator saw at its end, for a bug report. Nothing secret is in it. */
export interface Exhibit {
  readonly host: string;
  readonly kind: 'screenshot' | 'accessibility tree' | 'trace';
  readonly mediaType: string;
  /** Of a file name, with its dot. */
  readonly extension: string;
  readonly content: Uint8Array;
}

/*
 * Documented actions, one a method, in the groups in which a way in implements them. All of them log in first where they must,
 * and again when a session expired.
 */

/** Logins, and what is tried without one or with one of another host. */
export interface SessionActions {
  /** Refused credentials are an outcome, not an error. */
  logIn(credentials?: { readonly username: string; readonly password: string }): Promise<Outcome>;
  /** Ends the session; later calls log in anew. */
  logOut(): Promise<Outcome>;
  /** The current session as the host gave it, logging in where there is none. For {@link tryForeignSession} elsewhere only. */
  session(): Promise<string>;
  /** Asks this host for something that needs a login, with a session given by another host (or none, or garbage). */
  tryForeignSession(session: string | undefined): Promise<Outcome>;
  /** Tries an action without any login. */
  tryWithoutLogin(attempt: Attempt): Promise<Outcome>;
  /** Answers whether the host is up and answers at all; never throws for a host that is away. */
  isReachable(): Promise<boolean>;
  /** Ends what it has open. */
  close(): Promise<void>;
}

/** The host itself: what it is, its network, its settings, its power. */
export interface HostActions {
  facts(): Promise<HostFacts>;
  managementMode(): Promise<string>;
  networkInterfaces(): Promise<readonly NetworkInterface[]>;
  /** Name of the interface that carries the management address. */
  managementInterface(): Promise<string>;
  /** Local UI: Edge Host page, Network Interfaces, Edit: a static address for this interface. */
  updateAddress(
    interfaceName: string,
    config: { readonly address: string; readonly subnet: string; readonly gateway: string },
  ): Promise<Outcome>;
  /** Local UI: the HTTP proxy and certificates of the Edge Host page. */
  configuration(): Promise<HostConfiguration>;
  updateConfiguration(configuration: HostConfiguration): Promise<Outcome>;
  /** `Not Configured`, `In Progress`, `Configured` or `Failed`, and the reason. */
  configurationStatus(): Promise<{ readonly state: string; readonly errorMessage: string }>;
  /** Local UI: User menu, Actions, Reboot, Confirm. */
  reboot(): Promise<Outcome>;
  /** Local UI: User menu, Actions, Reset to factory default, Confirm. */
  reset(): Promise<Outcome>;
}

/** Tokens, links and the table of linked hosts. */
export interface LinkActions {
  /** Local UI: Linked Edge Hosts, Generate token. Asked again inside a window, a host gives the same token. */
  generateToken(): Promise<Outcome<LinkToken>>;
  /** Local UI: Stop token generation. */
  stopTokenGeneration(): Promise<Outcome>;
  /** Local UI: Link this device to another, enter the token, Confirm. */
  link(token: string): Promise<Outcome<LinkStatus>>;
  /**
   * Local UI: the three-dot button of a follower, Unlink, Confirm (on its leader); Unlink in the upper right, Confirm (of the
   * host itself).
   */
  unlink(peer: Peer): Promise<Outcome>;
  /** Local UI: the Linked Edge Hosts table. */
  linkedHosts(): Promise<LinkStatus>;
}

/** Content bundles: their upload, and what a host has of them. */
export interface ContentActions {
  /** Local UI: Content, Actions, Upload Content. */
  uploadContent(bundle: Bundle): Promise<Outcome>;
  /** Begins an upload and breaks its connection off after that many bytes of the bundle. Resolves when it is broken off. */
  breakOffUpload(bundle: Bundle, afterBytes: number): Promise<void>;
  /** The bundle that was uploaded last; undefined where the host has none. */
  uploadedContent(): Promise<UploadedContent | undefined>;
  /** Local UI: the Content page. */
  contents(): Promise<readonly ContentEntry[]>;
  contentSync(): Promise<ContentSync>;
}

/** The cluster of a host: its creation, its nodes and pools, its end. */
export interface ClusterActions {
  /** Local UI: Cluster, Create cluster, and its steps. */
  createCluster(plan: ClusterPlan): Promise<Outcome>;
  /** Local UI: the Cluster page; undefined where there is no cluster. */
  cluster(): Promise<ClusterDetails | undefined>;
  /** Local UI: the Nodes tab. Empty where there is no cluster. */
  clusterNodes(): Promise<readonly ClusterNode[]>;
  /** Empty where there is no cluster. */
  nodePools(): Promise<readonly NodePool[]>;
  /** Those three, as close together as the way in allows; undefined where there is no cluster. */
  shownCluster(): Promise<ShownCluster | undefined>;
  /** Local UI: Nodes tab, Add Node Pool. */
  addNodePool(pool: NodePoolPlan): Promise<Outcome>;
  /** Local UI: a pool, Pool Configuration, Add Item. */
  addToNodePool(poolName: string, hosts: NodePoolPlan['hosts']): Promise<Outcome>;
  /** Local UI: Delete beside a node, Confirm. */
  removeNode(poolName: string, nodeName: string): Promise<Outcome>;
  removeNodePool(poolName: string): Promise<Outcome>;
  /** Local UI: Cluster page, Actions, Delete, Confirm. */
  deleteCluster(): Promise<Outcome>;
}

/** What happened on a host, and who did it. */
export interface HistoryActions {
  lifecycleEvents(): Promise<readonly LifecycleEvent[]>;
  audits(): Promise<readonly Audit[]>;
}

/** Everything that can be done on one host. What a person can do there belongs into one of the groups. */
export interface Operator
  extends SessionActions,
    HostActions,
    LinkActions,
    ContentActions,
    ClusterActions,
    HistoryActions {
  readonly host: HostAccess;
  /**
   * Milliseconds for which the host has owed an answer; 0 where the operator itself is at work. Absent: whatever time an
   * action takes is the host's.
   */
  owedFor?(): number;
  /** What it sees now. Asked for where a scenario failed, and never a reason for it to fail. */
  exhibits?(): Promise<readonly Exhibit[]>;
}

/** An answer that broke its published shape or status: where, and the value that offends. Does not stop the operator. */
export interface Finding {
  readonly host: string;
  /** `GET /v1/edge-mgmt/settings` */
  readonly operation: string;
  /** Path inside the answer, e.g. `peers[0].health.status`, or `status code`, or `body`. */
  readonly path: string;
  /** What the published API says, e.g. `"Healthy" or "Unhealthy"`. */
  readonly expected: string;
  /** The offending value, quoted and shortened. */
  readonly seen: string;
}

/** One request and its answer. Passwords, sessions and tokens are replaced before it is recorded. */
export interface Exchange {
  readonly host: string;
  /** Milliseconds since the epoch, on the machine's clock. */
  readonly startedAt: number;
  readonly milliseconds: number;
  readonly method: string;
  readonly path: string;
  readonly requestBody: string | undefined;
  /** Whether it went over a connection of its own making, with a TLS handshake, rather than a kept-alive one. */
  readonly newConnection: boolean;
  /** Absent when no answer came. */
  readonly status: number | undefined;
  readonly responseBody: string | undefined;
  /** Why no (usable) answer came: `connection refused`, `no answer within 30 s`, ... */
  readonly fault: string | undefined;
  readonly findings: readonly Finding[];
}

/** What the harness hands to every operator. */
export interface OperatorOptions {
  readonly record: (exchange: Exchange) => void;
  /** Ends every request under way. */
  readonly signal?: AbortSignal;
}

/**
 * A host that answered in a way no operator can work with: not at all, with a 5xx, with a body that is not what the
 * operation needs. It is the implementation's fault, and a verdict.
 */
export class HostFault extends Error {
  readonly attribution = 'implementation' as const;
  constructor(
    /** Stable and short, e.g. `HOST_NO_ANSWER`, `HOST_STATUS`, `HOST_BODY`. */
    readonly code: string,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'HostFault';
  }
}

/** What a scenario needs cannot be had through this way in, so that it cannot be judged through it. Nobody's fault. */
abstract class NotThisWay extends Error {
  abstract readonly code: string;
  readonly notJudged: { readonly verdict: 'skipped'; readonly reason: string };
  constructor(reason: string) {
    super(reason);
    this.name = new.target.name;
    this.notJudged = { verdict: 'skipped', reason };
  }
}

/** The target offers no such action through this door (`target.operations` names none). */
export class NotOffered extends NotThisWay {
  readonly code = 'NOT_OFFERED';
}

/** This way in does not show what the scenario has to see. */
export class NotObservable extends NotThisWay {
  readonly code = 'NOT_OBSERVABLE';
}
