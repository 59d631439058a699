import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accepted } from './testing/operator';
import { playedHost } from './testing/played-host';

const current = '/v1/edge-mgmt/edgehosts/current';

const played = playedHost();

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
  played.current.host.get(`${current}/audits`).reply(200, { items: [audit('anna')], listmeta: { continue: 'p2' } });
  played.current.host
    .get(`${current}/audits`)
    .query({ continue: 'p2' })
    .reply(200, { items: [audit('', 'yesterday')], listmeta: { continue: '' } });
  const [first, second, ...rest] = await played.current.operator.audits();
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
  assert.deepEqual(played.current.findings(), ['items[0].metadata.createTimestamp: a date and time, not "yesterday"']);
});

test('audits without end do not keep a scenario for ever', async () => {
  let page = 0;
  played.current.host
    .persist()
    .get(`${current}/audits`)
    .query(true)
    .reply(200, () => {
      page += 1;
      return { items: [audit(`${page}`)], listmeta: { continue: `p${page}` } };
    });
  assert.equal((await played.current.operator.audits()).length, 20);
});

test('no audits and no events are empty lists', async () => {
  played.current.host.get(`${current}/audits`).reply(404, { message: 'none' });
  played.current.host.get('/v1/edge-mgmt/events/lifecycle').reply(200, {});
  assert.deepEqual(await played.current.operator.audits(), []);
  assert.deepEqual(await played.current.operator.lifecycleEvents(), []);
  assert.deepEqual(played.current.findings(), []);
});

test('lifecycle events tell whether they are of the cluster or of the host', async () => {
  const event = { type: 'Provisioning', status: 'True', reason: 'Asked', message: 'begun' };
  played.current.host
    .get('/v1/edge-mgmt/events/lifecycle')
    .reply(200, { clusterEvents: [event], edgeHostEvents: [{ type: 'Reset', status: 'True' }, {}], expectedOrder: [] });
  const empty = { reason: '', message: '' };
  assert.deepEqual(await played.current.operator.lifecycleEvents(), [
    { scope: 'cluster', ...event },
    { scope: 'edge host', type: 'Reset', status: 'True', ...empty },
    { scope: 'edge host', type: '', status: '', ...empty },
  ]);
  assert.deepEqual(played.current.findings(), [
    'edgeHostEvents[1].status: a string, not nothing',
    'edgeHostEvents[1].type: a string, not nothing',
  ]);
});

test('the configuration is read with what is there, and changed as a whole', async () => {
  const configuration = { httpProxy: 'http://p:1', httpsProxy: '', noProxy: 'x', caCerts: ['PEM'] };
  played.current.host.get(`${current}/configurations`).reply(200, { httpProxy: 'http://p:1' });
  played.current.host.get(`${current}/configurations`).reply(200, {});
  played.current.host.put(`${current}/configurations`, configuration).reply(200, { message: 'soon' });
  played.current.host.get(`${current}/configurations/status`).reply(200, { state: 'In Progress' });
  const none = { httpProxy: '', httpsProxy: '', noProxy: '', caCerts: [] };
  assert.deepEqual(await played.current.operator.configuration(), { ...none, httpProxy: 'http://p:1' });
  assert.deepEqual(await played.current.operator.configuration(), none);
  assert.deepEqual(await played.current.operator.updateConfiguration(configuration), accepted);
  assert.deepEqual(await played.current.operator.configurationStatus(), { state: 'In Progress', errorMessage: '' });
  assert.deepEqual(played.current.findings(), []);
});

test('a reset is asked for', async () => {
  played.current.host.post(`${current}/actions/reset`).reply(202, { message: 'resetting' });
  assert.deepEqual(await played.current.operator.reset(), accepted);
});
