import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { labels, view as linksOf } from '../testing/views';
import {
  agreeOnPools,
  type ClusterView,
  isInNoCluster,
  isInState,
  nodeOf,
  runs,
  showsCluster,
  showsNoPool,
  showsPool,
} from './cluster';

const [alpha, beta, gamma] = ['alpha', 'beta', 'gamma'].map((name) => linksOf(name, [])) as [
  ReturnType<typeof linksOf>,
  ReturnType<typeof linksOf>,
  ReturnType<typeof linksOf>,
];

function nodeFor(host: typeof alpha, status = 'running') {
  return { name: host.name, hostId: host.id, address: host.address, status };
}

function identityOf({ name, id, address }: typeof alpha) {
  return { name, id, address };
}

/** A host that shows a cluster of alpha and beta. */
function shown(change: Partial<ClusterView> = {}): ClusterView {
  return {
    ...identityOf(alpha),
    hostState: 'in use',
    cluster: { name: 'some', state: 'Running', reason: '', hostIds: [], nodes: [] },
    pools: [
      { name: 'control-plane', isControlPlane: true, hostIds: [alpha.id] },
      { name: 'workers', isControlPlane: false, hostIds: [beta.id] },
    ],
    nodes: [nodeFor(alpha), nodeFor(beta)],
    ...change,
  };
}

const without: ClusterView = { ...identityOf(beta), hostState: 'READY', cluster: undefined, pools: [], nodes: [] };

describe('a cluster', () => {
  it('is shown where its pools and its nodes are these hosts and all of them run', () => {
    assert(showsCluster(shown(), [beta, alpha], labels).matches);
  });

  it('is not shown with a host more or less, or one that is in two pools', () => {
    assert(!showsCluster(shown(), [alpha], labels).matches);
    assert(!showsCluster(shown(), [alpha, beta, gamma], labels).matches);
    const twice = { name: 'extra', isControlPlane: false, hostIds: [beta.id] };
    assert(!showsCluster(shown({ pools: [...shown().pools, twice] }), [alpha, beta], labels).matches);
  });

  it('does not run while it is provisioned, or a node of it is', () => {
    const early = shown({ cluster: { name: 'some', state: 'Provisioning', reason: '', hostIds: [], nodes: [] } });
    assert(!showsCluster(early, [alpha, beta], labels).matches);
    const starting = showsCluster(shown({ nodes: [nodeFor(alpha), nodeFor(beta, 'Booting')] }), [alpha, beta], labels);
    assert.deepEqual(starting, {
      matches: false,
      seen: '"alpha" shows a cluster that is Running, with pool "control-plane" of "alpha", pool "workers" of "beta", nodes "alpha" running, "beta" Booting',
    });
  });

  it('names unknown hosts by their id, and says why it is in error', () => {
    const failed = shown({ cluster: { name: 'some', state: 'Error', reason: 'no room', hostIds: [], nodes: [] } });
    const { seen } = showsCluster(failed, [alpha], labels);
    assert.match(seen, /a cluster that is Error \(no room\)/);
    assert.match(seen, new RegExp(`<${beta.id}>`));
  });

  it('has no node in a host that is ready without one, beside one, or with one that came to nothing', () => {
    assert(isInNoCluster(without, labels).matches);
    const failed = { name: 'some', state: 'Error' as const, reason: '', hostIds: [], nodes: [] };
    assert(isInNoCluster({ ...without, cluster: failed }, labels).matches);
    assert(!isInNoCluster({ ...without, hostState: 'In-Use' }, labels).matches);
    assert(isInNoCluster(shown({ ...identityOf(gamma), hostState: 'ready' }), labels).matches);
    assert(!isInNoCluster(shown({ hostState: 'ready' }), labels).matches);
    assert.deepEqual(showsCluster(without, [beta], labels), { matches: false, seen: '"beta" shows no cluster' });
  });

  it('puts hosts to use', () => {
    assert(isInState(shown(), 'in use', labels).matches);
    const idle = isInState(without, 'in use', labels);
    assert.deepEqual(idle, { matches: false, seen: '"beta" says that it is READY' });
  });
});

describe('a pool', () => {
  it('is shown with exactly its hosts', () => {
    assert(showsPool(shown(), 'workers', [beta]).matches);
    assert(!showsPool(shown(), 'workers', [alpha]).matches);
    assert(!showsPool(shown(), 'extra', [beta]).matches);
    assert(showsNoPool(shown(), 'extra').matches);
    assert(!showsNoPool(shown(), 'workers').matches);
  });

  it('is the same on all hosts that agree, in whatever order', () => {
    const turned = shown({ ...identityOf(beta), pools: [...shown().pools].reverse() });
    assert(agreeOnPools([shown(), turned], [alpha, beta]).matches);
    assert(!agreeOnPools([shown(), shown({ pools: shown().pools.slice(1) })], [alpha, beta]).matches);
  });
});

describe('a node', () => {
  it('is found by its id, or by its address where it has none', () => {
    const anonymous = { ...nodeFor(beta), hostId: '' };
    assert.equal(nodeOf([nodeFor(alpha), anonymous], beta), anonymous);
    assert.equal(nodeOf([nodeFor(alpha)], beta), undefined);
    assert(runs(anonymous, labels));
    assert(!runs(undefined, labels));
  });
});
