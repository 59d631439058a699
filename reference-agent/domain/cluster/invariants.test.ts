import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Change, GroupDocument } from '../document';
import { addMember } from '../joining';
import { memberOf } from '../state';
import { create, exampleGroup, exampleMember, nobody } from '../testing/clusters';
import { isInUse, memberLeft, removeMember } from '../unlinking';
import { nodesRun } from './create';
import { clusterGone, deleteCluster, nodeGone } from './delete';
import { initNodeOf, nodeRoleOf, nodesOf } from './nodes';
import { addPool, removeNode, removePool, updatePool } from './pools';

const everybody = 'abcdefg';
const host = fc.constantFrom(...everybody);
const hosts = fc.uniqueArray(host, { maxLength: 5 });
const few = fc.array(host, { maxLength: 3 });
const poolName = fc.constantFrom('control', 'workers', 'more');
const pool = fc.record({ name: poolName, isControlPlane: fc.boolean(), hostIds: hosts, settings: fc.constant({}) });
const controlPlane = fc.record({
  name: fc.constant('control'),
  isControlPlane: fc.constant(true),
  hostIds: hosts,
  settings: fc.constant({}),
});
const cluster = 'cluster-1';

type Step = readonly [what: string, change: (document: GroupDocument) => Change];

const step = fc.oneof(
  fc
    .tuple(controlPlane, fc.array(pool, { maxLength: 2 }))
    .map(([first, more]): Step => ['create', ({ leaders }) => create([first, ...more], { hostId: leaders[0] ?? '' })]),
  hosts.map((ids): Step => [`run ${ids}`, () => nodesRun(cluster, new Set(ids))]),
  fc.constant<Step>(['all run', () => nodesRun(cluster, new Set(everybody))]),
  pool.map((one): Step => ['add pool', () => addPool(one, nobody)]),
  pool.map((one): Step => ['update pool', () => updatePool(one.name, one, nobody)]),
  controlPlane.map((one): Step => ['update control plane', () => updatePool('control', one, nobody)]),
  poolName.map((name): Step => [`remove pool ${name}`, () => removePool(name)]),
  fc.tuple(poolName, host).map(([name, id]): Step => [`remove node ${id}`, () => removeNode(name, id)]),
  host.map((id): Step => [`gone ${id}`, () => nodeGone(cluster, id)]),
  host.map((id): Step => [`delete on ${id}`, () => deleteCluster(id)]),
  fc.constant<Step>(['cluster gone', () => clusterGone(cluster)]),
  host.map((id): Step => [`unlink ${id}`, () => removeMember(id)]),
  host.map((id): Step => [`link ${id}`, () => addMember(exampleMember(id))]),
);
/** A reset of a host that does not lead alone: one that does takes its group along instead. */
const resets = few.map((ids) =>
  ids.map(
    (id): Step => [
      `reset ${id}`,
      ({ leaders }) => (leaders.length === 1 && leaders[0] === id ? (same) => same : memberLeft(`print of ${id}`)),
    ],
  ),
);

/** What always holds, whatever operators do. */
function check(document: GroupDocument, wasReset: boolean): void {
  const { leaders, cluster } = document;
  assert.ok(leaders.length > 0, 'nobody leads');
  assert.equal(new Set(leaders).size, leaders.length, 'a leader twice');
  for (const id of leaders) assert.ok(memberOf(document, id), 'a leader that is not linked');
  if (!cluster) {
    assert.equal(leaders.length, 1, 'several leaders without a cluster');
    return;
  }
  const nodes = nodesOf(cluster);
  const [controlPlane, ...more] = cluster.pools.filter((one) => one.isControlPlane);
  assert.ok(controlPlane && more.length === 0, 'not exactly one control plane');
  assert.equal(new Set(cluster.pools.map((one) => one.name)).size, cluster.pools.length, 'a pool name twice');
  const involved = [...nodes, ...cluster.leaving];
  assert.equal(new Set(involved).size, involved.length, 'a host twice in the cluster');
  for (const id of involved) {
    assert.ok(memberOf(document, id), 'a node that is not linked');
    assert.ok(isInUse(document, id));
  }
  for (const id of leaders) assert.ok(controlPlane.hostIds.includes(id), 'a leader outside the control plane');
  assert.equal(nodes.filter((id) => nodeRoleOf(document, id) === 'init').length, 1, 'not exactly one first node');
  assert.ok(controlPlane.hostIds.includes(initNodeOf(cluster) as string));
  if (cluster.state === 'Deleting') assert.equal(leaders.length, 1, 'several leaders of a cluster being deleted');
  if (!wasReset) assert.equal(controlPlane.hostIds.length % 2, 1, 'an even control plane');
}

function play(steps: readonly Step[], wasReset = false): GroupDocument {
  let document = exampleGroup('abcde');
  for (const [what, change] of steps) {
    const asked = change(document);
    const result = asked(document);
    if ('refused' in result) continue;
    assert.ok(result === document || result.version === document.version + 1, `${what}: a version left out`);
    document = result;
    check(document, wasReset);
    if (what.startsWith('gone') || what.endsWith('run') || what === 'cluster gone') {
      assert.equal(asked(document), document, `${what}: concluded twice, changed twice`);
    }
  }
  return document;
}

test('whatever operators and leaders do, the group and its cluster stay whole', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => void play(steps)),
    { numRuns: 400 },
  );
});

test('also when nodes are reset on the way', () => {
  const sequence = fc
    .array(fc.oneof({ weight: 5, arbitrary: step.map((one) => [one]) }, { weight: 1, arbitrary: resets }), {
      maxLength: 40,
    })
    .map((parts) => parts.flat());
  fc.assert(
    fc.property(sequence, (steps) => void play(steps, true)),
    { numRuns: 400 },
  );
});

test('such sequences do get to clusters that run, and to their end', () => {
  const reached = new Set<string>();
  const steps = fc.sample(fc.array(step, { minLength: 40, maxLength: 40 }), { numRuns: 200, seed: 1 });
  for (const sequence of steps) {
    for (let length = 1; length <= sequence.length; length += 1) {
      const { cluster, leaders } = play(sequence.slice(0, length));
      reached.add(`${cluster?.state ?? 'none'} ${leaders.length > 1 ? 'several' : 'one'}`);
    }
  }
  for (const state of ['none one', 'Provisioning one', 'Running one', 'Running several', 'Deleting one']) {
    assert.ok(reached.has(state), `never ${state}`);
  }
});
