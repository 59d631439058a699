import type { Target } from './index';

/** The agent of this repository, run in this process. Only commands and measurements name it, and what follows. */
export const referenceAgent: Target = {
  name: 'hostlink reference agent',
  version: '0.1.0',
  claims: {
    profiles: ['core', 'extended'],
    dialects: ['local', 'airgap'],
    deploymentModes: ['appliance', 'agent'],
    operatingSystems: [
      { family: 'ubuntu', version: '22.04' },
      { family: 'rhel', version: '9.4' },
    ],
  },
  credentials: { username: 'operator', password: 'correct-horse-battery' },
  budgets: {
    boot: 30,
    request: 30,
    link: 60,
    spread: 60,
    content: 60,
    cluster: 120,
    removal: 120,
    reset: 60,
    health: 60,
    hold: 5,
  },
  operations: {
    stopTokenGeneration: { method: 'DELETE', path: '/v1/edge-mgmt/edgehosts/current/link/generate-token' },
  },
  labels: {
    leader: 'leader',
    follower: 'follower',
    ready: 'Ready',
    inUse: 'In-Use',
    synced: 'Synced',
    running: ['Running', 'Ready'],
  },
  clock: 'virtual',
};

/**
 * The agent of this repository as an image, a container per host. Its timers run in real time, so that a refusal is watched
 * for a second of that; and a peer that falls silent is Unhealthy after 15 real seconds.
 */
export const referenceImage: Target = {
  ...referenceAgent,
  name: `${referenceAgent.name} image`,
  budgets: { ...referenceAgent.budgets, hold: 1 },
  clock: 'faketime',
};

/** What an engine knows of an image. */
export interface ImageFacts {
  /** As it was asked for, e.g. `registry.example/team/agent:1.4`. */
  readonly name: string;
  /** Digest of its configuration. */
  readonly id: string;
  /** Digest of the registry that it came from. */
  readonly digest?: string;
}

/**
 * Somebody else's image, which is taken to claim what the reference agent claims. Its version is its tag, or where that
 * says nothing its digest. A stranger's refusal is watched for longer.
 */
export function imageTarget({ name, id, digest }: ImageFacts): Target {
  const { budgets, claims, operations, labels, credentials, clock } = referenceImage;
  const [bare = name, ownDigest] = name.split('@');
  const [, repository = bare, tag = 'latest'] = /^(.*?)(?::([^/:]+))?$/.exec(bare) ?? [];
  const version = ownDigest ?? (tag === 'latest' ? (digest?.split('@').at(-1) ?? id) : tag);
  return {
    name: repository,
    version,
    claims,
    credentials,
    budgets: { ...budgets, hold: referenceAgent.budgets.hold },
    operations,
    labels,
    clock,
  };
}
