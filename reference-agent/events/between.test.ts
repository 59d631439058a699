import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { eventsBetween } from './between';
import { expectedOrder } from './kinds';
import type { View } from './observation';

const idle: View = {
  hostId: 'a',
  groupId: 'a',
  members: { a: 'alpha' },
  generatesTokens: false,
  isInUse: false,
  contents: [],
  isSynced: true,
};
const three = { a: 'alpha', b: 'beta', c: 'gamma' };
const leader: View = { ...idle, groupId: 'g', generatesTokens: true };
const linked: View = { ...leader, members: three };
const follower: View = { ...linked, generatesTokens: false };
const cluster = (change: Partial<NonNullable<View['cluster']>> = {}): Pick<View, 'cluster'> => ({
  cluster: { id: 'k', name: 'kite', state: 'Running', nodes: ['a', 'b'], leaving: [], ...change },
});
const node: View = { ...linked, isInUse: true, ...cluster() };

type Row = readonly [what: string, before: View, after: View, reasons: readonly string[]];

const rows: readonly Row[] = [
  ['nothing', node, node, []],
  ['token generation began', idle, leader, ['GeneratesTokens']],
  ['token generation stopped', leader, idle, ['NoTokens']],
  ['a first host was linked', leader, linked, ['GroupEntered']],
  ['another host was linked', { ...leader, members: { a: 'alpha', b: 'beta' } }, linked, []],
  ['the host was linked as a follower', idle, follower, ['GroupEntered']],
  ['the last other host was unlinked', linked, leader, ['GroupLeft']],
  ['the follower was unlinked', follower, idle, ['GroupLeft']],
  ['the host went from group to group', follower, { ...follower, groupId: 'h' }, ['GroupLeft', 'GroupEntered']],
  ['a bundle is still to come', linked, { ...linked, contents: ['1'], isSynced: false }, []],
  [
    'a bundle came',
    { ...linked, contents: ['1'], isSynced: false },
    { ...linked, contents: ['1'] },
    ['ContentComplete'],
  ],
  [
    'a bundle was uploaded here',
    { ...linked, contents: ['1'] },
    { ...linked, contents: ['1', '2'] },
    ['ContentComplete'],
  ],
  ['a bundle was taken away', { ...linked, contents: ['1', '2'] }, { ...linked, contents: ['1'] }, []],
  [
    'a cluster was created',
    linked,
    { ...linked, ...cluster({ state: 'Provisioning' }), isInUse: true },
    ['WorkloadStarted', 'ClusterCreated'],
  ],
  ['the cluster runs', { ...node, ...cluster({ state: 'Provisioning' }) }, node, ['NodesRunning']],
  ['a control plane node became a leader', { ...node, generatesTokens: false }, node, ['ControlPlane']],
  ['a node was added', node, { ...node, ...cluster({ nodes: ['a', 'b', 'c'] }) }, ['PoolGrew']],
  ['a node was removed', node, { ...node, ...cluster({ nodes: ['a'], leaving: ['b'] }) }, ['PoolShrank']],
  ['a node was replaced', node, { ...node, ...cluster({ nodes: ['a', 'c'] }) }, ['PoolShrank', 'PoolGrew']],
  [
    'the removed node let go',
    { ...node, ...cluster({ nodes: ['a'], leaving: ['b'] }) },
    { ...node, ...cluster({ nodes: ['a'] }) },
    [],
  ],
  ['this host was added', { ...linked, ...cluster({ nodes: ['b'] }) }, node, ['WorkloadStarted', 'PoolGrew']],
  ['this host was removed', node, { ...node, ...cluster({ nodes: ['b'], leaving: ['a'] }) }, ['PoolShrank']],
  [
    'this host let go',
    { ...node, ...cluster({ nodes: ['b'], leaving: ['a'] }) },
    { ...linked, ...cluster({ nodes: ['b'] }) },
    ['WorkloadGone'],
  ],
  ['a delete was accepted', node, { ...node, ...cluster({ state: 'Deleting' }) }, ['DeleteAccepted']],
  [
    'a delete was accepted and takes the nodes out',
    node,
    { ...node, ...cluster({ state: 'Deleting', nodes: [], leaving: ['a', 'b'] }) },
    ['DeleteAccepted'],
  ],
  ['the cluster is gone', { ...node, ...cluster({ state: 'Deleting' }) }, linked, ['WorkloadGone', 'ClusterGone']],
  ['one cluster came after the other', node, { ...node, ...cluster({ id: 'l' }) }, ['ClusterGone', 'NodesRunning']],
  ['the host left its group with the cluster', node, idle, ['WorkloadGone', 'GroupLeft', 'NoTokens']],
  ['others made a cluster', linked, { ...linked, ...cluster({ nodes: ['b'] }) }, []],
  ['others lost their cluster', { ...linked, ...cluster({ nodes: ['b'] }) }, linked, []],
];

describe('events between two looks', () => {
  for (const [what, before, after, reasons] of rows) {
    test(what, () => {
      const events = eventsBetween(before, after);
      assert.deepEqual(events.map(({ reason }) => reason).sort(), [...reasons].sort());
      for (const { message } of events) assert.match(message, /^\S[^\n]*\.$/);
    });
  }

  test('name the hosts and the cluster they are about', () => {
    const [linking] = eventsBetween(leader, linked);
    assert.deepEqual(linking, {
      scope: 'edge host',
      type: 'Linked',
      reason: 'GroupEntered',
      message: 'The host is linked with "beta", "gamma".',
    });
    const [added] = eventsBetween(node, { ...node, ...cluster({ nodes: ['a', 'b', 'c'] }) });
    assert.deepEqual(added, {
      scope: 'cluster',
      type: 'NodeAdded',
      reason: 'PoolGrew',
      message: 'Host "gamma" was added to cluster "kite".',
    });
  });

  test('are all to be expected, and every reason is one word and the only one of its name', () => {
    const expected = expectedOrder.flatMap(({ conditionsOrder }) => conditionsOrder);
    const reasons = expected.map(({ reason }) => reason);
    assert.equal(new Set(reasons).size, reasons.length);
    for (const reason of reasons) assert.match(reason, /^[A-Z][A-Za-z]+$/);
    for (const [, before, after] of rows) {
      for (const { type, reason } of eventsBetween(before, after)) {
        assert.ok(
          expected.some((known) => known.type === type && known.reason === reason),
          reason,
        );
      }
    }
  });
});
