import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { current, eventually, TestHost } from '../test-hosts';
import {
  assertRefused,
  clusterPath,
  createCluster,
  nodesPath,
  pool,
  poolsPath,
  showsReady,
  showsRunning,
  stateOf,
} from '../testing/cluster-operations';

const hosts: TestHost[] = [];
after(() => Promise.all(hosts.map((host) => host.close())));

/** Hosts, all linked to the first one. */
async function linked(count: number): Promise<TestHost[]> {
  const some = await Promise.all(
    Array.from({ length: count }, () => TestHost.boot({ cluster: { provisionSeconds: 0.02, removeSeconds: 0.02 } })),
  );
  hosts.push(...some);
  const [leader, ...others] = some as [TestHost, ...TestHost[]];
  const token = others.length > 0 ? await leader.token() : '';
  for (const answer of await Promise.all(others.map((host) => host.link(token)))) assert.equal(answer.status, 200);
  return some;
}

/** Resolves once the host reboots, as its log says: it may be back before anybody finds it away. */
function reboots(host: TestHost): Promise<void> {
  const boots = () => host.logs.filter((line) => line.includes('the host reboots')).length;
  const before = boots();
  return eventually(() => assert.ok(boots() > before, 'it did not reboot'));
}

describe('a cluster of three control plane nodes', () => {
  test('is led by all of them, until a delete leaves the one on which it was performed', async () => {
    const nodes = await linked(3);
    const [a, b, c] = nodes as [TestHost, TestHost, TestHost];
    await createCluster(a, pool('control', true, nodes));
    await eventually(() => showsRunning(nodes, nodes));
    for (const host of nodes) assert.equal(await stateOf(host), 'In-Use');

    const joined = [...nodes];
    for (const host of nodes) {
      const [another] = (await linked(1)) as [TestHost];
      assert.equal((await another.link(await host.token())).status, 200);
      joined.push(another);
    }
    for (const host of joined) {
      await eventually(async () => assert.equal((await host.peers()).length, 5));
    }
    for (const [index, host] of nodes.entries()) {
      const name = `pool-${index}`;
      const added = await host.call('POST', poolsPath, pool(name, false, joined.slice(3 + index, 4 + index)));
      assert.equal(added.status, 201, JSON.stringify(added.body));
    }
    await eventually(() => showsRunning(joined, joined));

    const rebooted = Promise.all(joined.map(reboots));
    assert.equal((await b.call('DELETE', clusterPath)).status, 202);
    assertRefused(await c.call('DELETE', clusterPath), 403, 'FOLLOWS');
    await rebooted;
    await eventually(() => showsReady(joined, b));
  });

  test('that is deleted on two of them at once has one leader afterwards, one of the two', async () => {
    const nodes = await linked(3);
    const [a, b, c] = nodes as [TestHost, TestHost, TestHost];
    await createCluster(a, pool('control', true, nodes));
    await eventually(() => showsRunning(nodes, nodes));
    const answers = await Promise.all([b.call('DELETE', clusterPath), c.call('DELETE', clusterPath)]);
    const accepted = answers.map(({ status }) => status === 202);
    assert.deepEqual([...accepted].sort(), [false, true], JSON.stringify(answers.map(({ body }) => body)));
    await eventually(() => showsReady(nodes, accepted[0] ? b : c));
  });
});

describe('a cluster that is scaled', () => {
  test('takes a worker in and gives it back, still linked, and then free to be unlinked', async () => {
    const [a, b, c] = (await linked(3)) as [TestHost, TestHost, TestHost];
    await createCluster(a, pool('control', true, [a]), pool('workers', false, []));
    await eventually(() => showsRunning([a, b, c], [a]));
    assert.equal(await stateOf(c), 'Ready');
    const put = await a.call('PUT', `${poolsPath}/workers`, pool('workers', false, [b, c]));
    assert.equal(put.status, 200, JSON.stringify(put.body));
    await eventually(() => showsRunning([a, b, c], [a, b, c]));
    assert.equal(await stateOf(c), 'In-Use');
    assertRefused(await a.call('POST', `${current}/unlink?peerId=${c.id}`), 400, 'IN_USE');

    const removed = await a.call('DELETE', `${poolsPath}/workers/nodes/${c.id}`);
    assert.equal(removed.status, 202, JSON.stringify(removed.body));
    await eventually(async () => {
      assert.equal(await stateOf(c), 'Ready');
      for (const host of [a, b]) {
        const { peers } = (await host.call('GET', `${current}/link/status`)).body;
        assert.equal(peers.find(({ id }: { id: string }) => id === c.id)?.status, 'Ready');
      }
    });
    await showsRunning([a, b, c], [a, b]);
    assert.equal(
      c.logs.some((line) => line.includes('the host reboots')),
      false,
    );
    assert.equal((await a.call('POST', `${current}/unlink?peerId=${c.id}`)).status, 200);
    await eventually(async () => assert.deepEqual(await c.peers(), []));
  });

  test('gets control plane nodes that lead once they run, and loses them again', async () => {
    const [a, b, c] = (await linked(3)) as [TestHost, TestHost, TestHost];
    await createCluster(a, pool('control', true, [a]));
    await eventually(() => showsRunning([a], [a]));
    assertRefused(
      await a.call('PUT', `${poolsPath}/control`, pool('control', true, [a, b])),
      400,
      'CONTROL_PLANE_SIZE',
    );
    assert.equal((await a.call('PUT', `${poolsPath}/control`, pool('control', true, [a, b, c]))).status, 200);
    await eventually(async () => assert.equal((await c.call('POST', `${current}/link/generate-token`)).status, 200));
    await eventually(() => showsRunning([a, b, c], [a, b, c]));

    assert.equal((await b.call('PUT', `${poolsPath}/control`, pool('control', true, [c]))).status, 200);
    await eventually(async () => {
      await showsRunning([a, b, c], [c]);
      assert.deepEqual(await Promise.all([a, b, c].map(stateOf)), ['Ready', 'Ready', 'In-Use']);
    });
    assertRefused(await a.call('POST', `${current}/link/generate-token`), 400, 'FOLLOWS');
    const { nodes } = (await a.call('GET', nodesPath)).body;
    assert.deepEqual(
      nodes.map((node: { edgeHostID: string }) => node.edgeHostID),
      [c.id],
    );
  });
});

test('a host without any link has a cluster of its own, and gets rid of it', async () => {
  const [alone] = (await linked(1)) as [TestHost];
  await alone.token();
  await createCluster(alone, pool('control', true, [alone]));
  await eventually(() => showsRunning([alone], [alone]));
  assertRefused(await alone.call('DELETE', `${current}/link/generate-token`), 400, 'IN_USE');
  assert.equal((await alone.call('DELETE', clusterPath)).status, 202);
  await eventually(async () => {
    assert.equal(await stateOf(alone), 'Ready');
    assert.equal((await alone.call('GET', clusterPath)).status, 404);
  });
  await createCluster(alone, pool('control', true, [alone]));
  await eventually(() => showsRunning([alone], [alone]));
});
