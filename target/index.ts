/**
 * The implementation under test, as a value.
 *
 * A {@link Target} is plain data (it survives JSON), so it can be handed to worker threads, written into a report, and
 * later be read from a file. Sites, operators and verdicts get it passed; none of them knows any implementation by name.
 */

import type { LocalUi } from './local-ui';

export { type LocalUi, type LocalUiLabel, localUi, localUiLabels } from './local-ui';

/** Conformance level of a clause, and the name of the profile that selects it. */
export type Level = 'core' | 'extended' | 'hardening';

export const levels: readonly Level[] = ['core', 'extended', 'hardening'];

/** How a host was deployed; `spec.hostInfo.hostType` of the published API. */
export type DeploymentMode = 'appliance' | 'agent';

/**
 * Which wording of the documentation a host's user data follows: `airgap` is `stylus.installationMode: airgap` (older
 * page), `local` is `stylus.managementMode: local` (newer page).
 */
export type Dialect = 'airgap' | 'local';

/** Operating system of a host; `spec.hardwareSpec.os` of the published API. */
export interface OperatingSystem {
  readonly family: string;
  readonly version: string;
}

/** An OS user of a host, who may log in to its Local UI and API. */
export interface Credentials {
  readonly username: string;
  readonly password: string;
}

/** What an implementation says of itself. What it does not claim is not judged. */
export interface Claims {
  readonly profiles: readonly Level[];
  readonly dialects: readonly Dialect[];
  readonly deploymentModes: readonly DeploymentMode[];
  /** At least two, or scenarios about differing operating systems are not claimed. The first one is the default. */
  readonly operatingSystems: readonly OperatingSystem[];
}

/** How long an implementation may take, in seconds of the site's clock. */
export interface Budgets {
  /** From power-on until the host answers. */
  readonly boot: number;
  /** One request to one host, until its answer is complete. */
  readonly request: number;
  /** From entering a token, or unlinking, until both sides show the outcome. */
  readonly link: number;
  /** From a change on one host until all its peers show it. */
  readonly spread: number;
  /** From the upload of a small bundle until every host of the group has it. */
  readonly content: number;
  /** From creating or scaling a cluster until its nodes run. */
  readonly cluster: number;
  /** From deleting a cluster, or removing a node, until its hosts are back and Ready. */
  readonly removal: number;
  /** From asking for a factory reset until the host answers again. */
  readonly reset: number;
  /** From losing a host until its peers show it Unhealthy, and from its return until they show it Healthy. */
  readonly health: number;
  /** How long a negative result must hold: the window in which nothing may change after a refusal. */
  readonly hold: number;
}

/** An HTTP operation that the published API does not name, so that implementations may differ. */
export interface NamedOperation {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Path from the root of the host, e.g. `/v1/edge-mgmt/edgehosts/current/link/generate-token`. */
  readonly path: string;
}

/** The few operations that may differ. Absent: not available through the API. */
export interface Operations {
  readonly stopTokenGeneration?: NamedOperation;
}

/** Words in answers that the published API leaves open. Compared without regard to case, spaces and hyphens. */
export interface Labels {
  readonly leader: string;
  readonly follower: string;
  readonly ready: string;
  readonly inUse: string;
  /** A host that has all content of its group. */
  readonly synced: string;
  /** A node of a cluster that does its work; any of these words. */
  readonly running: readonly string[];
}

/**
 * How site time moves: `virtual` is handed to the implementation (embedded backend only), `faketime` puts the wall clock
 * of an untouched program forward while its timers go on (docker backend only), `real` is the machine's and waits.
 */
export type ClockStrategy = 'virtual' | 'faketime' | 'real';

/** An implementation under test. */
export interface Target {
  readonly name: string;
  readonly version: string;
  readonly claims: Claims;
  readonly credentials: Credentials;
  readonly budgets: Budgets;
  readonly operations: Operations;
  readonly labels: Labels;
  readonly clock: ClockStrategy;
  /** How its pages differ from the documentation. Absent: they do not. */
  readonly localUi?: LocalUi;
}
