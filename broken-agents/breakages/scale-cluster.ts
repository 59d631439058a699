import type { Breakage, Edit } from '../breakage';

const pools = 'reference-agent/domain/cluster/pools.ts';
const checks = 'reference-agent/domain/cluster/checks.ts';

/** Something a leader does first when a pool of its cluster is changed, or a node removed from it. */
const scaling = (statements: string): Edit => ({
  file: checks,
  find: 'const pool = cluster.pools.find((known) => known.name === name);',
  replace: statements,
});

const removing = (replace: string): readonly Edit[] => [
  { file: pools, find: 'return rescaled(document, cluster, { ...pool, hostIds: pool', replace },
];

export const scaleCluster: readonly Breakage[] = [
  {
    id: 'pools-do-not-grow',
    what: 'Hosts cannot be added to the pools of a cluster.',
    caughtBy: {
      'X-CLU-5':
        'A ready host is added to the workers|Two ready hosts are added to the (workers together|control plane, and lead with it)|A host that was linked after the cluster was formed is added',
      'X-CLU-6': 'A worker that was removed can be added again',
    },
    edits: [
      {
        file: pools,
        find: 'return rescaled(document, cluster, plan, removed);',
        replace: "return (0, refusal_1.refuse)('POOL_UNKNOWN', 'The pool stays as it is.');",
      },
    ],
  },
  {
    id: 'added-nodes-follow',
    what: 'Hosts that are added to the control plane run, and do not lead.',
    caughtBy: { 'X-CLU-5': 'Two ready hosts are added to the control plane, and lead with it' },
    edits: [
      {
        file: 'reference-agent/domain/cluster/create.ts',
        find: 'if (isFormed && joining.length === 0)',
        replace: 'if (isFormed)',
      },
      {
        file: 'reference-agent/domain/cluster/nodes.ts',
        find: "return leaders.includes(hostId) ? 'Running' : 'Provisioning';",
        replace: "return 'Running';",
      },
    ],
  },
  {
    id: 'no-more-pools',
    what: 'Pools cannot be added to a cluster.',
    caughtBy: {
      'X-CLU-5': 'A ready host is added in a pool of its own|A host that is put into two pools at once ends up in one',
      'LEAD-8': 'A host is added on the control plane node "(alpha|gamma)"',
    },
    edits: [
      {
        file: pools,
        find: 'if (cluster.pools.some((known) => known.name === pool.name)) {',
        replace: 'if (cluster) {',
      },
    ],
  },
  {
    id: 'pools-of-one-name',
    what: 'A pool may be added that has the name of another one.',
    caughtBy: { 'X-CLU-5': 'A pool is not made twice' },
    edits: [
      {
        file: pools,
        find: 'if (cluster.pools.some((known) => known.name === pool.name)) {',
        replace: 'if (false) {',
      },
    ],
  },
  {
    id: 'any-pool-will-do',
    what: 'Where a cluster has no pool of that name, its last one is changed instead.',
    caughtBy: {
      'X-CLU-6': 'Removing ("gamma" from the pool "(control-plane|nowhere)"|the pool "nowhere") changes nothing',
    },
    edits: [scaling('const pool = cluster.pools.at(-1);')],
  },
  {
    id: 'any-node-will-do',
    what: 'Where a pool has no node of that name, its first one is removed instead.',
    caughtBy: { 'X-CLU-6': 'Removing the node "nobody" from the pool "workers" changes nothing' },
    edits: [
      {
        file: pools,
        find: '(0, nodes_1.nodeOfName)(document, pool, nodeName)',
        replace: '((0, nodes_1.nodeOfName)(document, pool, nodeName) ?? pool.hostIds[0])',
      },
    ],
  },
  {
    id: 'empty-control-plane',
    what: 'The last control plane node can be removed.',
    caughtBy: { 'X-CLU-6': 'Removing "alpha" from the pool "control-plane" changes nothing' },
    edits: [
      {
        file: checks,
        find: 'if (hostIds.length % 2 === 1)',
        replace: 'if (hostIds.length % 2 === 1 || !hostIds.length)',
      },
      { file: pools, find: 'if (leaders.length === 0) {', replace: 'if (false) {' },
    ],
  },
  {
    id: 'pools-out-of-nothing',
    what: 'Adding a host to a pool makes that pool where there is none, and a cluster, too.',
    caughtBy: {
      'X-CLU-5':
        'Without a cluster there is no pool to add a host to|A host is not added to a pool that the cluster does not have',
    },
    edits: [
      scaling(`const pool = cluster.pools.find((known) => known.name === name);
    if (!pool) {
        const made = { name, isControlPlane: false, hostIds: [], settings: {} };
        return { cluster: { ...cluster, pools: [...cluster.pools, made] }, pool: made };
    }`),
      {
        file: checks,
        find: 'const cluster = changeable(document);',
        replace: `const cluster = document.cluster ? changeable(document) : {
        id: 'cluster-0', name: 'none', state: 'Provisioning', createdAt: '', initNode: '', leaving: [], configuration: {},
        pools: [],
    };`,
      },
    ],
  },
  {
    id: 'nodes-cannot-leave',
    what: 'Nodes cannot be removed from a cluster.',
    caughtBy: {
      'X-CLU-6':
        'A worker is removed, and the cluster goes on|A worker that was removed (stays linked|can be added again)|A pool whose last node went|A node that is removed on two hosts at once',
      'LEAD-8': 'A node is removed on a control plane node that was no leader before',
      'UNLK-PRE-3': 'A worker that was removed from its pool is ready and can be unlinked (on itself|from its leader)',
    },
    edits: removing(
      "return (0, refusal_1.refuse)('NODE_UNKNOWN', 'Nodes stay.');\n        return rescaled(document, cluster, { ...pool, hostIds: pool",
    ),
  },
  {
    id: 'removed-and-unlinked',
    what: 'A node that is removed from its pool is unlinked with that.',
    caughtBy: { 'X-CLU-6': 'A worker is removed, and the cluster goes on|A worker that was removed stays linked' },
    edits: removing(
      `document = { ...document, members: document.members.filter(({ facts }) => facts.id !== hostId) };
        return rescaled(document, cluster, { ...pool, hostIds: pool`,
    ),
  },
  {
    id: 'pools-are-for-good',
    what: 'An empty pool cannot be removed.',
    caughtBy: { 'X-CLU-6': 'A pool whose last node went can be removed' },
    edits: [
      {
        file: pools,
        find: 'const pools = cluster.pools.filter((known) => known !== pool);',
        replace: `if (pool.hostIds.length === 0)
            return (0, refusal_1.refuse)('POOL_ROLE', 'The pool stays.');
        const pools = cluster.pools.filter((known) => known !== pool);`,
      },
    ],
  },
];
