import type { Breakage, Edit } from '../breakage';

// What the pages say of hosts that are in use by a cluster, wherever they say it.

const joining = 'reference-agent/domain/joining.ts';
const unlinking = 'reference-agent/domain/unlinking.ts';
const leadership = 'reference-agent/domain/leadership.ts';

const never = (file: string, condition: string): Edit => ({
  file,
  find: `if (${condition}) {`,
  replace: 'if (false) {',
});

export const hostsInUse: readonly Breakage[] = [
  {
    id: 'links-with-workloads',
    what: 'A host with cluster workloads becomes a follower.',
    caughtBy: {
      'LINK-PRE-4':
        'A host that runs a cluster of its own is not linked|A group does not take in a host that runs a cluster|A (control plane node|worker) of a cluster is not linked to another group',
    },
    edits: [
      never(joining, 'document.cluster || state.workload'),
      never(joining, 'state.tokens'),
      never(joining, 'state.joining || document.members.length > 1'),
    ],
  },
  {
    id: 'used-once',
    what: 'A host that was in use by a cluster once is never linked again.',
    caughtBy: {
      'LINK-PRE-4': 'A host whose cluster was deleted becomes a follower',
      'RMLS-2': 'A leader without followers gives up its status once its cluster is deleted',
    },
    edits: [
      {
        file: 'reference-agent/domain/cluster/workload.ts',
        find: 'become)(rest)',
        replace: 'become)({ ...rest, wasUsed: true })',
      },
      {
        file: joining,
        find: 'if (document.cluster || state.workload) {',
        replace: 'if (document.cluster || state.workload || state.wasUsed) {',
      },
    ],
  },
  {
    id: 'unlinks-nodes',
    what: 'Hosts can be unlinked while a cluster uses them.',
    caughtBy: { 'UNLK-PRE-3': 'A (worker|control plane node) cannot be unlinked on "(alpha|beta|gamma)"' },
    edits: [
      {
        file: unlinking,
        find: 'if (isNode || (isInUse(document, hostId) && !goneForGood))',
        replace: 'if (false)',
      },
      never(unlinking, 'document.leaders.includes(hostId)'),
      { file: unlinking, find: 'if (state.workload || isInUse(document, profile.id))', replace: 'if (false)' },
    ],
  },
  {
    id: 'no-workloads-of-its-own',
    what: 'A host that was a follower once cannot create a cluster.',
    caughtBy: {
      'UNLK-2': 'runs a cluster of its own|A follower that was unlinked leads a cluster of several hosts',
    },
    edits: [
      {
        file: unlinking,
        find: 'const farewells = farewell ?',
        replace: 'rest.wasBound = true;\n    const farewells = farewell ?',
      },
      {
        file: 'reference-agent/api/cluster/configuration.ts',
        find: 'const plan = planOf(body.value);\n                const decision',
        replace: `if (host.state.wasBound)
                    return (0, answer_1.unusable)(call, 'This host had a leader.');
                const plan = planOf(body.value);
                const decision`,
      },
    ],
  },
  {
    id: 'stops-with-a-cluster',
    what: 'Leader status can be removed while the host is part of a cluster.',
    caughtBy: {
      'RMLS-2':
        'A leader without followers keeps its status while it runs a cluster|The control plane node "(alpha|gamma)" keeps its status',
    },
    edits: [never(leadership, 'document.cluster'), never(leadership, '(0, state_1.isLinked)(state)')],
  },
];
