import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { eventually } from '../../../../test-hosts';
import { clusterPath } from '../../../../testing/cluster-operations';
import { formOf, uploadPath } from '../../../../testing/forms';
import { hostsOfFile } from '../../../testing/hosts';
import { alertsOf, elementOf, factsOf, fieldOf, reasonOf, textOf } from '../../../testing/html';
import { Wizard } from '../testing/wizard';

const { visited, visit, group, boot } = hostsOfFile();
const script = '<img src=x onerror=alert(1)>';

describe('a host without a cluster', () => {
  test('offers to create one', async () => {
    const html = (await (await visited()).get('/cluster')).html;
    assert.match(textOf(html), /There is no cluster/);
    assert.equal(reasonOf(html, 'create'), undefined);
  });

  test('that follows another one says why it does not, on every way to it', async () => {
    const [, follower] = await group('alpha', 'beta');
    assert(follower);
    const reason = reasonOf((await follower.get('/cluster')).html, 'create') ?? '';
    assert.match(reason, /Host "beta" follows another host; do this on its leader/);
    const wizard = new Wizard(follower);
    assert.match(textOf(await wizard.shown()), /follows another host/);
    assert.equal(await wizard.send({ name: 'north' }), reason);
    assert.equal(await wizard.send({ name: 'north', do: 'create' }), reason);
  });
});

describe('the steps', () => {
  test('lead to a cluster with everything that was filled in', async () => {
    const [leader, second, third, worker] = await group('alpha', 'beta', 'gamma', script);
    assert(leader && second && third && worker);
    const wizard = new Wizard(leader);
    assert.match(await wizard.shown(), /<h2>Basic information<\/h2>/);
    await wizard.next({ name: ' north ', tags: 'site:hall 3, test' });
    assert.match(await wizard.shown(), /<h2>Profile<\/h2>/);
    await wizard.next({ profile: '' });
    assert.match(await wizard.shown(), /<h2>Cluster config<\/h2>/);
    const [key, other] = ['ssh-ed25519 AAAA someone', 'ssh-rsa BBBB'];
    await wizard.next({
      virtualIp: '10.0.0.9',
      ntpServers: 'ntp.example, 10.0.0.1',
      sshKeys: `${key}\r\n\r\n${other}\r\n`,
      overlayCidr: '192.168.0.0/24',
    });
    assert.match(await wizard.shown(), /<h2>Node config<\/h2>/);
    await wizard.add(0, second.host, third.host);
    await wizard.next({ do: 'add-pool', 'pool-0': 'masters' });
    await wizard.add(1, worker.host);
    await wizard.next({ 'pool-0': 'masters', 'pool-1': 'workers' });
    const review = await wizard.shown();
    const facts = factsOf(review);
    assert.equal(facts['Cluster name'], 'north');
    assert.equal(facts.Profile, 'Built-in');
    assert.match(facts['masters (control plane)'] ?? '', /^alpha \(127\S+\) beta \(127\S+\) gamma \(127\S+\)$/);
    assert.ok(facts.workers?.startsWith(script));
    assert.doesNotMatch(review, /<img/);
    await wizard.next({ do: 'create' });
    assert.equal(wizard.address, '/cluster');

    const sent = (await leader.host.call('GET', clusterPath)).body;
    assert.deepEqual(sent.metadata.tags, { site: { value: 'hall 3' }, test: {} });
    assert.deepEqual(sent.spec.cloudConfig.spec.clusterConfig, {
      controlPlaneEndpoint: { type: 'VIP', host: '10.0.0.9' },
      ntpServers: ['ntp.example', '10.0.0.1'],
      sshKeys: [key, other],
      overlayNetworkConfiguration: { enable: true, cidr: '192.168.0.0/24' },
    });
    const page = (await leader.get('/cluster')).html;
    assert.deepEqual(Object.keys(factsOf(page)).slice(0, 4), ['Name', 'Status', 'Reason', 'Virtual IP address']);
    assert.equal(factsOf(page).Tags, 'site:hall 3, test');
    assert.equal(factsOf(page)['SSH keys'], `${key} ${other}`);
    await eventually(async () => {
      const { Status, Reason } = factsOf((await leader.get('/cluster')).html);
      assert.deepEqual([Status, Reason], ['Running', '4 of 4 nodes run.']);
    });
    // Somebody who comes back to it finds out.
    assert.match(textOf((await leader.get('/cluster/create')).html), /There is a cluster already, "north"/);
  });

  test('lead to a cluster of one host without more than a name', async () => {
    const visitor = await visited();
    const wizard = new Wizard(visitor);
    await wizard.toNodes({ virtualIp: '' });
    await wizard.next();
    await wizard.next({ do: 'create' });
    assert.equal(factsOf((await visitor.get('/cluster')).html).Name, 'north');
  });

  test('keep what was filled in, back and forth and over reloads, for each who fills it in', async () => {
    const visitor = await visited();
    const [wizard, other] = [new Wizard(visitor), new Wizard(visitor)];
    await wizard.next({ name: 'north', tags: '"><script>' });
    await other.next({ name: 'south' });
    await wizard.next();
    await wizard.next({ do: 'back' });
    await wizard.next({ do: 'back' });
    const html = await wizard.shown();
    assert.equal(fieldOf(html, 'name'), 'north');
    assert.equal(fieldOf(html, 'tags'), '"><script>');
    assert.doesNotMatch(html, /"><script>/);
    await other.next({ do: 'back' });
    assert.equal(fieldOf(await other.shown(), 'name'), 'south');
  });

  test('keep what was refused, too', async () => {
    const wizard = new Wizard(await visited());
    await wizard.next({ name: 'north' });
    await wizard.next();
    assert.match((await wizard.send({ virtualIp: '10.0.0.999' })) ?? '', /"10\.0\.0\.999" is no IP address/);
    assert.equal(fieldOf(await wizard.shown(), 'virtual-ip'), '10.0.0.999');
  });

  test('begin again where the host does not know any more what was filled in', async () => {
    const visitor = await visited();
    const lost = new Wizard(visitor);
    await lost.next({ name: 'first' });
    for (let others = 0; others < 16; others += 1) await new Wizard(visitor).next({ name: 'other' });
    const html = await lost.shown();
    assert.match(html, /<h2>Basic information<\/h2>/);
    assert.match(textOf(html), /not kept any longer .* begin again/);
    assert.equal(fieldOf(html, 'name'), '');
    assert.doesNotMatch(elementOf(html, 'step'), /draft=/);
  });

  test('offer a bundle that was uploaded as profile', async () => {
    const visitor = await visited();
    const { body, headers } = formOf({ name: `profile ${script}`, content: Buffer.from('x') });
    await visitor.host.call('POST', uploadPath, body, headers);
    const wizard = new Wizard(visitor);
    await wizard.next({ name: 'north' });
    const html = await wizard.shown();
    assert.match(textOf(elementOf(html, 'profile')), /Built-in profile <img/);
    assert.doesNotMatch(html, /<img/);
    await wizard.next({ profile: `profile ${script}` });
    await wizard.next();
    await wizard.next();
    await wizard.next({ do: 'create' });
    const { body: sent } = await visitor.host.call('GET', clusterPath);
    assert.equal(sent.spec.archiveUploadPath, `profile ${script}`);
    assert.equal(factsOf((await visitor.get('/cluster')).html).Profile, `profile ${script}`);
  });

  test('work without a script, too', async () => {
    const visitor = await visited();
    const refused = await visitor.post('/cluster/create/step', { name: 'no name' });
    assert.equal(refused.status, 422);
    assert.match(alertsOf(refused.html)[0] ?? '', /"no name" is no name for a cluster/);
    const { status, headers } = await visitor.post('/cluster/create/step', { name: 'north' });
    assert.equal(status, 303);
    assert.match(String(headers.location), /^\/cluster\/create\?draft=[0-9a-f]{32}&step=profile$/);
  });
});

describe('what would not do is refused in words where it is filled in:', () => {
  const names = ['', ' ', script, 'x'.repeat(64), '-north', 'north/south'];
  for (const name of names) {
    test(`the name ${JSON.stringify(name)}`, async () => {
      const wizard = new Wizard(await visited());
      assert.match((await wizard.send({ name })) ?? '', /is no name for a cluster|has no name yet/);
    });
  }

  const addresses: readonly (readonly [string, RegExp])[] = [
    [script, /virtual IP address "<img src=x onerror=alert\(1\)>" is no IP address/],
    ['10.0.0', /"10\.0\.0" is no IP address/],
  ];
  for (const [virtualIp, reason] of addresses) {
    test(`the virtual IP address ${JSON.stringify(virtualIp)}`, async () => {
      const wizard = new Wizard(await visited());
      await wizard.next({ name: 'north' });
      await wizard.next();
      assert.match((await wizard.send({ virtualIp })) ?? '', reason);
    });
  }

  for (const overlayCidr of ['10.0.0.0', '10.0.0.0/33', 'x/8', '10.0.0.0/', '/']) {
    test(`the overlay CIDR "${overlayCidr}"`, async () => {
      const wizard = new Wizard(await visited());
      await wizard.next({ name: 'north' });
      await wizard.next();
      assert.match((await wizard.send({ overlayCidr })) ?? '', /is no network; enter one like/);
    });
  }

  test('an even control plane, and several nodes without a virtual IP address', async () => {
    const [leader, second, third] = await group('alpha', 'beta', 'gamma');
    assert(leader && second && third);
    const wizard = new Wizard(leader);
    await wizard.toNodes({ virtualIp: '' });
    await wizard.add(0, second.host);
    assert.match((await wizard.send()) ?? '', /A cluster of 2 nodes needs a virtual IP address/);
    await wizard.next({ do: 'back' });
    await wizard.next({ virtualIp: '10.0.0.9' });
    assert.match((await wizard.send()) ?? '', /A control plane of 2 nodes is not possible; it needs an odd number/);
    await wizard.next({ do: `remove-host ${second.host.id}` });
    await wizard.next({ do: 'add-pool' });
    await wizard.add(1, second.host);
    assert.match((await wizard.send({ 'pool-1': 'no name' })) ?? '', /"no name" is no name for a node pool/);
    assert.match((await wizard.send({ 'pool-1': 'control-plane' })) ?? '', /Two node pools are called "control-plane"/);
    await wizard.next({ do: 'remove-pool 1' });
    await wizard.next();
  });

  test('what only the API finds, at the end', async () => {
    const wizard = new Wizard(await visited());
    await wizard.next({ name: 'north', tags: 'x'.repeat(100_000) });
    await wizard.next();
    await wizard.next({ sshKeys: 'ssh-rsa '.padEnd(5000, 'A') });
    await wizard.next();
    assert.match((await wizard.send({ do: 'create' })) ?? '', /in the body is not usable/);
    assert.match(await wizard.shown(), /<h2>Review<\/h2>/);
  });
});

describe('node config', () => {
  test('offers linked hosts only, each once, and this one has to be in the control plane', async () => {
    const [leader, second] = await group('alpha', 'beta');
    const stranger = await boot({ hostName: 'stranger' });
    assert(leader && second);
    const wizard = new Wizard(leader);
    await wizard.toNodes();
    const html = await wizard.shown();
    assert.match(textOf(html), /alpha \(127\S+\) This host/);
    assert.match(reasonOf(html, `remove-${leader.host.id}`) ?? '', /leader .* is always a node of its control plane/);
    const offered = textOf(elementOf(html, 'pool-0-dialog'));
    assert.match(offered, /beta \(127/);
    assert.doesNotMatch(offered, /alpha|stranger/);
    await wizard.add(0, second.host);
    assert.match(textOf(elementOf(await wizard.shown(), 'pool-0-dialog')), /All linked hosts are in a pool already/);
    assert.match((await wizard.send({ pool: '0' }, 'hosts')) ?? '', /No host is chosen/);
    await wizard.add(0, second.host);
    assert.equal((await wizard.shown()).split(`id="remove-${second.host.id}"`).length, 2);
    // A page that is no longer true, or somebody who made one up.
    await wizard.next({ do: `remove-host ${second.host.id}` });
    await wizard.add(0, stranger, stranger, second.host);
    assert.match((await wizard.send()) ?? '', /is not linked with this one; link it first/);
  });

  test('does not lose a name that was typed to a change of hosts', async () => {
    const [leader, second] = await group('alpha', 'beta');
    assert(leader && second);
    const wizard = new Wizard(leader);
    await wizard.toNodes();
    await wizard.next({ do: 'add-pool', 'pool-0': 'typed' });
    await wizard.add(1, second.host);
    await wizard.next({ do: `remove-host ${second.host.id}`, 'pool-0': 'typed', 'pool-1': 'typed-too' });
    await wizard.send({ pool: '1', host: second.host.id, 'pool-0': 'typed', 'pool-1': 'typed-last' }, 'hosts');
    const html = await wizard.shown();
    assert.equal(fieldOf(html, 'pool-0-name'), 'typed');
    assert.equal(fieldOf(html, 'pool-1-name'), 'typed-last');
  });

  test('shows hosts that a cluster has left something on as in use', async () => {
    const hosts = [await boot({ hostName: 'alpha' }), await boot({ hostName: 'beta', cluster: slowly })] as const;
    const [leader, follower] = hosts;
    assert.equal((await follower.link(await leader.token())).status, 200);
    const wizard = new Wizard(await visit(leader));
    await wizard.toNodes();
    await wizard.next({ do: 'add-pool' });
    await wizard.add(1, follower);
    await wizard.next();
    await wizard.next({ do: 'create' });
    await eventually(async () => assert.match((await wizard.visitor.get('/cluster')).html, /Running/));
    await wizard.visitor.act('/cluster/nodes/delete', { pool: 'worker-pool-1', node: follower.id });
    const html = (await wizard.visitor.get('/cluster?tab=nodes')).html;
    assert.match(textOf(html), /Leaving the cluster: beta\./);
    const choice = elementOf(html, 'add-pool-dialog');
    assert.match(choice, new RegExp(`value="${follower.id}"[^>]* disabled`));
    assert.match(textOf(choice), /beta \(127\S+\) In use/);
  });
});

const slowly = { provisionSeconds: 0, removeSeconds: 600 };
