import assert from 'node:assert/strict';
import { test } from 'node:test';
import { operations } from '../operations';
import { accepted } from './testing/operator';
import { playedHost } from './testing/played-host';

const cluster = '/v1/edge-mgmt/cluster';
const pools = '/v1/edge-mgmt/clusters/current/machinepools';
const hosts = [{ id: 'edge-1', address: '127.0.0.2', name: 'alpha' }];

const played = playedHost();

/** Takes what the operator sends, and holds it against the published shape. */
function take(shape: { safeParse(body: unknown): { success: boolean } } | undefined) {
  const bodies: Record<string, unknown>[] = [];
  const match = (body: Record<string, unknown>): boolean => {
    bodies.push(body);
    return shape?.safeParse(body).success ?? false;
  };
  return { bodies, match };
}

test('a cluster is created from its plan', async () => {
  const { bodies, match } = take(operations.createCluster.asked?.body);
  played.current.host.post(cluster, match).reply(202, { message: 'creating' });
  const outcome = await played.current.operator.createCluster({
    name: 'one',
    virtualIp: '127.0.0.9',
    pools: [
      { name: 'master', isControlPlane: true, hosts },
      { name: 'workers', isControlPlane: false, hosts: [] },
    ],
  });
  assert.deepEqual(outcome, accepted);
  assert.deepEqual(bodies.at(-1), {
    metadata: { name: 'one' },
    spec: {
      cloudConfig: {
        spec: {
          clusterConfig: { controlPlaneEndpoint: { host: '127.0.0.9', type: 'VIP' } },
          machinePoolConfig: [
            {
              name: 'master',
              isControlPlane: true,
              useControlPlaneAsWorker: true,
              labels: ['control-plane'],
              size: 1,
              hosts: [{ hostUid: 'edge-1', hostAddress: '127.0.0.2', hostName: 'alpha' }],
            },
            {
              name: 'workers',
              isControlPlane: false,
              useControlPlaneAsWorker: false,
              labels: ['worker'],
              size: 0,
              hosts: [],
            },
          ],
        },
      },
    },
  });
  assert.deepEqual(played.current.findings(), []);
});

test('a refused cluster is refused in the words of the host', async () => {
  played.current.host.post(cluster).reply(409, { code: 'Even', message: 'an even number of control plane nodes' });
  const plan = { name: 'one', virtualIp: '127.0.0.9', pools: [] };
  assert.deepEqual(await played.current.operator.createCluster(plan), {
    accepted: false,
    status: 409,
    reason: 'an even number of control plane nodes',
  });
  assert.deepEqual(played.current.findings(), []);
});

test('no cluster is told in several ways', async () => {
  const { operator, host } = played.current;
  const nothing: [number, string][] = [
    [404, ''],
    [404, '{"message":"no cluster"}'],
    [200, ''],
    [200, 'null'],
    [200, '{}'],
    [200, '{"metadata":{},"spec":{"hostIDs":[]},"status":{"nodePools":null}}'],
  ];
  for (const [status, body] of nothing) {
    host.get(`${cluster}/details`).reply(status, body);
    host.get('/v1/edge-mgmt/clusters/current/nodes').reply(status, body);
    host.get(pools).reply(status, body);
    assert.equal(await operator.cluster(), undefined, body);
    assert.deepEqual(await operator.clusterNodes(), [], body);
    assert.deepEqual(await operator.nodePools(), [], body);
  }
});

test('a failing host is no missing cluster', async () => {
  played.current.host.get(`${cluster}/details`).reply(500, { message: 'crashed' });
  played.current.host.get(`${cluster}/details`).reply(403, { message: 'no' });
  await assert.rejects(played.current.operator.cluster(), { code: 'HOST_STATUS', message: /500 \("crashed"\)/ });
  await assert.rejects(played.current.operator.cluster(), { code: 'HOST_STATUS', message: /403 \("no"\)/ });
});

test('a cluster is read with what is there', async () => {
  played.current.host.get(`${cluster}/details`).reply(200, {
    metadata: { name: 'one' },
    spec: { hostIDs: ['edge-1', 'edge-2'], vip: '127.0.0.9' },
    status: {
      clusterState: 'Running',
      nodePools: [{ nodes: [{ nodeName: 'alpha', ipv4: '127.0.0.2', nodeState: 'Running' }, {}] }, {}],
    },
  });
  assert.deepEqual(await played.current.operator.cluster(), {
    name: 'one',
    state: 'Running',
    reason: '',
    hostIds: ['edge-1', 'edge-2'],
    nodes: [
      { name: 'alpha', address: '127.0.0.2', state: 'Running' },
      { name: '', address: '', state: '' },
    ],
  });
  assert.deepEqual(played.current.findings(), []);
});

test('a state that nobody publishes is a finding, and no state', async () => {
  const spec = { nodePools: [{ hosts: [{ hostID: 'edge-1' }, {}] }] };
  played.current.host.get(`${cluster}/details`).reply(200, { spec, status: { clusterState: 'Thriving' } });
  const found = await played.current.operator.cluster();
  assert.equal(found?.state, '');
  assert.deepEqual(found?.hostIds, ['edge-1']);
  assert.deepEqual(played.current.findings(), [
    'status.clusterState: "Provisioning" or "Running" or "Deleting" or "Error", not "Thriving"',
  ]);
});

test('what a node is up to is a condition that holds, or free text', async () => {
  const nodeStatus = (conditionType: string | undefined, status: string | undefined) => ({
    nodeName: 'alpha',
    edgeHostID: 'edge-1',
    ipv4: '127.0.0.2',
    nodeStatus: { conditionType, status },
  });
  const nodes = [
    nodeStatus('Ready', 'True'),
    nodeStatus('Ready', 'False'),
    nodeStatus('Ready', 'Running'),
    nodeStatus('Ready', undefined),
    {},
  ];
  played.current.host.get('/v1/edge-mgmt/clusters/current/nodes').reply(200, { nodes });
  const read = await played.current.operator.clusterNodes();
  assert.deepEqual(
    read.map(({ status }) => status),
    ['Ready', 'Not Ready', 'Running', 'Ready', ''],
  );
  assert.deepEqual(read[0], { name: 'alpha', hostId: 'edge-1', address: '127.0.0.2', status: 'Ready' });
});

test('pools are read, and a new one is asked for', async () => {
  const { bodies, match } = take(operations.addNodePool.asked?.body);
  const items = [{ name: 'master', isControlPlane: true, hosts: [{ hostUid: 'edge-1' }, {}] }, { name: 'workers' }];
  played.current.host.get(pools).reply(200, { items });
  played.current.host.post(pools, match).reply(201, {});
  assert.deepEqual(await played.current.operator.nodePools(), [
    { name: 'master', isControlPlane: true, hostIds: ['edge-1'] },
    { name: 'workers', isControlPlane: false, hostIds: [] },
  ]);
  assert.deepEqual(await played.current.operator.addNodePool({ name: 'more', isControlPlane: false, hosts }), accepted);
  assert.equal(bodies.at(-1)?.name, 'more');
  assert.deepEqual(played.current.findings(), ['items[1].hosts: a list, not nothing']);
});

test('a host is added to a pool, of which everything else stays', async () => {
  const { bodies, match } = take(operations.replaceNodePool.asked?.body);
  const pool = {
    name: 'workers',
    isControlPlane: false,
    size: 1,
    taints: [{ key: 'a' }],
    hosts: [{ hostUid: 'edge-0', nicName: 'eth0', vendor: { x: 1 } }],
    vendor: [1],
  };
  played.current.host.get(pools).reply(200, { items: [{ name: 'master', hosts: [] }, pool] });
  played.current.host.put(`${pools}/workers`, match).reply(200, { message: 'updated' });
  assert.deepEqual(await played.current.operator.addToNodePool('workers', hosts), accepted);
  assert.deepEqual(bodies.at(-1), {
    ...pool,
    size: 2,
    hosts: [...pool.hosts, { hostUid: 'edge-1', hostAddress: '127.0.0.2', hostName: 'alpha' }],
  });
});

test('an unknown pool is for the host to refuse', async () => {
  played.current.host.get(pools).reply(404, {});
  played.current.host.put(`${pools}/a%2F..%2Fb`, { name: 'a/../b' }).reply(404, { message: 'no such pool' });
  played.current.host.put(`${pools}/a%2F..%2Fb`).reply(404, { message: 'no such pool' });
  assert.deepEqual(await played.current.operator.addToNodePool('a/../b', hosts), {
    accepted: false,
    status: 404,
    reason: 'no such pool',
  });
});

test('nodes, pools and clusters are deleted by name', async () => {
  const { host, operator } = played.current;
  host.delete(`${pools}/workers/nodes/al%20pha`).reply(202, { message: 'draining' });
  host.delete(`${pools}/workers`).reply(403, { message: 'has nodes' });
  host.delete(cluster).reply(202, { message: 'deleting' });
  assert.deepEqual(await operator.removeNode('workers', 'al pha'), accepted);
  assert.deepEqual(await operator.removeNodePool('workers'), { accepted: false, status: 403, reason: 'has nodes' });
  assert.deepEqual(await operator.deleteCluster(), accepted);
  assert.deepEqual(played.current.findings(), []);
});
