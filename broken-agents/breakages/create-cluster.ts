import type { Breakage, Edit } from '../breakage';

const create = 'reference-agent/domain/cluster/create.ts';
const checks = 'reference-agent/domain/cluster/checks.ts';

const controlPlaneFits = (condition: string): readonly Edit[] => [
  { file: checks, find: 'if (hostIds.length % 2 === 1)', replace: `if (${condition})` },
];

const takesAnyLeader = (condition: string): readonly Edit[] => [
  { file: create, find: 'if (!controlPlane.hostIds.includes(hostId)) {', replace: `if (${condition}) {` },
];

/** A leader that takes hosts which are in use already. */
const takesHostsInUse: Edit = {
  file: checks,
  find: 'if ((0, unlinking_1.isInUse)(document, hostId) || busy.has(hostId)) {',
  replace: 'if (false) {',
};

const createsAnotherCluster: Edit = { file: create, find: 'if (document.cluster) {', replace: 'if (false) {' };

export const createCluster: readonly Breakage[] = [
  {
    id: 'even-control-planes',
    what: 'A control plane may have any number of nodes.',
    caughtBy: {
      'X-CLU-1': 'A control plane of (two|four) nodes is refused|After a number that was refused, an odd one is taken',
    },
    edits: controlPlaneFits('hostIds.length > 0'),
  },
  {
    id: 'control-planes-of-one',
    what: 'A control plane of more than one node is refused.',
    caughtBy: {
      'X-CLU-1': 'A control plane of three nodes',
      'LEAD-5': 'The leader creates a cluster of its whole group',
      'X-CLU-4': 'All nodes of a control plane are in use',
    },
    edits: controlPlaneFits('hostIds.length === 1'),
  },
  {
    id: 'no-control-plane-of-one',
    what: 'A control plane of one node is refused.',
    caughtBy: {
      'X-CLU-1': 'A control plane of one node',
      'UNLK-2': 'A follower that was unlinked (on itself|from its leader) runs a cluster of its own',
    },
    edits: controlPlaneFits('hostIds.length > 2'),
  },
  {
    id: 'counts-workers',
    what: 'All nodes of a cluster have to be of an odd number, workers included.',
    caughtBy: {
      'X-CLU-1': 'Workers do not count',
      'LEAD-5': 'The leader (takes a bundle, and creates|creates a cluster of some of its group)',
      'X-CLU-4': "A host that is linked to a cluster's group later",
      'X-DEL-1': 'Control plane and worker go away and come back',
    },
    edits: [
      {
        file: create,
        find: '(0, checks_1.checkControlPlane)(controlPlane.hostIds)',
        replace: '(0, checks_1.checkControlPlane)(nodes)',
      },
    ],
  },
  {
    id: 'leader-left-out',
    what: 'A leader creates clusters in which it is no control plane node.',
    caughtBy: { 'X-CLU-2': 'A control plane of .+ without the leader is refused|The leader cannot be a worker only' },
    edits: takesAnyLeader('false'),
  },
  {
    id: 'leader-comes-first',
    what: 'A leader wants to be named first in the control plane.',
    caughtBy: { 'X-CLU-2': 'The leader may be named anywhere in the control plane' },
    edits: takesAnyLeader('controlPlane.hostIds[0] !== hostId'),
  },
  {
    id: 'takes-strangers',
    what: 'A leader makes hosts nodes that are not linked with it, and waits for them.',
    caughtBy: {
      'X-CLU-3':
        'A host that was never linked cannot be a (worker|control plane node)|A host of another group cannot be a node|A host that was unlinked cannot be a node',
      'X-CLU-5': 'A host (that is not linked|of another group) is not added',
    },
    edits: [
      { file: checks, find: 'if (!member) {', replace: 'if (!member)\n            continue;\n        if (!member) {' },
    ],
  },
  {
    id: 'always-ready',
    what: 'Hosts are shown as Ready whatever they do.',
    caughtBy: { 'X-CLU-4': 'Every host shows who is in use and who is ready' },
    edits: [
      {
        file: 'reference-agent/domain/cluster/nodes.ts',
        find: "? 'In-Use' : 'Ready'",
        replace: "? 'Ready' : 'Ready'",
      },
    ],
  },
  {
    id: 'second-cluster',
    what: 'A leader replaces its cluster by another one with nodes of the first.',
    caughtBy: {
      'X-CLU-4': 'Hosts that are in use cannot be put to use by a second cluster',
      'X-CLU-5': 'A host that is in use is not added to another pool',
    },
    edits: [createsAnotherCluster, takesHostsInUse],
  },
  {
    id: 'nodes-create-clusters',
    what: 'A worker creates a cluster for itself, and leaves the one it is a node of.',
    caughtBy: { 'X-CLU-4': 'A node of a cluster cannot create a second one' },
    edits: [
      createsAnotherCluster,
      takesHostsInUse,
      {
        file: 'reference-agent/domain/leadership.ts',
        find: 'if ((0, state_1.leads)(state) && !state.joining)',
        replace: 'if (!state.joining)',
      },
    ],
  },
];
