import type { Target } from './index';

/** The agent of this repository, run in this process: the first target. Only commands and measurements name it. */
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
