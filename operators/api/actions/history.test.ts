import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import nock from 'nock';
import { accepted, operatorOf, type Watched } from './testing';

const current = '/v1/edge-mgmt/edgehosts/current';

const origin = 'https://127.9.9.9:5080';

let site: Watched & { readonly host: nock.Scope };

beforeEach(() => {
  nock.disableNetConnect();
  nock(origin)
    .post('/v1/users/default/login')
    .reply(200, { Token: { Authorization: 'session' } });
  site = { ...operatorOf(origin), host: nock(origin) };
});

afterEach(async () => {
  await site.operator.close();
  nock.abortPendingRequests();
  nock.cleanAll();
});

const audit = (uid: string, createTimestamp = '2026-01-02T03:04:05Z') => ({
  metadata: { createTimestamp },
  spec: {
    actionType: 'create',
    actor: { uid, actorType: 'user' },
    resource: { kind: 'cluster' },
    message: 'by correct-horse',
  },
});

test('audits are read page after page, without secrets', async () => {
  site.host.get(`${current}/audits`).reply(200, { items: [audit('anna')], listmeta: { continue: 'p2' } });
  site.host
    .get(`${current}/audits`)
    .query({ continue: 'p2' })
    .reply(200, { items: [audit('', 'yesterday')], listmeta: { continue: '' } });
  const [first, second, ...rest] = await site.operator.audits();
  assert.deepEqual(rest, []);
  assert.deepEqual(first, {
    at: Date.UTC(2026, 0, 2, 3, 4, 5),
    actionType: 'create',
    actor: 'anna',
    resourceKind: 'cluster',
    message: 'by <password>',
  });
  assert.ok(Number.isNaN(second?.at));
  assert.equal(second?.actor, 'user');
  assert.deepEqual(site.findings(), ['items[0].metadata.createTimestamp: a date and time, not "yesterday"']);
});

test('audits without end do not keep a scenario for ever', async () => {
  let page = 0;
  site.host
    .persist()
    .get(`${current}/audits`)
    .query(true)
    .reply(200, () => {
      page += 1;
      return { items: [audit(`${page}`)], listmeta: { continue: `p${page}` } };
    });
  assert.equal((await site.operator.audits()).length, 20);
});

test('no audits and no events are empty lists', async () => {
  site.host.get(`${current}/audits`).reply(404, { message: 'none' });
  site.host.get('/v1/edge-mgmt/events/lifecycle').reply(200, {});
  assert.deepEqual(await site.operator.audits(), []);
  assert.deepEqual(await site.operator.lifecycleEvents(), []);
  assert.deepEqual(site.findings(), []);
});

test('lifecycle events tell whether they are of the cluster or of the host', async () => {
  const event = { type: 'Provisioning', status: 'True', reason: 'Asked', message: 'begun' };
  site.host
    .get('/v1/edge-mgmt/events/lifecycle')
    .reply(200, { clusterEvents: [event], edgeHostEvents: [{ type: 'Reset', status: 'True' }, {}], expectedOrder: [] });
  const empty = { reason: '', message: '' };
  assert.deepEqual(await site.operator.lifecycleEvents(), [
    { scope: 'cluster', ...event },
    { scope: 'edge host', type: 'Reset', status: 'True', ...empty },
    { scope: 'edge host', type: '', status: '', ...empty },
  ]);
  assert.deepEqual(site.findings(), [
    'edgeHostEvents[1].status: a string, not nothing',
    'edgeHostEvents[1].type: a string, not nothing',
  ]);
});

test('the configuration is read with what is there, and changed as a whole', async () => {
  const configuration = { httpProxy: 'http://p:1', httpsProxy: '', noProxy: 'x', caCerts: ['PEM'] };
  site.host.get(`${current}/configurations`).reply(200, { httpProxy: 'http://p:1' });
  site.host.get(`${current}/configurations`).reply(200, {});
  site.host.put(`${current}/configurations`, configuration).reply(200, { message: 'soon' });
  site.host.get(`${current}/configurations/status`).reply(200, { state: 'In Progress' });
  const none = { httpProxy: '', httpsProxy: '', noProxy: '', caCerts: [] };
  assert.deepEqual(await site.operator.configuration(), { ...none, httpProxy: 'http://p:1' });
  assert.deepEqual(await site.operator.configuration(), none);
  assert.deepEqual(await site.operator.updateConfiguration(configuration), accepted);
  assert.deepEqual(await site.operator.configurationStatus(), { state: 'In Progress', errorMessage: '' });
  assert.deepEqual(site.findings(), []);
});

test('a reset is asked for', async () => {
  site.host.post(`${current}/actions/reset`).reply(202, { message: 'resetting' });
  assert.deepEqual(await site.operator.reset(), accepted);
});
