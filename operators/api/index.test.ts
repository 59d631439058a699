/** The operator against hosts that behave, refuse, and misbehave; the wire itself is in `http.test.ts`. */
import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, test } from 'node:test';
import nock from 'nock';
import { type Exchange, HostFault, NotOffered, type Operator } from '../operator';
import { apiOperator } from './index';

const origin = 'https://127.9.9.9:5080';
const current = '/v1/edge-mgmt/edgehosts/current';
const session = 'eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJvcGVyYXRvciJ9.c2lnbmF0dXJl';
const renewed = 'eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJyZW5ld2VkIn0.c2lnbmF0dXJl';
const peer = { id: 'edge-1', address: '127.0.0.1' };
const linkToken = Buffer.from(JSON.stringify({ address: '127.9.9.9', otp: '91827364' })).toString('base64');
const password = 'correct-horse-battery';
const loginPath = '/v1/users/default/login';

let exchanges: Exchange[];
let operator: Operator;
let host: nock.Scope;

const operatorWith = (target: Partial<Parameters<typeof apiOperator>[1]> = {}, signal?: AbortSignal): Operator =>
  apiOperator(
    { name: 'alpha', endpoint: origin, credentials: { username: 'operator', password } },
    {
      operations: {},
      budgets: { request: 5 },
      ...target,
    },
    { record: (exchange) => exchanges.push(exchange), ...(signal ? { signal } : {}) },
  );

const logsIn = (text = session): nock.Scope => host.post(loginPath).reply(200, { Token: { Authorization: text } });
const findings = (): string[] =>
  exchanges.flatMap((exchange) =>
    exchange.findings.map(({ path, expected, seen }) => `${path}: ${expected}, not ${seen}`),
  );
const fault = (code: string, message: RegExp) => (error: unknown) => {
  assert.ok(error instanceof HostFault, String(error));
  assert.equal(error.attribution, 'implementation');
  assert.equal(error.code, code);
  assert.match(error.message, message);
  return true;
};

beforeEach(() => {
  nock.disableNetConnect();
  exchanges = [];
  host = nock(origin);
  operator = operatorWith();
});

afterEach(async () => {
  await operator.close();
  nock.abortPendingRequests();
  nock.cleanAll();
});

describe('login', () => {
  test('happens once, when first needed, however many actions need it', async () => {
    logsIn();
    host
      .get('/v1/edge-mgmt/settings')
      .times(3)
      .matchHeader('authorization', session)
      .reply(200, { managementMode: 'local' });
    const modes = await Promise.all([1, 2, 3].map(() => operator.managementMode()));
    assert.deepEqual(modes, ['local', 'local', 'local']);
    assert.equal(exchanges.filter(({ path }) => path === loginPath).length, 1);
  });

  test('is made anew in the middle when the session expired, and the action repeated', async () => {
    logsIn();
    host.get(`${current}/link/status`).matchHeader('authorization', session).reply(404, { code: 'NotLinked' });
    host
      .post(`${current}/link/generate-token`)
      .matchHeader('authorization', session)
      .reply(401, { message: 'expired' });
    logsIn(renewed);
    host
      .post(`${current}/link/generate-token`)
      .matchHeader('authorization', renewed)
      .reply(200, { token: linkToken, remainingTime: 90, interval: 120 });
    await operator.linkedHosts();
    assert.deepEqual(await operator.generateToken(), {
      accepted: true,
      value: { text: linkToken, remainingSeconds: 90, intervalSeconds: 120 },
    });
    assert.ok(host.isDone());
    assert.deepEqual(findings(), []);
  });

  test('is made anew once for all actions that met the expired session', async () => {
    logsIn();
    await operator.logIn();
    host.get(current).twice().matchHeader('authorization', session).reply(401, {});
    logsIn(renewed);
    host
      .get(current)
      .twice()
      .matchHeader('authorization', renewed)
      .reply(200, { metadata: { id: 'edge-1' } });
    const both = await Promise.all([operator.facts(), operator.facts()]);
    assert.deepEqual(
      both.map(({ id }) => id),
      ['edge-1', 'edge-1'],
    );
    assert.ok(host.isDone());
  });

  test('that was just made is not made again for a host that refuses it', async () => {
    logsIn();
    host.post(`${current}/unlink`).query(true).reply(401, { message: 'no' });
    assert.deepEqual(await operator.unlink(peer), { accepted: false, status: 401, reason: 'no' });
    assert.equal(exchanges.length, 2);
  });

  test('is not tried for ever: a new session that is refused as well is a refusal, or a fault where nothing was asked', async () => {
    logsIn();
    logsIn(renewed);
    host.get(`${current}/link/status`).reply(404, {});
    host.post(`${current}/unlink`).query({ peerId: 'edge-1' }).twice().reply(401, { message: 'no' });
    await operator.linkedHosts();
    assert.deepEqual(await operator.unlink(peer), { accepted: false, status: 401, reason: 'no' });
    logsIn();
    host.get(current).twice().reply(401, {});
    await assert.rejects(operator.facts(), fault('HOST_STATUS', /host "alpha" answered 401/));
    assert.ok(host.isDone());
  });

  test('that is refused refuses the action, and fails a look', async () => {
    host.post(loginPath).times(3).reply(400, 'no such user');
    assert.deepEqual(await operator.logIn(), { accepted: false, status: 400, reason: 'no such user' });
    assert.deepEqual(await operator.generateToken(), { accepted: false, status: 400, reason: 'no such user' });
    await assert.rejects(operator.facts(), fault('HOST_LOGIN', /host "alpha" refused to log in "operator" with 400/));
  });

  test('without a session in the answer is a fault with the offending value', async () => {
    host.post(loginPath).reply(200, { Token: { Authorization: 17 } });
    await assert.rejects(
      operator.session(),
      fault('HOST_BODY', /answered Token\.Authorization 17 where a string was expected/),
    );
  });

  test('ends with a logout, and later actions log in anew', async () => {
    logsIn();
    host.post('/v1/users/default/logout').matchHeader('authorization', session).reply(200);
    logsIn(renewed);
    await operator.logIn();
    assert.deepEqual(await operator.logOut(), { accepted: true, value: undefined });
    assert.equal(await operator.session(), renewed);
  });
});

describe('a logout that is refused', () => {
  beforeEach(async () => {
    logsIn();
    await operator.logIn();
  });

  test('keeps the session', async () => {
    host.post('/v1/users/default/logout').reply(400, 'busy');
    assert.deepEqual(await operator.logOut(), { accepted: false, status: 400, reason: 'busy' });
    assert.equal(await operator.session(), session);
  });

  test('because the session expired, ends it all the same', async () => {
    host.post('/v1/users/default/logout').reply(401, 'expired');
    assert.deepEqual(await operator.logOut(), { accepted: false, status: 401, reason: 'expired' });
    logsIn(renewed);
    assert.equal(await operator.session(), renewed);
  });
});

describe('actions', () => {
  beforeEach(() => {
    logsIn();
  });

  test('a link is accepted with its status, and refused by a 4xx or by the status Failed', async () => {
    host.post(`${current}/link`, { token: linkToken }).reply(200, { status: 'InProgress', peers: [] });
    host.post(`${current}/link`).reply(400, { code: 'X', message: 'token expired' });
    host.post(`${current}/link`).reply(200, { status: 'Failed', errorMessage: 'other network' });
    const accepted = await operator.link(linkToken);
    assert.deepEqual(accepted, { accepted: true, value: { status: 'InProgress', errorMessage: '', hosts: [] } });
    assert.deepEqual(await operator.link(linkToken), { accepted: false, status: 400, reason: 'token expired' });
    assert.deepEqual(await operator.link(linkToken), { accepted: false, status: 200, reason: 'other network' });
    assert.deepEqual(findings(), []);
  });

  test('a 404 and a list without peers both are no linked hosts', async () => {
    host.get(`${current}/link/status`).reply(404, { message: 'not linked' });
    host.get(`${current}/link/status`).reply(200, {});
    host.get(`${current}/link/status`).reply(200, { status: 'Completed', peers: null });
    assert.deepEqual(await operator.linkedHosts(), { status: 'unlinked', errorMessage: '', hosts: [] });
    assert.deepEqual(await operator.linkedHosts(), { status: '', errorMessage: '', hosts: [] });
    assert.deepEqual(await operator.linkedHosts(), { status: 'Completed', errorMessage: '', hosts: [] });
    assert.deepEqual(findings(), ['peers: a list, not null']);
  });

  test('rows of the table are read with what is there', async () => {
    const health = { status: 'Unhealthy', reason: 'silent' };
    const peers = [
      {
        id: 'edge-1',
        ip: '127.0.0.2',
        role: 'leader',
        status: 'Ready',
        nodeRole: 'unknown',
        contentSyncStatus: 'Synced',
        health,
      },
      { id: 'edge-2' },
    ];
    host.get(`${current}/link/status`).reply(200, { status: 'Completed', peers });
    assert.deepEqual((await operator.linkedHosts()).hosts, [
      {
        id: 'edge-1',
        address: '127.0.0.2',
        role: 'leader',
        state: 'Ready',
        nodeRole: 'unknown',
        contentSyncStatus: 'Synced',
        health,
      },
      { id: 'edge-2', address: '', role: '', state: '', nodeRole: '', contentSyncStatus: '', health: undefined },
    ]);
  });

  test('what a host says of itself', async () => {
    const networkInfo = [
      { nicName: 'eth1', ip: '10.0.0.1' },
      { nicName: 'eth0', ip: '127.9.9.9', isDefault: true },
    ];
    const hostInfo = { hostType: 'Agent', hostState: 'Ready' };
    const hardwareSpec = { os: { family: 'ubuntu', version: '22.04' } };
    const answer = { metadata: { id: 'edge-1', name: 'alpha' }, spec: { hostInfo, hardwareSpec, networkInfo } };
    host.get(current).twice().reply(200, answer);
    host.get('/v1/edge-mgmt/network/management-interface').reply(200, { selected: '', candidates: [] });
    assert.deepEqual(await operator.facts(), {
      id: 'edge-1',
      name: 'alpha',
      deploymentMode: 'agent',
      operatingSystem: { family: 'ubuntu', version: '22.04' },
      state: 'Ready',
      addresses: ['127.9.9.9', '10.0.0.1'],
    });
    assert.equal(await operator.managementInterface(), 'eth0');
  });

  test('the management mode, in either dialect', async () => {
    host.get('/v1/edge-mgmt/settings').reply(200, { managementMode: 'central', installationMode: 'connected' });
    host.get('/v1/edge-mgmt/settings').reply(200, { installationMode: 'airgap' });
    host.get('/v1/edge-mgmt/settings').reply(200, {});
    assert.equal(await operator.managementMode(), 'central');
    assert.equal(await operator.managementMode(), 'airgap');
    await assert.rejects(operator.managementMode(), fault('HOST_BODY', /managementMode nothing where a management or/));
  });

  test('an address is changed by name of interface', async () => {
    const interfaces = [{ name: 'eth 0/1', ip: '127.9.9.9', subnet: '255.0.0.0', gateway: '127.0.0.1', mtu: 1500 }];
    host.get('/v1/edge-mgmt/network/interfaces').reply(200, { interfaces });
    host
      .put('/v1/edge-mgmt/network/interfaces/eth%200%2F1/config', {
        type: 'static',
        ip: '127.1.1.1',
        subnet: 's',
        gateway: 'g',
      })
      .reply(202, { message: 'accepted' });
    const [first] = await operator.networkInterfaces();
    assert.deepEqual(first, { name: 'eth 0/1', address: '127.9.9.9', subnet: '255.0.0.0', gateway: '127.0.0.1' });
    const outcome = await operator.updateAddress('eth 0/1', { address: '127.1.1.1', subnet: 's', gateway: 'g' });
    assert.deepEqual(outcome, { accepted: true, value: undefined });
    assert.deepEqual(findings(), []);
  });

  test('stopping token generation uses the operation the target names, and judges no answer of it', async () => {
    const stop = { method: 'DELETE', path: '/vendor/stop' } as const;
    await operator.close();
    operator = operatorWith({ operations: { stopTokenGeneration: stop } });
    host.delete('/vendor/stop').matchHeader('authorization', session).reply(299, 'as you like');
    host.delete('/vendor/stop').reply(409, 'has followers');
    assert.deepEqual(await operator.stopTokenGeneration(), { accepted: true, value: undefined });
    assert.deepEqual(await operator.stopTokenGeneration(), { accepted: false, status: 409, reason: 'has followers' });
    assert.deepEqual(findings(), []);
  });

  test('stopping token generation where no operation is named is not judged', async () => {
    await assert.rejects(operator.stopTokenGeneration(), (error) => {
      assert.ok(error instanceof NotOffered);
      assert.equal(error.notJudged.verdict, 'skipped');
      return true;
    });
  });
});

describe('actions without a login of this host', () => {
  test('send none, or the foreign one', async () => {
    const bare = nock(origin, { badheaders: ['authorization'] });
    bare.post(`${current}/link`, { token: linkToken }).reply(401, { message: 'who?' });
    bare.post(`${current}/link/generate-token`).reply(403, {});
    bare.post(`${current}/unlink`).query({ peerId: 'edge-1' }).reply(401, {});
    bare.get(`${current}/link/status`).reply(200, { status: 'Completed', peers: [] });
    bare.get(current).reply(401, {});
    host.get(current).matchHeader('authorization', session).reply(401, {});
    assert.deepEqual(await operator.tryWithoutLogin({ to: 'link', token: linkToken }), {
      accepted: false,
      status: 401,
      reason: 'who?',
    });
    assert.equal((await operator.tryWithoutLogin({ to: 'generate a token' })).accepted, false);
    assert.equal((await operator.tryWithoutLogin({ to: 'unlink', peer })).accepted, false);
    assert.deepEqual(await operator.tryWithoutLogin({ to: 'see the linked hosts' }), {
      accepted: true,
      value: undefined,
    });
    assert.equal((await operator.tryForeignSession(undefined)).accepted, false);
    assert.equal((await operator.tryForeignSession(session)).accepted, false);
    assert.ok(!exchanges.some(({ path }) => path === loginPath));
  });
});

describe('a host that breaks the published API', () => {
  beforeEach(() => {
    logsIn();
  });

  test('by shape: a finding for each violation, and the action goes on', async () => {
    const peers = [{ id: 'edge-1', localUIPort: 5080, health: { status: 'Fine' }, extra: true, nodeRole: null }];
    host.get(`${current}/link/status`).reply(200, { status: 'Completed', peers });
    assert.equal((await operator.linkedHosts()).hosts[0]?.id, 'edge-1');
    assert.deepEqual(findings().sort(), [
      'peers[0].health.status: "Healthy" or "Unhealthy", not "Fine"',
      'peers[0].localUIPort: a string, not 5080',
      'peers[0].nodeRole: "init" or "controlplane" or "worker" or "unknown", not null',
    ]);
    assert.equal(exchanges.at(-1)?.findings[0]?.operation, `GET ${current}/link/status`);
  });

  test('by the shape of what an action cannot do without: a fault with path and value', async () => {
    host.get(`${current}/link/status`).reply(200, { status: 'Completed', peers: [{ id: 17 }] });
    await assert.rejects(
      operator.linkedHosts(),
      fault('HOST_BODY', /^GET \/v1\S+ of host "alpha" answered peers\[0\]\.id 17 where a string was expected;/),
    );
    assert.deepEqual(findings(), ['peers[0].id: a string, not 17']);
  });

  test('by a status it does not publish, unless it refuses with the published error: a finding, and still a refusal or a success', async () => {
    host.post(`${current}/unlink`).query(true).reply(403, { message: 'in use' });
    host.post(`${current}/unlink`).query(true).reply(409, 'in use');
    host.post(`${current}/unlink`).query(true).reply(202, { message: 'soon' });
    assert.deepEqual(await operator.unlink(peer), { accepted: false, status: 403, reason: 'in use' });
    assert.deepEqual(await operator.unlink(peer), { accepted: false, status: 409, reason: 'in use' });
    assert.deepEqual(await operator.unlink(peer), { accepted: true, value: undefined });
    assert.deepEqual(findings(), [
      'status code: 200 or 400 or 500, or a 4xx with an error, not 409',
      'status code: 200 or 400 or 500, or a 4xx with an error, not 202',
    ]);
  });

  test('by a wrong status: a 5xx is a fault with what the host said', async () => {
    host.post(`${current}/unlink`).query(true).reply(500, { message: 'crashed' });
    host.get(current).reply(503, { message: 'starting' });
    await assert.rejects(operator.unlink(peer), fault('HOST_STATUS', /host "alpha" answered 500 \("crashed"\)/));
    await assert.rejects(operator.facts(), fault('HOST_STATUS', /host "alpha" answered 503 \("starting"\)/));
    assert.equal(exchanges.at(-1)?.status, 503);
  });

  test('by a body that is no JSON: a fault where the body is needed, a finding where it is not', async () => {
    host.get(current).reply(200, '<html>hello</html>');
    host.get(current).reply(200, '{"metadata": {"id": "edge-1"');
    host.post(`${current}/actions/reboot`).reply(202, 'ok');
    await assert.rejects(
      operator.facts(),
      fault('HOST_NOT_JSON', /answered "<html>hello<\/html>" where JSON was expected/),
    );
    await assert.rejects(operator.facts(), fault('HOST_NOT_JSON', /where JSON was expected/));
    assert.deepEqual(await operator.reboot(), { accepted: true, value: undefined });
    assert.equal(findings().at(-1), 'body: JSON, not "ok"');
  });

  test('by a redirect: not followed, and a fault that names where to', async () => {
    const elsewhere = nock('https://127.9.9.10:5080').get('/stolen').reply(200, {});
    host.get(current).reply(302, '', { location: 'https://127.9.9.10:5080/stolen' });
    await assert.rejects(
      operator.facts(),
      fault('HOST_REDIRECT', /302 with Location "https:\/\/127\.9\.9\.10:5080\/stolen"/),
    );
    assert.ok(!elsewhere.isDone());
  });

  test('by hanging in the middle: a fault once the deadline has passed', async () => {
    await operator.close();
    operator = operatorWith({ budgets: { request: 0.02 } });
    nock.cleanAll();
    host.post(loginPath).delay(60_000).reply(200, {});
    await assert.rejects(operator.facts(), fault('HOST_NO_ANSWER', /no (complete )?answer within 0\.02 s/));
    assert.match(exchanges.at(-1)?.fault ?? '', /^no (complete )?answer within 0\.02 s$/);
  });

  test('by resetting or refusing connections', async () => {
    const broken = (code: string): Error => Object.assign(new Error(code), { code });
    await operator.logIn();
    host.get(current).replyWithError(broken('ECONNRESET'));
    host.get(current).replyWithError(broken('ECONNREFUSED'));
    host.get('/v1/ping').replyWithError(broken('ECONNREFUSED'));
    host.get('/v1/ping').reply(500);
    await assert.rejects(operator.facts(), fault('HOST_RESET', /connection closed without an answer/));
    await assert.rejects(operator.facts(), fault('HOST_UNREACHABLE', /connection refused/));
    assert.equal(await operator.isReachable(), false);
    assert.equal(await operator.isReachable(), true);
  });
});

describe('an operator that is ended', () => {
  test('by the signal: what is under way rejects with its reason', async () => {
    const stop = new AbortController();
    await operator.close();
    operator = operatorWith({}, stop.signal);
    const reason = new Error('enough');
    host.post(loginPath).delay(60_000).reply(200, {});
    const facts = operator.facts();
    stop.abort(reason);
    await assert.rejects(facts, reason);
    await assert.rejects(operator.isReachable(), reason);
  });

  test('by closing it: what is under way, and what comes later, says so', async () => {
    host.post(loginPath).delay(60_000).reply(200, {});
    const facts = operator.facts();
    await operator.close();
    await assert.rejects(facts, { code: 'OPERATOR_CLOSED' });
    await assert.rejects(operator.reboot(), { code: 'OPERATOR_CLOSED' });
  });
});

describe('what is recorded', () => {
  test('holds no password, session, link token or one-time password, wherever they show up', async () => {
    const refresh = 'refresh-0123456789-refresh';
    host.post(loginPath).reply(200, { Token: { Authorization: session, RefreshToken: refresh } });
    host.post(`${current}/link/generate-token`).reply(200, { token: linkToken, remainingTime: 'x', interval: 120 });
    host.post(`${current}/link/generate-token`).reply(200, [linkToken]);
    host.post(`${current}/link`).reply(400, { message: `${linkToken} with 91827364 of ${session} and ${password}` });
    host.post(`${current}/link`).reply(200, { status: 'Failed', errorMessage: `${linkToken} is used up` });
    host.get(current).reply(200, { metadata: { id: [session] } });
    const messages: string[] = [];
    for (const act of [
      () => operator.generateToken(),
      () => operator.generateToken(),
      () => operator.link(linkToken),
      () => operator.link(linkToken),
      () => operator.facts(),
    ]) {
      messages.push(await act().then((outcome) => JSON.stringify(outcome), String));
    }
    const everything = JSON.stringify(exchanges) + messages.join();
    for (const secret of [password, session, refresh, linkToken, '91827364']) {
      assert.ok(!everything.includes(secret), `${secret} in ${everything}`);
    }
    assert.equal(exchanges[0]?.requestBody, '{"username":"operator","password":"<password>"}');
    assert.equal(
      exchanges[0]?.responseBody,
      '{"Token":{"Authorization":"<session>","RefreshToken":"<refresh token>"}}',
    );
    const sent = exchanges.find(({ path }) => path === `${current}/link`);
    assert.equal(sent?.requestBody, `{"token":"<link token, ${linkToken.length} characters>"}`);
  });

  test('is short, whatever the host says', async () => {
    logsIn();
    const peers = Array.from({ length: 500 }, () => ({ id: 'edge-1', ip: 1 }));
    host.get(`${current}/link/status`).reply(200, { status: 'Completed', peers });
    await operator.linkedHosts();
    const { responseBody, findings: found } = exchanges.at(-1) as Exchange;
    assert.ok((responseBody ?? '').length <= 2048);
    assert.equal(found.length, 21);
    assert.equal(found.at(-1)?.seen, '480 more violations');
  });
});
