import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Change, GroupDocument } from '../document';
import {
  after,
  controlPlane,
  create,
  exampleGroup,
  exampleMember,
  exampleState,
  nobody,
  running,
  workers,
} from '../testing/clusters';
import { memberLeft, removeMember } from '../unlinking';
import { conclusionOf, type NodeReport } from './conclusion';
import { nodesRun, updateConfiguration } from './create';
import { clusterGone, deleteCluster, nodeGone } from './delete';
import { nodeNameOf, nodeRoleOf, nodeStateOf, nodesOf, stateOf } from './nodes';
import { addPool, removeNode, removePool, updatePool } from './pools';
import { beginWorkload, dutyOf, endWorkload, workloadEnded, workloadRuns } from './workload';

const three = running('abcdef', controlPlane('abc'), workers('d'));
const one = running('abcdef', controlPlane('a'), workers('b'));
const deleting = after(three, deleteCluster('b'));
const busy = new Set(['e']);

type Refused = readonly [what: string, document: GroupDocument, change: Change, code: string];

const refused: readonly Refused[] = [
  ['a second cluster', three, create([controlPlane('a')]), 'CLUSTER_EXISTS'],
  ['no name', exampleGroup('a'), create([controlPlane('a')], { name: '' }), 'CLUSTER_NAME'],
  ['a name with a slash', exampleGroup('a'), create([controlPlane('a')], { name: 'a/b' }), 'CLUSTER_NAME'],
  ['a name that climbs', exampleGroup('a'), create([controlPlane('a')], { name: '..' }), 'CLUSTER_NAME'],
  ['a name with a line end', exampleGroup('a'), create([controlPlane('a')], { name: 'a\n' }), 'CLUSTER_NAME'],
  ['a name too long', exampleGroup('a'), create([controlPlane('a')], { name: 'a'.repeat(64) }), 'CLUSTER_NAME'],
  ['a name that is a prototype', exampleGroup('a'), create([controlPlane('a')], { name: '__proto__' }), 'CLUSTER_NAME'],
  ['a bad pool name', exampleGroup('ab'), create([controlPlane('a'), workers('b', ' ')]), 'POOL_NAME'],
  ['two pools of a name', exampleGroup('ab'), create([controlPlane('a'), workers('b', 'control')]), 'POOL_EXISTS'],
  ['no pool at all', exampleGroup('a'), create([]), 'POOL_ROLE'],
  ['no control plane', exampleGroup('a'), create([workers('a')]), 'POOL_ROLE'],
  [
    'two control planes',
    exampleGroup('ab'),
    create([controlPlane('a'), { ...controlPlane('b'), name: 'other' }]),
    'POOL_ROLE',
  ],
  ['two control plane nodes', exampleGroup('ab'), create([controlPlane('ab')]), 'CONTROL_PLANE_SIZE'],
  ['an empty control plane', exampleGroup('ab'), create([controlPlane(''), workers('b')]), 'LEADER_LEFT_OUT'],
  ['the leader left out', exampleGroup('abcd'), create([controlPlane('bcd')]), 'LEADER_LEFT_OUT'],
  ['the leader as a worker', exampleGroup('ab'), create([controlPlane('b'), workers('a')]), 'LEADER_LEFT_OUT'],
  ['a host that is not linked', exampleGroup('ab'), create([controlPlane('a'), workers('z')]), 'NODE_NOT_LINKED'],
  ['a host in two pools', exampleGroup('ab'), create([controlPlane('a'), workers('ab')]), 'NODE_TWICE'],
  ['a host twice in a pool', exampleGroup('ab'), create([controlPlane('a'), workers('bb')]), 'NODE_TWICE'],
  [
    'nodes without a virtual IP',
    exampleGroup('ab'),
    create([controlPlane('a'), workers('b')], { virtualIp: '' }),
    'VIRTUAL_IP_MISSING',
  ],

  ['a pool without a cluster', exampleGroup('ab'), addPool(workers('b'), nobody), 'CLUSTER_UNKNOWN'],
  ['a pool for a cluster being deleted', deleting, addPool(workers('e', 'more'), nobody), 'CLUSTER_DELETING'],
  ['a pool of a name that is taken', three, addPool(workers('e'), nobody), 'POOL_EXISTS'],
  ['a pool with a bad name', three, addPool(workers('e', 'a/b'), nobody), 'POOL_NAME'],
  ['a second control plane', three, addPool({ ...controlPlane('e'), name: 'more' }, nobody), 'POOL_ROLE'],
  ['a pool of strangers', three, addPool(workers('z', 'more'), nobody), 'NODE_NOT_LINKED'],
  ['a pool of nodes', three, addPool(workers('d', 'more'), nobody), 'IN_USE'],
  ['a pool of hosts that still have work', three, addPool(workers('e', 'more'), busy), 'IN_USE'],
  ['a pool with a host twice', three, addPool(workers('ee', 'more'), nobody), 'NODE_TWICE'],

  ['an unknown pool', three, updatePool('none', workers('e', 'none'), nobody), 'POOL_UNKNOWN'],
  ['a pool that everything has', three, updatePool('constructor', workers('e', 'constructor'), nobody), 'POOL_UNKNOWN'],
  ['a pool renamed', three, updatePool('workers', workers('d', 'others'), nobody), 'POOL_NAME'],
  [
    'workers made control plane',
    three,
    updatePool('workers', { ...controlPlane('d'), name: 'workers' }, nobody),
    'POOL_ROLE',
  ],
  ['a control plane that becomes even', three, updatePool('control', controlPlane('ab'), nobody), 'CONTROL_PLANE_SIZE'],
  ['a control plane that becomes empty', three, updatePool('control', controlPlane(''), nobody), 'CONTROL_PLANE_SIZE'],
  ['a control plane of new nodes only', one, updatePool('control', controlPlane('c'), nobody), 'LEADER_LEFT_OUT'],
  ['a worker made control plane node', three, updatePool('control', controlPlane('abcde'), nobody), 'IN_USE'],
  ['a stranger for a pool', three, updatePool('workers', workers('dz'), nobody), 'NODE_NOT_LINKED'],
  ['a host with work for a pool', three, updatePool('workers', workers('de'), busy), 'IN_USE'],
  ['a host twice for a pool', three, updatePool('workers', workers('dee'), nobody), 'NODE_TWICE'],
  [
    'a host that has not left yet',
    after(three, removeNode('workers', 'd')),
    updatePool('workers', workers('d'), nobody),
    'IN_USE',
  ],

  ['an unknown node', three, removeNode('workers', 'e'), 'NODE_UNKNOWN'],
  ['a node of another pool', three, removeNode('workers', 'a'), 'NODE_UNKNOWN'],
  ['a node of an unknown pool', three, removeNode('none', 'd'), 'POOL_UNKNOWN'],
  ['one of three control plane nodes', three, removeNode('control', 'c'), 'CONTROL_PLANE_SIZE'],
  ['the only control plane node', one, removeNode('control', 'a'), 'CONTROL_PLANE_SIZE'],
  ['the control plane', three, removePool('control'), 'POOL_ROLE'],
  ['an unknown pool removed', three, removePool('none'), 'POOL_UNKNOWN'],
  ['a pool of no cluster removed', exampleGroup('a'), removePool('control'), 'CLUSTER_UNKNOWN'],

  ['a delete without a cluster', exampleGroup('a'), deleteCluster('a'), 'CLUSTER_UNKNOWN'],
  ['a delete on a worker', three, deleteCluster('d'), 'NOT_CONTROL_PLANE'],
  ['a delete beside the cluster', three, deleteCluster('e'), 'NOT_CONTROL_PLANE'],
  ['a delete by a stranger', three, deleteCluster('z'), 'NOT_CONTROL_PLANE'],
  ['a second delete elsewhere', deleting, deleteCluster('a'), 'CLUSTER_DELETING'],
  ['another name', three, updateConfiguration('south', {}), 'CLUSTER_FIXED'],
  ['a configuration of no cluster', exampleGroup('a'), updateConfiguration('north', {}), 'CLUSTER_UNKNOWN'],
  ['a node unlinked', three, removeMember('d'), 'IN_USE'],
];

describe('refused', () => {
  for (const [what, document, change, code] of refused) {
    test(what, () => {
      const result = change(document);
      assert.ok('refused' in result, 'it was not refused');
      assert.equal(result.refused.code, code, result.refused.message);
      assert.match(result.refused.message, /^[^\n]{20,400}\.$/);
    });
  }
});

describe('a new cluster', () => {
  const fresh = after(exampleGroup('abcde'), create([controlPlane('cab'), workers('d')]));

  test('is provisioned, and nobody else leads yet', () => {
    assert.equal(fresh.cluster?.state, 'Provisioning');
    assert.equal(fresh.cluster.initNode, 'a');
    assert.deepEqual(fresh.leaders, ['a']);
  });
  test('is formed in one decision once every node runs, the host that created it first', () => {
    assert.equal(after(fresh, nodesRun('cluster-1', new Set('abc'))), fresh);
    const formed = after(fresh, nodesRun('cluster-1', new Set('abcd')));
    assert.equal(formed.version, fresh.version + 1);
    assert.equal(formed.cluster?.state, 'Running');
    assert.deepEqual(formed.leaders, ['a', 'c', 'b']);
    assert.equal(after(formed, nodesRun('cluster-1', new Set('abcd'))), formed);
  });
  test('is not formed by what is said of another one', () => {
    assert.equal(after(fresh, nodesRun('cluster-2', new Set('abcd'))), fresh);
  });
  test('of one node needs no virtual IP', () => {
    assert.ok(after(exampleGroup('a'), create([controlPlane('a')], { virtualIp: '' })).cluster);
  });
  test('can be deleted before it runs', () => {
    assert.equal(after(fresh, deleteCluster('a')).cluster?.state, 'Deleting');
  });
});

describe('roles and states', () => {
  test('say what a host is in the cluster', () => {
    const roles = [...'abdez'].map((id) => nodeRoleOf(three, id));
    assert.deepEqual(roles, ['init', 'controlplane', 'worker', 'unknown', 'unknown']);
    assert.equal(nodeRoleOf(exampleGroup('a'), 'a'), 'unknown');
  });
  test('pass to the next control plane node when the first one leaves', () => {
    const without = after(three, updatePool('control', controlPlane('b'), nobody));
    assert.equal(nodeRoleOf(without, 'b'), 'init');
    assert.equal(nodeRoleOf(after(three, memberLeft('print of a')), 'b'), 'init');
  });
  test('are In-Use while the cluster counts on a host, and while something of one is left there', () => {
    const workload = { clusterId: 'cluster-1', clusterName: 'north', phase: 'Deleting' } as const;
    assert.equal(stateOf(three, {}, 'd'), 'In-Use');
    assert.equal(stateOf(three, undefined, 'e'), 'Ready');
    assert.equal(stateOf(three, { workload }, 'e'), 'In-Use');
    assert.equal(stateOf(after(three, removeNode('workers', 'd')), {}, 'd'), 'In-Use');
  });
  test('of a node follow what it says of this cluster', () => {
    const said = (clusterId: string) => ({ workload: { clusterId, clusterName: '', phase: 'Running' as const } });
    assert.equal(nodeStateOf(three, undefined, 'd'), 'Provisioning');
    assert.equal(nodeStateOf(three, said('cluster-1'), 'd'), 'Running');
    assert.equal(nodeStateOf(three, said('an earlier one'), 'd'), 'Provisioning');
    assert.equal(nodeStateOf(three, undefined, 'b'), 'Running');
    assert.equal(nodeStateOf(deleting, said('cluster-1'), 'd'), 'Deleting');
  });
  test('of a control plane node that was added is Running once it leads', () => {
    const workload = { clusterId: 'cluster-1', clusterName: '', phase: 'Running' } as const;
    const bigger = after(one, updatePool('control', controlPlane('acd'), nobody));
    assert.equal(nodeStateOf(bigger, { workload }, 'c'), 'Provisioning');
    const leading = after(bigger, nodesRun('cluster-1', new Set('acd')));
    assert.deepEqual([leading.leaders.includes('c'), nodeStateOf(leading, { workload }, 'c')], [true, 'Running']);
  });
  test('a node has the name of its host, unless another node shares it', () => {
    assert.equal(nodeNameOf(three, 'd'), 'host-d');
    const members = three.members.map((member) => (member.facts.id === 'd' ? exampleMember('d', 'host-a') : member));
    const shared = { ...three, members };
    assert.deepEqual([nodeNameOf(shared, 'a'), nodeNameOf(shared, 'd')], ['a', 'd']);
    assert.deepEqual(after(shared, removeNode('workers', 'd')).cluster?.leaving, ['d']);
  });
});

describe('scaling', () => {
  test('adds workers to a pool, and pools of workers', () => {
    assert.deepEqual(nodesOf(after(three, updatePool('workers', workers('de'), nobody)).cluster as never), [
      ...'abcde',
    ]);
    assert.deepEqual(nodesOf(after(three, addPool(workers('e', 'more'), nobody)).cluster as never), [...'abcde']);
    assert.deepEqual(after(three, addPool(workers('', 'more'), nobody)).cluster?.pools[2]?.hostIds, []);
  });
  test('lets a removed worker leave, and go once nothing runs there', () => {
    const left = after(three, removeNode('workers', 'host-d'));
    assert.deepEqual(left.cluster?.leaving, ['d']);
    assert.deepEqual(left.cluster?.pools[1]?.hostIds, []);
    const gone = after(left, nodeGone('cluster-1', 'd'));
    assert.deepEqual(gone.cluster?.leaving, []);
    assert.equal(after(gone, nodeGone('cluster-1', 'd')), gone);
    assert.deepEqual(after(gone, updatePool('workers', workers('d'), nobody)).cluster?.pools[1]?.hostIds, ['d']);
  });
  test('lets all hosts of a removed pool leave', () => {
    const without = after(three, removePool('workers'));
    assert.deepEqual(without.cluster?.leaving, ['d']);
    assert.deepEqual(
      without.cluster.pools.map((pool) => pool.name),
      ['control'],
    );
  });
  test('a control plane that shrinks is led by those who stay, in the same decision', () => {
    const smaller = after(three, updatePool('control', controlPlane('b'), nobody));
    assert.deepEqual(smaller.leaders, ['b']);
    assert.deepEqual(smaller.cluster?.leaving, ['a', 'c']);
    assert.equal(smaller.version, three.version + 1);
  });
  test('a control plane that grows is led by the new nodes once all of them run', () => {
    const bigger = after(one, updatePool('control', controlPlane('acd'), nobody));
    assert.deepEqual(bigger.leaders, ['a']);
    assert.equal(after(bigger, nodesRun('cluster-1', new Set('abc'))), bigger);
    assert.deepEqual(after(bigger, nodesRun('cluster-1', new Set('acd'))).leaders, ['a', 'c', 'd']);
  });
  test('a control plane node is replaced by another one', () => {
    const swapped = after(three, updatePool('control', controlPlane('abe'), nobody));
    assert.deepEqual(swapped.leaders, ['a', 'b']);
    assert.deepEqual(after(swapped, nodesRun('cluster-1', new Set('abe'))).leaders, ['a', 'b', 'e']);
  });
  test('a control plane that lost a node to a reset can be made odd again, and be configured meanwhile', () => {
    const two = after(three, memberLeft('print of c'));
    assert.deepEqual(two.leaders, ['a', 'b']);
    assert.deepEqual(after(two, removeNode('control', 'b')).leaders, ['a']);
    assert.ok(after(two, updatePool('control', controlPlane('abe'), nobody)));
    const settings = { ...controlPlane('ab'), settings: { labels: ['x'] } };
    assert.deepEqual(after(two, updatePool('control', settings, nobody)).cluster?.pools[0]?.settings, {
      labels: ['x'],
    });
  });
  test('to what is there already changes nothing', () => {
    assert.equal(after(three, updatePool('workers', workers('d'), nobody)), three);
    assert.equal(after(three, updateConfiguration('north', {})), three);
  });
});

describe('a delete', () => {
  test('makes the host on which it was performed the only leader, in the same decision', () => {
    assert.equal(deleting.cluster?.state, 'Deleting');
    assert.deepEqual(deleting.leaders, ['b']);
    assert.equal(deleting.version, three.version + 1);
  });
  test('asked for again there says so again', () => {
    assert.equal(after(deleting, deleteCluster('b')), deleting);
  });
  test('ends with a group without a cluster, its members as before', () => {
    const gone = after(deleting, clusterGone('cluster-1'));
    assert.equal(gone.cluster, undefined);
    assert.deepEqual(gone.leaders, ['b']);
    assert.equal(gone.members.length, 6);
    assert.equal(after(gone, clusterGone('cluster-1')), gone);
    assert.equal(after(three, clusterGone('cluster-1')), three);
  });
});

describe('what leaders conclude', () => {
  const said = (phase: 'Provisioning' | 'Running' | 'Deleting', clusterId = 'cluster-1'): NodeReport => ({
    workload: { clusterId, clusterName: 'north', phase },
  });
  const conclude = (
    document: GroupDocument,
    reports: Record<string, NodeReport>,
    otherwise: NodeReport = 'unheard',
  ) => {
    const change = conclusionOf(document, (id) => reports[id] ?? otherwise);
    return change && after(document, change);
  };
  const fresh = after(exampleGroup('abcd'), create([controlPlane('abc'), workers('d')]));

  test('a cluster is formed when all of its nodes say that they run', () => {
    assert.equal(conclude(fresh, {}, said('Running'))?.cluster?.state, 'Running');
    for (const report of ['unheard', 'away', {}, said('Provisioning'), said('Running', 'another')] as NodeReport[]) {
      assert.equal(conclude(fresh, { d: report }, said('Running')), undefined);
    }
  });
  test('new control plane nodes lead when all of the control plane run, whatever workers do', () => {
    const bigger = after(one, updatePool('control', controlPlane('acd'), nobody));
    assert.deepEqual(conclude(bigger, { b: 'away' }, said('Running'))?.leaders, ['a', 'c', 'd']);
    assert.equal(conclude(bigger, { c: said('Provisioning') }, said('Running')), undefined);
    assert.equal(conclude(three, {}, said('Running')), undefined);
  });
  test('a host has left when it says that it has nothing of the cluster any more, or is away', () => {
    const left = after(three, removeNode('workers', 'd'));
    for (const report of ['away', {}, said('Running', 'another')] as NodeReport[]) {
      assert.deepEqual(conclude(left, { d: report })?.cluster?.leaving, []);
    }
    for (const report of ['unheard', said('Running'), said('Deleting')] as NodeReport[]) {
      assert.equal(conclude(left, { d: report }), undefined);
    }
  });
  test('a deleted cluster is gone when nobody who can be asked has anything of it', () => {
    const last = after(
      running('abcde', controlPlane('abc'), workers('de')),
      removeNode('workers', 'e'),
      deleteCluster('a'),
    );
    assert.equal(conclude(last, { b: 'away' }, {})?.cluster, undefined);
    for (const id of 'abcde') {
      assert.equal(conclude(last, { [id]: said('Deleting') }, {}), undefined);
      assert.equal(conclude(last, { [id]: 'unheard' }, {}), undefined);
    }
  });
  test('nothing without a cluster', () => {
    assert.equal(conclude(exampleGroup('ab'), {}, said('Running')), undefined);
  });
});

describe('the work of a host', () => {
  const steps = { begin: beginWorkload, provision: workloadRuns, end: endWorkload, remove: workloadEnded };
  /** The host after it did what it has to do next. */
  const step = (state: ReturnType<typeof exampleState>, expected: keyof typeof steps) => {
    assert.equal(dutyOf(state), expected);
    for (const other of Object.keys(steps) as (keyof typeof steps)[]) {
      if (other !== expected) assert.equal(steps[other](state).state, state, `${other} instead of ${expected}`);
    }
    const done = steps[expected](state).state;
    assert.ok(done);
    return done;
  };
  const atWork = step(step(exampleState('d', three), 'begin'), 'provision');

  test('is taken up by a node, and by nobody else', () => {
    assert.deepEqual(atWork.workload, { clusterId: 'cluster-1', clusterName: 'north', phase: 'Running' });
    assert.equal(dutyOf(atWork), undefined);
    assert.equal(dutyOf(exampleState('e', three)), undefined);
    assert.equal(dutyOf(exampleState('d', deleting)), undefined);
  });
  test('is undone by a node that was removed, without a reboot', () => {
    const ending = step({ ...atWork, document: after(three, removeNode('workers', 'd')) }, 'end');
    assert.equal(ending.workload?.rebootsAfter, false);
    assert.equal(step(ending, 'remove').workload, undefined);
  });
  test('is undone with a reboot when the cluster is deleted, or gone, or another one', () => {
    const another = after(exampleGroup('abcd'), create([controlPlane('a'), workers('d')]));
    const renewed = { ...another, cluster: { ...(another.cluster as object), id: 'cluster-2' } } as GroupDocument;
    for (const document of [deleting, exampleGroup('abcd'), renewed]) {
      const ending = step({ ...atWork, document }, 'end');
      assert.equal(ending.workload?.rebootsAfter, true);
      assert.equal(step(ending, 'remove').workload, undefined);
    }
  });
  test('that is being undone is undone first, even where the host is a node again', () => {
    const ending = step({ ...atWork, document: after(three, removeNode('workers', 'd')) }, 'end');
    const undone = step({ ...ending, document: three }, 'remove');
    assert.equal(step(undone, 'begin').workload?.phase, 'Provisioning');
  });
});
