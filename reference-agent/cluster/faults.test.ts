import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { current } from '../test-hosts';
import {
  clusterPath,
  createCluster,
  pool,
  poolsPath,
  showsReady,
  showsRunning,
  stateOf,
} from '../testing/cluster-operations';
import { faultyHosts } from '../testing/faulty-hosts';

const names = ['a', 'b', 'c'] as const;
type Name = (typeof names)[number];

const ends: (() => void)[] = [];
after(() => {
  for (const end of ends) end();
});

/** Three linked hosts on machines that can fail; `a` leads. Nodes take their time. */
async function group() {
  const linked = await faultyHosts(names, { cluster: { provisionSeconds: 5, removeSeconds: 5 } });
  const { site, machine, host, boot } = linked;
  ends.push(linked.end);
  const all = () => names.map(host);
  const runs = () => site.until(() => showsRunning(all(), all()));
  const ready = (leader: Name) => site.until(() => showsReady(all(), host(leader)));

  /** Resolves once the host shows itself in this state as a node. */
  const isAt = (name: Name, state: string) =>
    site.until(async () => {
      const { items } = (await host(name).call('GET', poolsPath)).body;
      const nodes = items.flatMap(
        (item: { hosts: { hostUid: string; nodeInfo: { nodeState: string } }[] }) => item.hosts,
      );
      const own = nodes.find((node: { hostUid: string }) => node.hostUid === host(name).id);
      assert.equal(own?.nodeInfo.nodeState, state);
    });
  const cutPower = async (name: Name) => {
    machine(name).kill();
    await boot(name);
  };
  return { site, machine, host, boot, all, runs, ready, isAt, cutPower };
}

for (const victim of ['a', 'b'] as const) {
  describe(`the power of ${victim === 'a' ? 'the host that acts' : 'another control plane node'} is cut`, () => {
    test('while the cluster is being provisioned: it is formed all the same', async () => {
      const { host, all, runs, isAt, cutPower } = await group();
      await createCluster(host('a'), pool('control', true, all()));
      await isAt(victim, 'Provisioning');
      await cutPower(victim);
      await runs();
    });

    test('while the cluster is being deleted: all are Ready, linked, and led by the host of the delete', async () => {
      const { site, host, all, runs, ready, isAt, cutPower } = await group();
      await createCluster(host('a'), pool('control', true, all()));
      await runs();
      const answer = await site.during(host('a').call('DELETE', clusterPath));
      assert.equal(answer.status, 202, JSON.stringify(answer.body));
      await isAt(victim, 'Deleting');
      await cutPower(victim);
      await ready('a');
    });
  });
}

test('a node that is off while its cluster is deleted gives its work up once it is back', async () => {
  const { site, machine, host, boot, all, runs, ready } = await group();
  await createCluster(host('a'), pool('control', true, all()));
  await runs();
  machine('c').kill();
  const answer = await site.during(host('b').call('DELETE', clusterPath));
  assert.equal(answer.status, 202, JSON.stringify(answer.body));
  await site.until(async () => {
    for (const name of ['a', 'b'] as const) {
      assert.equal(await stateOf(host(name)), 'Ready');
      assert.equal((await host(name).call('GET', clusterPath)).status, 404);
    }
  });
  await boot('c');
  await ready('b');
});

test('a worker that is off does not hold up that it is taken out of its pool', async () => {
  const { site, machine, host, boot, runs } = await group();
  await createCluster(host('a'), pool('control', true, [host('a')]), pool('workers', false, [host('b'), host('c')]));
  await runs();
  machine('c').kill();
  const answer = await host('a').call('DELETE', `${poolsPath}/workers/nodes/${host('c').id}`);
  assert.equal(answer.status, 202, JSON.stringify(answer.body));
  await boot('c');
  await site.until(async () => {
    assert.equal(await stateOf(host('c')), 'Ready');
    const { peers } = (await host('a').call('GET', `${current}/link/status`)).body;
    const seen = peers.find(({ id }: { id: string }) => id === host('c').id);
    assert.deepEqual([seen?.status, seen?.health.status], ['Ready', 'Healthy']);
  });
  const again = await host('a').call('PUT', `${poolsPath}/workers`, pool('workers', false, [host('b'), host('c')]));
  assert.equal(again.status, 200, JSON.stringify(again.body));
  await runs();
});

test('with one of three control plane nodes lost, the others go on leading', async () => {
  const { site, machine, host, all, runs, boot } = await group();
  await createCluster(host('a'), pool('control', true, all()));
  await runs();
  machine('a').kill();
  const added = await site.during(host('b').call('POST', poolsPath, pool('workers', false, [])));
  assert.equal(added.status, 201, JSON.stringify(added.body));
  await site.until(async () => {
    const { items } = (await host('c').call('GET', poolsPath)).body;
    assert.equal(items.length, 2);
  });
  await boot('a');
  await site.until(async () => {
    assert.equal((await host('a').call('GET', poolsPath)).body.items.length, 2);
    assert.equal((await host('a').call('POST', `${current}/link/generate-token`)).status, 200);
  });
});
