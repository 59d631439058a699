import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { z } from 'zod';
import { eventually, TestHost } from '../../test-hosts';
import {
  assertRefused,
  clusterBody,
  clusterPath,
  nodesPath,
  pool,
  poolsPath,
  showsRunning,
} from '../../testing/cluster-operations';

const nonEmpty = z.string().min(1);
const message = z.strictObject({ message: nonEmpty });
const health = z.strictObject({ status: z.enum(['Healthy', 'Unhealthy']), reason: z.string() });
const state = z.enum(['Provisioning', 'Running', 'Deleting', 'Error']);
const metadata = z.strictObject({
  name: nonEmpty,
  id: nonEmpty,
  creationTimestamp: z.iso.datetime(),
  labels: z.record(z.string(), z.string()).optional(),
});
const node = z.strictObject({ nodeName: nonEmpty, ipv4: z.ipv4(), nodeState: state, health });
const sentHost = { hostUid: nonEmpty, hostName: nonEmpty, hostAddress: z.ipv4() };
const poolShape = (host: z.ZodType) =>
  z.strictObject({
    name: nonEmpty,
    isControlPlane: z.boolean(),
    size: z.int(),
    hosts: z.array(host),
    labels: z.array(z.string()).optional(),
    additionalLabels: z.record(z.string(), z.string()).optional(),
  });
const summary = z.strictObject({ name: nonEmpty, isControlPlane: z.boolean(), archType: z.enum(['amd64', 'arm64']) });
const condition = z.strictObject({
  conditionType: nonEmpty,
  status: z.enum(['True', 'False', 'Unknown']),
  reason: z.string(),
  message: z.string(),
});

const shapes = {
  details: z.strictObject({
    metadata,
    spec: z.strictObject({
      hostIDs: z.array(nonEmpty),
      nodePools: z.array(
        z.strictObject({
          pool: summary,
          hosts: z.array(z.strictObject({ hostID: nonEmpty, hostName: nonEmpty, hostAddress: z.ipv4() })),
        }),
      ),
      ntpServers: z.array(z.string()),
      overlayCIDR: z.string(),
      sshKeys: z.array(z.string()),
      vip: z.string(),
    }),
    status: z.strictObject({
      agentVersion: nonEmpty,
      clusterConditions: z.array(
        z.strictObject({ type: nonEmpty, status: nonEmpty, reason: z.string(), message: z.string() }),
      ),
      clusterState: state,
      clusterStateReason: z.string(),
      health,
      isRebootPending: z.boolean(),
      nodePools: z.array(z.strictObject({ pool: summary, nodes: z.array(node) })),
      ntpServersApplied: z.boolean(),
      services: z.array(z.never()),
      sshKeysApplied: z.boolean(),
    }),
  }),
  configuration: z.strictObject({
    metadata,
    spec: z.strictObject({
      cloudConfig: z.strictObject({
        spec: z.strictObject({
          clusterConfig: z.strictObject({
            controlPlaneEndpoint: z.strictObject({ type: z.string(), host: z.string() }),
            ntpServers: z.array(z.string()).optional(),
          }),
          machinePoolConfig: z.array(poolShape(z.strictObject(sentHost))),
        }),
      }),
    }),
  }),
  pools: z.strictObject({ items: z.array(poolShape(z.strictObject({ ...sentHost, nodeInfo: node }))) }),
  nodes: z.strictObject({
    nodes: z.array(
      z.strictObject({
        edgeHostID: nonEmpty,
        nodeName: nonEmpty,
        ipv4: z.ipv4(),
        operatingSystem: nonEmpty,
        osImage: nonEmpty,
        nodeStatus: condition,
        nodeHealth: z.array(condition),
      }),
    ),
  }),
};

const hosts: TestHost[] = [];
after(() => Promise.all(hosts.map((host) => host.close())));

async function boot(): Promise<TestHost> {
  const host = await TestHost.boot({ cluster: { provisionSeconds: 0, removeSeconds: 0 } });
  hosts.push(host);
  return host;
}

const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;

describe('without a cluster', () => {
  let host: TestHost;
  before(async () => {
    host = await boot();
  });

  test('there are no nodes and no pools, and the cluster is not found', async () => {
    assertRefused(await host.call('GET', clusterPath), 404, 'CLUSTER_UNKNOWN');
    assertRefused(await host.call('GET', `${clusterPath}/details`), 404, 'CLUSTER_UNKNOWN');
    assert.deepEqual((await host.call('GET', nodesPath)).body, { nodes: [] });
    assert.deepEqual((await host.call('GET', poolsPath)).body, { items: [] });
  });

  test('there is nothing to change', async () => {
    const some = pool('some', false, []);
    const patch = { machinePoolConfigPatches: [{ op: 'add', path: '/labels', value: [] }] };
    assertRefused(await host.call('DELETE', clusterPath), 404, 'CLUSTER_UNKNOWN');
    assertRefused(await host.call('PATCH', clusterPath, {}), 404, 'CLUSTER_UNKNOWN');
    assertRefused(await host.call('POST', poolsPath, some), 404, 'CLUSTER_UNKNOWN');
    assertRefused(await host.call('PUT', `${poolsPath}/some`, some), 404, 'CLUSTER_UNKNOWN');
    assertRefused(await host.call('PATCH', `${poolsPath}/some`, patch), 404, 'CLUSTER_UNKNOWN');
    assertRefused(await host.call('DELETE', `${poolsPath}/some`), 404, 'CLUSTER_UNKNOWN');
    assertRefused(await host.call('DELETE', `${poolsPath}/some/nodes/one`), 404, 'CLUSTER_UNKNOWN');
  });

  const unusable: readonly (readonly [string, (own: TestHost) => unknown, string])[] = [
    ['no JSON', () => '{', 'BODY_INVALID'],
    ['a list', () => [], 'BODY_INVALID'],
    ['nothing in it', () => ({}), 'CLUSTER_NAME'],
    ['a name that is a number', (own) => clusterBody([pool('control', true, [own])], 7), 'BODY_INVALID'],
    ['a name of 300 characters', (own) => clusterBody([pool('control', true, [own])], 'n'.repeat(300)), 'CLUSTER_NAME'],
    ['a name that leads elsewhere', (own) => clusterBody([pool('control', true, [own])], '../north'), 'CLUSTER_NAME'],
    [
      'a name with a control character',
      (own) => clusterBody([pool('control', true, [own])], 'a\u0000b'),
      'CLUSTER_NAME',
    ],
    ['a virtual IP that is none', (own) => clusterBody([pool('control', true, [own])], 'north', 'a b'), 'BODY_INVALID'],
    ['pools that are none', () => clusterBody('none' as never), 'BODY_INVALID'],
    ['a pool without hosts named', () => clusterBody([{ name: 'control', isControlPlane: true }]), 'BODY_INVALID'],
    ['a host without an id', () => clusterBody([{ ...pool('control', true, []), hosts: [{}] }]), 'BODY_INVALID'],
    [
      'a stranger as a worker',
      (own) => clusterBody([pool('control', true, [own]), pool('w', false, [{ id: 'edge-1' }])]),
      'NODE_NOT_LINKED',
    ],
    ['nesting without end', () => `{"metadata":{"tags":{"one":{"two":${nested(50_000)}}}}}`, 'BODY_INVALID'],
    ['a prototype', () => '{"__proto__":{"metadata":{"name":"north"}}}', 'BODY_INVALID'],
    ['a prototype further in', () => '{"metadata":{"labels":{"__proto__":"x"}}}', 'BODY_INVALID'],
  ];
  for (const [what, body, code] of unusable) {
    test(`none is created from ${what}`, async () => {
      assertRefused(await host.call('POST', clusterPath, body(host)), 400, code);
      assert.equal((await host.call('GET', clusterPath)).status, 404);
    });
  }

  test('none is created from a body that is too large', async () => {
    const labels = { metadata: { labels: { one: 'x'.repeat(200_000) } } };
    assertRefused(await host.call('POST', clusterPath, labels), 413, 'BODY_TOO_LARGE');
  });
});

describe('with a cluster', () => {
  let leader: TestHost;
  let worker: TestHost;
  let spare: TestHost;
  before(async () => {
    [leader, worker, spare] = (await Promise.all([boot(), boot(), boot()])) as [TestHost, TestHost, TestHost];
    const token = await leader.token();
    await Promise.all([worker.link(token), spare.link(token)]);
    const body = clusterBody([pool('control', true, [leader]), pool('workers', false, [worker])]);
    const created = await leader.call('POST', clusterPath, body);
    assert.equal(created.status, 202, JSON.stringify(created.body));
    message.parse(created.body);
    await eventually(() => showsRunning([leader, worker, spare], [leader, worker]));
  });

  const workers = async () => {
    const { items } = (await leader.call('GET', poolsPath)).body;
    return items.find(({ name }: { name: string }) => name === 'workers');
  };
  const patched = (...machinePoolConfigPatches: object[]) =>
    leader.call('PATCH', `${poolsPath}/workers`, { machinePoolConfigPatches });

  test('every host of the group shows it in the published shapes', async () => {
    for (const host of [leader, worker, spare]) {
      shapes.details.parse((await host.call('GET', `${clusterPath}/details`)).body);
      const { spec } = shapes.configuration.parse((await host.call('GET', clusterPath)).body);
      assert.equal(spec.cloudConfig.spec.clusterConfig.controlPlaneEndpoint.host, '10.0.0.9');
      shapes.pools.parse((await host.call('GET', poolsPath)).body);
      const { nodes } = shapes.nodes.parse((await host.call('GET', nodesPath)).body);
      assert.deepEqual(
        nodes.map(({ nodeStatus }) => [nodeStatus.conditionType, nodeStatus.status]),
        [
          ['Ready', 'True'],
          ['Ready', 'True'],
        ],
      );
    }
  });

  test('a second one is refused', async () => {
    const another = clusterBody([pool('control', true, [leader])], 'south');
    assertRefused(await leader.call('POST', clusterPath, another), 409, 'CLUSTER_EXISTS');
  });

  test('followers, in it or beside it, change nothing', async () => {
    const some = pool('some', false, []);
    for (const host of [worker, spare]) {
      assertRefused(await host.call('DELETE', clusterPath), 403, 'FOLLOWS');
      assertRefused(await host.call('POST', poolsPath, some), 400, 'FOLLOWS');
      assertRefused(await host.call('PUT', `${poolsPath}/workers`, some), 403, 'FOLLOWS');
      assertRefused(await host.call('DELETE', `${poolsPath}/workers`), 403, 'FOLLOWS');
      assertRefused(await host.call('DELETE', `${poolsPath}/workers/nodes/one`), 400, 'FOLLOWS');
    }
  });

  test('its configuration is changed, and what is fixed stays', async () => {
    const ntpServers = { spec: { cloudConfig: { spec: { clusterConfig: { ntpServers: ['time.example'] } } } } };
    const changed = await leader.call('PATCH', clusterPath, ntpServers);
    assert.equal(changed.status, 202);
    message.parse(changed.body);
    const whole = (await leader.call('GET', clusterPath)).body;
    assert.deepEqual(whole.spec.cloudConfig.spec.clusterConfig.ntpServers, ['time.example']);
    assert.equal(whole.spec.cloudConfig.spec.clusterConfig.controlPlaneEndpoint.host, '10.0.0.9');
    assert.equal((await leader.call('PATCH', clusterPath, whole)).status, 202);
    const [control] = whole.spec.cloudConfig.spec.machinePoolConfig;
    for (const wrong of [
      clusterBody([], 'south'),
      clusterBody([], 'north', '10.0.0.10'),
      clusterBody([{ ...control, hosts: [] }]),
      clusterBody([{ ...control, labels: ['another'] }]),
    ]) {
      assertRefused(await leader.call('PATCH', clusterPath, wrong), 400, 'CLUSTER_FIXED');
    }
    await eventually(async () => assert.deepEqual((await spare.call('GET', clusterPath)).body, whole));
  });

  test('pools and nodes that are not there are not found, whatever they are called', async () => {
    for (const name of ['none', 'constructor', '__proto__', '..%2F..', '%00', 'n'.repeat(300)]) {
      assertRefused(await leader.call('DELETE', `${poolsPath}/${name}`), 404, 'POOL_UNKNOWN');
      assertRefused(await leader.call('DELETE', `${poolsPath}/workers/nodes/${name}`), 404, 'NODE_UNKNOWN');
    }
  });

  test('pools are added, changed and removed with the published answers', async () => {
    const added = await leader.call('POST', poolsPath, { ...pool('more', false, [spare]), labels: ['gpu'], size: 7 });
    assert.equal(added.status, 201);
    message.parse(added.body);
    assertRefused(await leader.call('POST', poolsPath, pool('more', false, [])), 409, 'POOL_EXISTS');
    await eventually(() => showsRunning([leader, worker, spare], [leader, worker, spare]));
    const { items } = shapes.pools.parse((await leader.call('GET', poolsPath)).body);
    assert.deepEqual([items[2]?.labels, items[2]?.size], [['gpu'], 1]);
    const { name: _, isControlPlane: __, ...unnamed } = { ...pool('', false, [spare]), labels: ['arm'] };
    const changed = await leader.call('PUT', `${poolsPath}/more`, unnamed);
    assert.equal(changed.status, 200);
    message.parse(changed.body);
    const removed = await leader.call('DELETE', `${poolsPath}/more`);
    assert.equal(removed.status, 202);
    message.parse(removed.body);
    await eventually(() => showsRunning([leader, worker, spare], [leader, worker]));
  });

  test('a pool is patched', async () => {
    const answer = await patched(
      { op: 'add', path: '/additionalLabels', value: { 'a/b': 'one', constructor: 'two' } },
      { op: 'replace', path: '/additionalLabels/a~1b', value: 'three' },
      { op: 'add', path: '/labels', value: ['x', 'y'] },
      { op: 'remove', path: '/labels/0' },
    );
    assert.equal(answer.status, 200, JSON.stringify(answer.body));
    message.parse(answer.body);
    const { additionalLabels, labels } = await workers();
    assert.deepEqual([additionalLabels, labels], [{ 'a/b': 'three', constructor: 'two' }, ['y']]);
    assert.equal((await patched({ op: 'remove', path: '/labels' })).status, 200);
    assert.equal((await workers()).labels, undefined);
  });

  test('a host is added to a pool by a patch, and taken out of it by name', async () => {
    await eventually(async () => {
      const answer = await patched({ op: 'add', path: '/hosts/-', value: { hostUid: spare.id } });
      assert.equal(answer.status, 200, JSON.stringify(answer.body));
    });
    await eventually(() => showsRunning([leader, worker, spare], [leader, worker, spare]));
    const removed = await leader.call('DELETE', `${poolsPath}/workers/nodes/${spare.id}`);
    assert.equal(removed.status, 202);
    message.parse(removed.body);
    await eventually(() => showsRunning([leader, worker, spare], [leader, worker]));
  });

  const bad: readonly (readonly [string, object, string])[] = [
    ['nothing there', { op: 'remove', path: '/taints/0' }, 'POOL_INVALID'],
    ['no pointer', { op: 'replace', path: 'labels', value: [] }, 'POOL_INVALID'],
    ['the whole pool', { op: 'replace', path: '', value: {} }, 'POOL_INVALID'],
    ['no value', { op: 'add', path: '/labels' }, 'POOL_INVALID'],
    ['a length', { op: 'replace', path: '/hosts/length', value: 4_294_967_295 }, 'POOL_INVALID'],
    ['an index beyond the end', { op: 'add', path: '/hosts/7', value: { hostUid: 'edge-1' } }, 'POOL_INVALID'],
    ['a prototype', { op: 'add', path: '/__proto__/polluted', value: 'yes' }, 'POOL_INVALID'],
    ['a prototype at the end', { op: 'add', path: '/additionalLabels/__proto__', value: {} }, 'POOL_INVALID'],
    ['a constructor', { op: 'add', path: '/constructor/prototype/polluted', value: 'yes' }, 'POOL_INVALID'],
    ['what is no pool', { op: 'replace', path: '/hosts', value: 'all' }, 'POOL_INVALID'],
    ['another name', { op: 'replace', path: '/name', value: 'others' }, 'POOL_NAME'],
    ['a stranger', { op: 'add', path: '/hosts/-', value: { hostUid: 'edge-1' } }, 'NODE_NOT_LINKED'],
    ['an unknown operation', { op: 'move', path: '/labels', from: '/name' }, 'BODY_INVALID'],
  ];
  for (const [what, patch, code] of bad) {
    test(`a patch to ${what} changes nothing`, async () => {
      const pool = await workers();
      assertRefused(await patched({ op: 'add', path: '/osType', value: 'Linux' }, patch), 400, code);
      assert.deepEqual(await workers(), pool);
      assert.equal(({} as { polluted?: unknown }).polluted, undefined);
    });
  }

  test('bodies of the wrong shape change nothing', async () => {
    const before = (await leader.call('GET', poolsPath)).body;
    for (const body of ['{', [], {}, { hosts: 1 }, { ...pool('more', false, []), maxSize: 'many' }]) {
      assertRefused(await leader.call('POST', poolsPath, body), 400, 'BODY_INVALID');
      assertRefused(await leader.call('PUT', `${poolsPath}/workers`, body), 400, 'BODY_INVALID');
      assertRefused(await leader.call('PATCH', `${poolsPath}/workers`, body), 400, 'BODY_INVALID');
    }
    assertRefused(await leader.call('POST', poolsPath, pool('a/b', false, [])), 400, 'POOL_NAME');
    assert.deepEqual((await leader.call('GET', poolsPath)).body, before);
  });
});
