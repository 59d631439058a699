import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { AgentOptions } from '../../..';
import { eventually } from '../../../test-hosts';
import { createCluster, pool, poolsPath, showsReady, showsRunning } from '../../../testing/cluster-operations';
import { TestTime } from '../../../testing/test-time';
import { hostsOfFile } from '../../testing/hosts';
import { elementOf, factsOf, reasonOf, rowsOf, textOf } from '../../testing/html';
import type { Visitor } from '../../testing/visitor';

const { visit, boot } = hostsOfFile();
const script = '<img src=x onerror=alert(1)>';
const quick = { provisionSeconds: 0, removeSeconds: 0 };

type Linked = readonly [Visitor, ...Visitor[]];

/** A leader and its followers, each with somebody at its pages. */
async function linked(names: readonly string[], change: Partial<AgentOptions> = {}): Promise<Linked> {
  const hosts = await Promise.all(names.map((hostName) => boot({ hostName, cluster: quick, ...change })));
  const [leader, ...followers] = hosts;
  assert(leader);
  for (const follower of followers) assert.equal((await follower.link(await leader.token())).status, 200);
  await eventually(async () => assert.equal((await leader.peers()).length, followers.length));
  return (await Promise.all(hosts.map(visit))) as unknown as Linked;
}

const nodes = async (visitor: Visitor) => (await visitor.get('/cluster?tab=nodes')).html;

/** Names and states of the nodes of a pool, as the Nodes tab shows them. */
async function nodesOf(visitor: Visitor, name: string): Promise<readonly (readonly string[])[]> {
  return rowsOf(regionOf(await nodes(visitor), name)).map((cells) => [cells[0] ?? '', cells[3] ?? '']);
}

/** The part of the page that is named by this pool. */
function regionOf(html: string, name: string): string {
  const begin = html.indexOf(`aria-labelledby="pool-${name}"`);
  return begin < 0 ? '' : html.slice(begin, html.indexOf('</section>', begin));
}

/** Once it runs, seen from the leader's pages. */
async function running(visitors: Linked, ...pools: readonly object[]): Promise<Visitor> {
  const [leader] = visitors;
  await createCluster(leader.host, ...pools);
  await eventually(async () => assert.equal(factsOf(await nodes(leader)).Status, 'Running'));
  return leader;
}

describe('a cluster', () => {
  test('is shown on all hosts of the group, while it comes up and once it runs', async () => {
    const visitors = await linked(['alpha', script], { cluster: { provisionSeconds: 600 } });
    const [leader, follower] = visitors;
    assert(follower);
    await createCluster(leader.host, pool('masters', true, [leader.host]), pool('workers', false, [follower.host]));
    for (const visitor of visitors) {
      await eventually(async () => {
        const html = await nodes(visitor);
        assert.deepEqual(
          Object.entries(factsOf(html)),
          Object.entries({
            Name: 'north',
            Status: 'Provisioning',
            Reason: '0 of 2 nodes run.',
            'Virtual IP address': '10.0.0.9',
          }),
        );
        assert.match(html, /<progress max="2" value="0"/);
      });
      const html = await nodes(visitor);
      const [row] = rowsOf(regionOf(html, 'workers'));
      assert.deepEqual(row?.slice(0, 1), [script]);
      assert.deepEqual(row?.slice(2, 4), [follower.host.id, 'Provisioning']);
      assert.doesNotMatch(html, /<img/);
    }
  });

  test('has two tabs, each with an address of its own', async () => {
    const visitors = await linked(['alpha']);
    const leader = await running(visitors, pool('masters', true, [visitors[0].host]));
    const overview = (await leader.get('/cluster')).html;
    assert.match(overview, /id="tab-Overview"[^>]* aria-selected="true"/);
    assert.equal(factsOf(overview)['Node pools'], 'masters (1)');
    assert.equal(factsOf(overview).Profile, 'Built-in');
    const tab = await nodes(leader);
    assert.match(tab, /id="tab-Nodes"[^>]* aria-selected="true"/);
    assert.match(tab, /id="tab-Overview"[^>]* aria-selected="false"/);
  });

  test('is changed and deleted on its control plane only: elsewhere the page says so', async () => {
    const visitors = await linked(['alpha', 'beta']);
    const [leader, follower] = visitors;
    assert(follower);
    await running(visitors, pool('masters', true, [leader.host]), pool('workers', false, [follower.host]));
    await eventually(async () => assert.equal(factsOf(await nodes(follower)).Status, 'Running'));
    const html = await nodes(follower);
    const buttons = ['delete', 'add-pool', 'pool-workers-edit', 'pool-workers-remove', `delete-${follower.host.id}`];
    for (const id of buttons) assert.match(reasonOf(html, id) ?? '', /Host "beta" follows another host/, id);
    const onLeader = await nodes(leader);
    for (const id of buttons) assert.equal(reasonOf(onLeader, id), undefined, id);
    assert.match(String((await follower.act('/cluster/delete')).refused), /follows another host/);
  });
});

describe('the Nodes tab', () => {
  test('adds hosts to a pool and takes them out again', async () => {
    const visitors = await linked(['alpha', 'beta', 'gamma']);
    const [, beta, gamma] = visitors.map(({ host }) => host);
    assert(beta && gamma);
    const masters = pool('masters', true, [visitors[0].host]);
    const leader = await running(visitors, masters, pool('workers', false, [beta]));
    const offered = textOf(elementOf(await nodes(leader), 'pool-workers-dialog-free'));
    assert.match(offered, /gamma \(127/);
    assert.doesNotMatch(offered, /alpha|beta/);
    const form = { pool: 'workers', shown: beta.id, host: [beta.id, gamma.id] };
    assert.deepEqual(await leader.act('/cluster/pools/configure', form), { done: 'Node pool "workers" was changed.' });
    const both = [
      ['beta', 'Running'],
      ['gamma', 'Running'],
    ];
    await eventually(async () => assert.deepEqual(await nodesOf(leader, 'workers'), both));
    const { done } = await leader.act('/cluster/nodes/delete', { pool: 'workers', node: beta.id });
    assert.equal(done, 'The node is being removed.');
    await eventually(async () => assert.deepEqual(await nodesOf(leader, 'workers'), [['gamma', 'Running']]));
    await eventually(async () => assert.doesNotMatch(textOf(await nodes(leader)), /Leaving the cluster/));
    await showsRunning([leader.host], [leader.host, gamma]);
  });

  test('changes only what the person saw: who came to a pool meanwhile stays', async () => {
    const visitors = await linked(['alpha', 'beta', 'gamma']);
    const [, beta, gamma] = visitors.map(({ host }) => host);
    assert(beta && gamma);
    const workers = pool('workers', false, [beta, gamma]);
    const leader = await running(visitors, pool('masters', true, [visitors[0].host]), workers);
    await leader.act('/cluster/pools/configure', { pool: 'workers', shown: beta.id });
    await eventually(async () => assert.deepEqual(await nodesOf(leader, 'workers'), [['gamma', 'Running']]));
  });

  test('grows and shrinks a control plane by pairs, keeps its settings, and refuses anything else in words', async () => {
    const visitors = await linked(['alpha', 'beta', 'gamma']);
    const [alpha, beta, gamma] = visitors.map(({ host }) => host);
    assert(alpha && beta && gamma);
    const leader = await running(visitors, { ...pool('masters', true, [alpha]), labels: ['kept'] });
    const even = { pool: 'masters', shown: alpha.id, host: [alpha.id, beta.id] };
    const { refused } = await leader.act('/cluster/pools/configure', even);
    assert.match(String(refused), /A control plane of 2 nodes is not possible; it needs an odd number/);
    const odd = { ...even, host: [alpha.id, beta.id, gamma.id] };
    assert.equal((await leader.act('/cluster/pools/configure', odd)).refused, undefined);
    const three = ['alpha', 'beta', 'gamma'].map((name) => [name, 'Running']);
    await eventually(async () => assert.deepEqual(await nodesOf(leader, 'masters'), three));
    const reason = reasonOf(await nodes(leader), `delete-${beta.id}`) ?? '';
    assert.match(reason, /A control plane of 2 nodes is not possible/);
    assert.equal((await leader.act('/cluster/nodes/delete', { pool: 'masters', node: beta.id })).refused, reason);
    const one = { pool: 'masters', shown: [alpha.id, beta.id, gamma.id], host: [alpha.id] };
    assert.equal((await leader.act('/cluster/pools/configure', one)).refused, undefined);
    await eventually(async () => assert.deepEqual(await nodesOf(leader, 'masters'), [['alpha', 'Running']]));
    const { items } = (await alpha.call('GET', poolsPath)).body;
    assert.deepEqual(items[0].labels, ['kept']);
  });

  test('adds and removes pools', async () => {
    const visitors = await linked(['alpha', 'beta']);
    const beta = visitors[1]?.host;
    assert(beta);
    const leader = await running(visitors, pool('masters', true, [visitors[0].host]));
    for (const name of [script, 'masters', '']) {
      const { refused } = await leader.act('/cluster/pools', { pool: name });
      assert.match(String(refused), /is no name for a node pool|has a node pool "masters" already/);
    }
    const { done } = await leader.act('/cluster/pools', { pool: 'workers', host: beta.id });
    assert.equal(done, 'Node pool "workers" was added.');
    await eventually(async () => assert.deepEqual(await nodesOf(leader, 'workers'), [['beta', 'Running']]));
    assert.match(
      reasonOf(await nodes(leader), 'pool-masters-remove') ?? '',
      /is the control plane; delete the cluster/,
    );
    await leader.act('/cluster/nodes/delete', { pool: 'workers', node: beta.id });
    assert.match(textOf(regionOf(await nodes(leader), 'workers')), /No host is in this pool/);
    const removed = await leader.act('/cluster/pools/delete', { pool: 'workers' });
    assert.equal(removed.done, 'Node pool "workers" is being removed.');
    assert.equal(regionOf(await nodes(leader), 'workers'), '');
    assert.match(String((await leader.act('/cluster/pools/delete', { pool: 'workers' })).refused), /has no node pool/);
  });

  test('shows which node is not well, and why', async () => {
    const time = new TestTime();
    const [leader, follower] = [await boot({ hostName: 'alpha', cluster: quick }), await boot({ clock: time.clock() })];
    assert.equal((await follower.link(await leader.token())).status, 200);
    await createCluster(leader, pool('masters', true, [leader]));
    const visitor = await visit(follower);
    const status = async () => (await nodesOf(visitor, 'masters'))[0]?.[1] ?? '';
    await eventually(async () => assert.equal(await status(), 'Running'));
    await leader.agent.close();
    await eventually(async () => {
      time.pass(1);
      assert.match(await status(), /^Running \S/);
    });
  });
});

test('deleting a cluster is said while it goes on, and afterwards there is none on any host', async () => {
  const visitors = await linked(['alpha', 'beta'], { cluster: { provisionSeconds: 0, removeSeconds: 0.3 } });
  const [alpha, beta] = visitors.map(({ host }) => host);
  assert(alpha && beta);
  const leader = await running(visitors, pool('masters', true, [alpha]), pool('workers', false, [beta]));
  assert.deepEqual(await leader.act('/cluster/delete'), { done: 'The cluster is being deleted; its hosts reboot.' });
  const html = await nodes(leader);
  assert.equal(factsOf(html).Status, 'Deleting');
  for (const id of ['add-pool', 'pool-workers-edit', `delete-${beta.id}`]) {
    assert.match(reasonOf(html, id) ?? '', /is being deleted; wait until its hosts are Ready/, id);
  }
  for (const visitor of visitors) {
    await eventually(async () => assert.match(textOf((await visitor.get('/cluster')).html), /There is no cluster/));
  }
  await eventually(() => showsReady([alpha, beta], alpha));
  assert.equal(reasonOf((await leader.get('/cluster')).html, 'create'), undefined);
});
