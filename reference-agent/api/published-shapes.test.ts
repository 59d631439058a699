import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { z } from 'zod';
import { current, eventually, TestHost } from '../test-hosts';
import { upload } from '../testing/forms';

const text = z.string();
const nonEmpty = z.string().min(1);
const message = z.strictObject({ message: nonEmpty });
const error = z.strictObject({ code: nonEmpty, message: nonEmpty, details: z.looseObject({}), ref: text });
const nodeRole = z.enum(['init', 'controlplane', 'worker', 'unknown']);
const management = z.enum(['central', 'local']);
const tokens = z.strictObject({ Authorization: nonEmpty, RefreshToken: nonEmpty });
const hostInfo = z.strictObject({
  metadata: z.strictObject({ id: nonEmpty, name: nonEmpty, creationTimestamp: z.iso.datetime().optional() }),
  spec: z.strictObject({
    connectionMode: z.enum(['connected', 'airgap']),
    managementMode: management,
    nodeRole,
    hostInfo: z.strictObject({
      hostState: nonEmpty,
      hostType: z.enum(['appliance', 'agent']),
      secureBoot: z.boolean(),
    }),
    hardwareSpec: z.strictObject({
      os: z.strictObject({ family: nonEmpty, version: nonEmpty, kernelVersion: text.optional() }),
      archType: z.enum(['arm64', 'amd64']).optional(),
      cpu: z.strictObject({ cores: z.int().positive() }).optional(),
      memory: z.strictObject({ sizeInMB: z.int().positive() }).optional(),
    }),
    networkInfo: z.array(
      z.strictObject({
        ip: z.ipv4(),
        isDefault: z.boolean(),
        nicName: text.optional(),
        subnet: text.optional(),
        gateway: text.optional(),
        macAddr: text.optional(),
        dns: z.array(text).optional(),
      }),
    ),
  }),
  status: z.strictObject({ hostName: nonEmpty, isClusterPhase: z.boolean(), agentVersion: text.optional() }),
});
const linkStatus = z.strictObject({
  status: z.enum(['Pending', 'InProgress', 'Completed', 'Failed']),
  errorMessage: text,
  peers: z.array(
    z.strictObject({
      id: nonEmpty,
      ip: z.ipv4(),
      role: nonEmpty,
      status: nonEmpty,
      nodeRole,
      contentSyncStatus: z.enum(['Synced', 'Syncing', 'Not Synced', 'Failed']),
      health: z.strictObject({ status: z.enum(['Healthy', 'Unhealthy']), reason: text }),
      localUIPort: z.string().regex(/^\d+$/),
      config: hostInfo,
    }),
  ),
});
const nic = z.strictObject({
  name: nonEmpty,
  ip: z.ipv4(),
  subnet: text,
  gateway: text,
  mac: text,
  mtu: z.int(),
  nameservers: z.array(text),
  type: z.enum(['dhcp', 'static']),
  status: text,
  configStatus: text,
  isClusterNIC: z.boolean(),
});
const configuration = z.strictObject({
  httpProxy: text,
  httpsProxy: text,
  noProxy: text,
  caCerts: z.array(text),
});
const configurationStatus = z.strictObject({
  state: z.enum(['Not Configured', 'In Progress', 'Configured', 'Failed']),
  errorMessage: text,
});
const audits = z.strictObject({
  items: z.array(
    z.strictObject({
      metadata: z.strictObject({ createTimestamp: z.iso.datetime(), edgeHostId: nonEmpty }),
      spec: z.strictObject({
        actionType: z.enum(['create', 'update', 'delete', 'action', 'activity']),
        actor: z.strictObject({ actorType: z.enum(['user', 'system']), uid: nonEmpty }),
        message: nonEmpty,
        resource: z.strictObject({ kind: nonEmpty, name: nonEmpty, uid: nonEmpty }),
      }),
    }),
  ),
  listmeta: z.strictObject({ continue: text, limit: z.int().min(0), offset: z.int().min(0) }),
});
const condition = z.strictObject({
  type: nonEmpty,
  status: nonEmpty,
  reason: z.string().regex(/^\w+$/),
  message: nonEmpty,
  lastTransitionTime: z.iso.datetime(),
});
const lifecycle = z.strictObject({
  clusterEvents: z.array(condition),
  edgeHostEvents: z.array(condition).min(1),
  expectedOrder: z.array(
    z.strictObject({
      category: nonEmpty,
      order: z.int(),
      conditionsOrder: z.array(
        z.strictObject({
          type: nonEmpty,
          typeLabel: nonEmpty,
          reason: nonEmpty,
          reasonLabel: nonEmpty,
          order: z.int(),
        }),
      ),
    }),
  ),
});
const bundle = {
  contentType: z.enum(['image', 'artifact', 'chart', 'pack']),
  name: nonEmpty,
  version: nonEmpty,
  size: nonEmpty,
};
const uploaded = z.strictObject({ message: nonEmpty, uploadPath: nonEmpty });
const uploadedDetails = z.strictObject({
  fileName: nonEmpty,
  sha256Hash: z.string().regex(/^[0-9a-f]{64}$/),
  sizeInBytes: z.int(),
  sizeInMiB: z.number(),
  sizeInGiB: z.number(),
  uploadDateTime: z.iso.datetime(),
});
const contents = z.strictObject({ status: z.array(z.strictObject({ ...bundle, dateAdded: z.iso.datetime() })) });
const contentSync = z.strictObject({
  errors: z.record(z.string(), text),
  pendingItems: z.array(
    z.strictObject({
      ...bundle,
      creationTimestamp: z.iso.datetime(),
      source: nonEmpty,
      target: nonEmpty,
      status: z.enum(['pending', 'completed', 'failed']),
      msg: text,
    }),
  ),
  statusMessage: nonEmpty,
});
const nothing = z.undefined();

const credentials = { username: 'operator', password: 'a long password' };
const network = '/v1/edge-mgmt/network';
const userData = {
  hostName: 'beta',
  stages: Buffer.from('stages: {}').toString('base64'),
  tags: { site: { value: 'north' } },
  registryCredentials: { domain: 'registry.example', username: 'puller', password: 'a registry secret' },
  v1Management: { type: 'local' },
};

type Operation = readonly [method: string, path: string, body: unknown, status: number, shape: z.ZodType];

/** In this order, on one host that is not linked at first. */
const operations: readonly Operation[] = [
  ['GET', '/v1/ping', undefined, 200, z.strictObject({ msg: nonEmpty })],
  ['POST', '/v1/users/default/login', credentials, 200, z.strictObject({ IsFirstLogin: z.boolean(), Token: tokens })],
  ['POST', '/v1/users/default/login', { ...credentials, password: 'wrong' }, 400, error],
  ['POST', '/v1/users/default/login', '{', 400, error],
  ['POST', '/v1/users/default/token/renewal', { refreshToken: 'none' }, 401, error],
  [
    'GET',
    '/v1/users/current',
    undefined,
    200,
    z.strictObject({ userName: text, sshKeys: z.array(text), disablePasswordUpdate: z.boolean() }),
  ],
  ['PATCH', '/v1/users/current', { sshKeys: ['ssh-ed25519 AAAA'] }, 202, message],
  ['PATCH', '/v1/users/current', { sshKeys: 'none' }, 400, error],
  [
    'GET',
    '/v1/edge-mgmt/settings',
    undefined,
    200,
    z.strictObject({
      managementMode: management,
      installationMode: z.enum(['airgap', 'connected']),
      featureFlags: z.record(text, z.boolean()),
    }),
  ],
  ['GET', current, undefined, 200, hostInfo],
  [
    'GET',
    `${current}/userdata`,
    undefined,
    200,
    z.strictObject({
      tags: z.record(text, z.looseObject({})),
      v1Management: z.strictObject({ type: management }),
    }),
  ],
  ['PUT', `${current}/userdata`, userData, 200, message],
  ['POST', `${current}/userdata`, userData, 201, message],
  ['PUT', `${current}/userdata`, { v1Management: { type: 'elsewhere' } }, 400, error],
  ['GET', `${network}/interfaces`, undefined, 200, z.strictObject({ interfaces: z.array(nic).min(1) })],
  ['GET', `${network}/interfaces/lo`, undefined, 200, nic],
  ['GET', `${network}/interfaces/none`, undefined, 404, error],
  [
    'GET',
    `${network}/management-interface`,
    undefined,
    200,
    z.strictObject({
      selected: nonEmpty,
      candidates: z.array(
        z.strictObject({
          name: nonEmpty,
          type: z.enum(['nic', 'bond', 'vlan', 'bridge']),
          ipAddress: text,
          status: text,
        }),
      ),
    }),
  ],
  ['PUT', `${network}/management-interface`, { name: 'lo' }, 202, message],
  ['PUT', `${network}/management-interface`, { name: 'none' }, 400, error],
  ['GET', `${current}/configurations`, undefined, 200, configuration],
  ['PUT', `${current}/configurations`, { httpProxy: 'http://proxy.example:3128' }, 200, message],
  ['PUT', `${current}/configurations`, { httpProxy: 'proxy.example' }, 400, error],
  ['GET', `${current}/configurations`, undefined, 200, configuration],
  ['GET', `${current}/configurations/status`, undefined, 200, configurationStatus],
  ['GET', `${current}/audits`, undefined, 200, audits],
  ['GET', `${current}/audits?limit=1`, undefined, 200, audits],
  ['GET', `${current}/audits?limit=none`, undefined, 400, error],
  ['GET', '/v1/edge-mgmt/events/lifecycle', undefined, 200, lifecycle],
  ['GET', `${current}/link/status`, undefined, 404, error],
  ['POST', `${current}/unlink?peerId=edge-1`, undefined, 400, error],
  ['POST', `${current}/unlink`, undefined, 400, error],
  ['DELETE', `${current}/link/generate-token`, undefined, 400, error],
  [
    'POST',
    `${current}/link/generate-token`,
    undefined,
    200,
    z.strictObject({ token: nonEmpty, remainingTime: z.int().min(1).max(120), interval: z.int().min(1).max(120) }),
  ],
  ['GET', `${current}/link/status`, undefined, 200, linkStatus],
  ['POST', `${current}/link`, { token: 'none' }, 400, error],
  ['DELETE', `${current}/link/generate-token`, undefined, 200, message],
  [
    'POST',
    '/v1/users/default/password/reset',
    { oldPassword: credentials.password, newPassword: credentials.password },
    204,
    nothing,
  ],
  ['POST', '/v1/users/default/password/reset', { oldPassword: 'wrong', newPassword: 'x' }, 400, error],
  ['POST', '/v1/users/default/logout', undefined, 200, nothing],
  ['GET', current, undefined, 401, error],
];

const open = ['/v1/ping', '/v1/users/default/login', '/v1/users/default/token/renewal'];

describe('answers have the published shape', () => {
  const hosts: TestHost[] = [];
  after(() => Promise.all(hosts.map((host) => host.close())));
  let host: TestHost;
  before(async () => {
    host = await TestHost.boot();
    hosts.push(host);
  });

  for (const [method, path, body, status, shape] of operations) {
    test(`${method} ${path}: ${status}`, async () => {
      const answer = await host.call(method, path, body);
      assert.equal(answer.status, status, JSON.stringify(answer.body));
      const checked = shape.safeParse(answer.body);
      assert.equal(checked.success, true, checked.error && z.prettifyError(checked.error));
    });
  }

  test('of linked hosts', async () => {
    const [leader, follower] = await Promise.all([TestHost.boot(), TestHost.boot()]);
    hosts.push(leader, follower);
    const linked = await follower.link(await leader.token());
    assert.equal(linked.status, 200);
    linkStatus.parse(linked.body);
    for (const one of [leader, follower]) {
      const { body } = await one.call('GET', `${current}/link/status`);
      assert.equal(linkStatus.parse(body).peers.length, 1);
    }
    const unlinked = await leader.call('POST', `${current}/unlink?peerId=${follower.id}`);
    assert.equal(unlinked.status, 200);
    message.parse(unlinked.body);
  });

  test('of content, uploaded and on its way', async () => {
    const [leader, away] = await Promise.all([TestHost.boot(), TestHost.boot()]);
    hosts.push(leader, away);
    await away.link(await leader.token());
    await eventually(async () => assert.deepEqual(await leader.peers(), [away.id]));
    await away.close();
    const answer = await upload(leader, 'agent.tar', Buffer.from('a bundle'));
    assert.equal(answer.status, 201);
    uploaded.parse(answer.body);
    const get = async (path: string) => (await leader.call('GET', path)).body;
    uploadedDetails.parse(await get(`${current}/uploaded-content/details`));
    const registry = '/v1/edge-mgmt/cluster/registry/content';
    assert.equal(contents.parse(await get(`${registry}/details`)).status.length, 1);
    assert.equal(contentSync.parse(await get(`${registry}/sync-status/details`)).pendingItems.length, 1);
  });

  test('of a reboot', async () => {
    const one = await TestHost.boot();
    hosts.push(one);
    const answer = await one.call('POST', `${current}/actions/reboot`);
    assert.equal(answer.status, 202);
    message.parse(answer.body);
    await eventually(async () => assert.equal((await one.raw('GET', '/v1/ping')).status, 200));
  });

  test('without a session, every operation but those that open one answers 401', async () => {
    const routes = new Set([
      ...operations.map(([method, path]) => `${method} ${path}`),
      `POST ${current}/actions/reboot`,
    ]);
    for (const route of routes) {
      const [method = '', path = ''] = route.split(' ');
      if (open.includes(path)) continue;
      for (const session of ['', 'none', 'a.b.c', 'x'.repeat(8000)]) {
        const answer = await host.raw(method, path, undefined, session ? { authorization: session } : {});
        assert.equal(answer.status, 401, `${route} with "${session.slice(0, 8)}"`);
        error.parse(answer.body);
      }
    }
  });
});
