/** What hosts remember of themselves: audits and lifecycle events. */
import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { memoryDisk } from '..';
import { current, eventually, TestHost } from '../test-hosts';
import { bytesOf, upload } from '../testing/forms';

const closing: (() => unknown)[] = [];
after(() => Promise.all(closing.map((close) => close())));

async function boot(change = {}): Promise<TestHost> {
  const host = await TestHost.boot(change);
  closing.push(() => host.close());
  return host;
}

interface Spec {
  readonly actionType: string;
  readonly actor: { readonly actorType: string; readonly uid: string };
  readonly message: string;
  readonly resource: { readonly kind: string; readonly name: string };
}

async function auditsOf(host: TestHost, query = ''): Promise<Spec[]> {
  const { body } = await host.call('GET', `${current}/audits${query}`);
  return body.items.map(({ spec }: { spec: Spec }) => spec);
}

async function eventsOf(host: TestHost, scope = 'edgeHostEvents'): Promise<string[]> {
  const { body } = await host.call('GET', '/v1/edge-mgmt/events/lifecycle');
  return body[scope].map(({ type }: { type: string }) => type);
}

const briefly = ({ actionType, actor, resource }: Spec) => `${actor.uid} ${actionType} ${resource.kind}`;

describe('audits', () => {
  test('tell newest first who did what, and outlast a reboot', async () => {
    const host = await boot();
    await host.token();
    await host.call('PUT', `${current}/configurations`, { noProxy: 'lan' });
    await host.call('PUT', `${current}/configurations`, { noProxy: 'no list' });
    const expected = ['operator update edgehost', 'operator create token', 'operator activity user'];
    const query = '?userUid=operator';
    assert.deepEqual((await auditsOf(host, query)).map(briefly), expected);
    await host.agent.close();
    const back = await boot(host.options);
    const later = (await auditsOf(back, query)).map(briefly);
    assert.deepEqual(later, ['operator activity user', ...expected]);
  });

  test('hold nothing secret', async () => {
    const disk = memoryDisk();
    const host = await boot({ disk });
    const token = await host.token();
    const reset = { oldPassword: 'a long password', newPassword: 'another long password' };
    assert.equal((await host.call('POST', '/v1/users/default/password/reset', reset)).status, 204);
    const httpProxy = 'http://me:a-proxy-secret@proxy.example';
    assert.equal((await host.call('PUT', `${current}/configurations`, { httpProxy })).status, 200);
    await host.agent.close();
    const kept = `${await disk.read('audits.json')}${await disk.read('events.json')}`;
    assert.match(kept, /operator/);
    const { password } = JSON.parse(Buffer.from(token, 'base64').toString());
    for (const secret of [token, password, 'long password', 'a-proxy-secret', 'eyJ']) {
      assert.equal(kept.includes(secret), false, secret);
    }
  });

  test('that are damaged do not keep a host from booting', async () => {
    const disk = memoryDisk();
    const first = await boot({ disk });
    await first.call('GET', current);
    await first.agent.close();
    for (const name of ['audits.json', 'events.json']) await disk.replace(name, Buffer.from('{"version":1,"entr'));
    const back = await boot(first.options);
    assert.deepEqual((await auditsOf(back, '?userUid=operator')).map(briefly), ['operator activity user']);
    assert.deepEqual(await eventsOf(back), ['Booted']);
    assert.equal(first.logs.filter((line) => line.includes('begun anew')).length, 2);
  });
});

describe('lifecycle events', () => {
  test('tell of leading, linking and unlinking, and outlast a reboot', async () => {
    const [leader, follower] = await Promise.all([boot(), boot()]);
    assert.equal((await follower.link(await leader.token())).status, 200);
    await eventually(async () => assert.deepEqual(await eventsOf(leader), ['Booted', 'LeaderStarted', 'Linked']));
    assert.deepEqual(await eventsOf(follower), ['Booted', 'Linked']);
    assert.equal((await leader.call('POST', `${current}/unlink?peerId=${follower.id}`)).status, 200);
    await eventually(async () => assert.deepEqual(await eventsOf(follower), ['Booted', 'Linked', 'Unlinked']));
    assert.equal((await leader.call('DELETE', `${current}/link/generate-token`)).status, 200);
    const expected = ['Booted', 'LeaderStarted', 'Linked', 'Unlinked', 'LeaderStopped'];
    assert.deepEqual(await eventsOf(leader), expected);
    await leader.agent.close();
    const back = await boot(leader.options);
    assert.deepEqual(await eventsOf(back), [...expected, 'Booted']);
  });

  test('tell when a host has all content of its group', async () => {
    const [leader, follower] = await Promise.all([boot(), boot()]);
    assert.equal((await follower.link(await leader.token())).status, 200);
    assert.equal((await upload(leader, 'agent.tar', bytesOf(1000))).status, 201);
    await eventually(async () => assert.deepEqual(await eventsOf(follower), ['Booted', 'Linked', 'ContentSynced']));
    await follower.agent.close();
    const back = await boot(follower.options);
    assert.deepEqual(await eventsOf(back), ['Booted', 'Linked', 'ContentSynced', 'Booted']);
  });

  test('tell of a cluster from its creation to its end, and of a reset', async () => {
    const host = await boot({ cluster: { provisionSeconds: 0.05, removeSeconds: 0.05 } });
    const machinePoolConfig = [{ name: 'control', isControlPlane: true, hosts: [{ hostUid: host.id }] }];
    const clusterConfig = { controlPlaneEndpoint: { host: '10.0.0.9' } };
    const body = { metadata: { name: 'kite' }, spec: { cloudConfig: { spec: { clusterConfig, machinePoolConfig } } } };
    await host.token();
    assert.equal((await host.call('POST', '/v1/edge-mgmt/cluster', body)).status, 202);
    const sees = (events: readonly string[], clusterEvents: readonly string[]) =>
      eventually(async () => {
        assert.deepEqual([await eventsOf(host), await eventsOf(host, 'clusterEvents')], [events, clusterEvents]);
      });
    const running = ['Booted', 'LeaderStarted', 'InUse'];
    await sees(running, ['Provisioning', 'Running']);
    assert.equal((await host.call('DELETE', '/v1/edge-mgmt/cluster')).status, 202);
    const deleted = ['Provisioning', 'Running', 'Deleting', 'Deleted'];
    await eventually(async () => assert.deepEqual(await eventsOf(host, 'clusterEvents'), deleted));
    await eventually(async () => {
      const [created] = await auditsOf(host, '?resourceKind=cluster&actionType=create');
      assert.equal(created?.resource.name, 'kite');
    });
    await eventually(async () =>
      assert.deepEqual((await eventsOf(host)).toSorted(), [...running, 'Booted', 'Ready'].sort()),
    );
    const before = await eventually(() => eventsOf(host));
    assert.equal((await host.call('POST', `${current}/actions/reset`)).status, 202);
    await sees([...before, 'LeaderStopped', 'Reset', 'Booted'], deleted);
  });
});
