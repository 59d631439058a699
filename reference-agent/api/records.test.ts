/** Audits and lifecycle events as they are answered, and what of an operation is recorded, on a host without a network. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Hono } from 'hono/quick';
import { type Action, AuditLog, auditJournal } from '../audits';
import { eventJournal, LifecycleLog } from '../events';
import { logger } from '../log';
import type { Disk } from '../outside/disk';
import { Journal } from '../store/journal';
import { quietHost } from '../testing/quiet-host';
import { apiApp } from './app';
import { auditRoutes } from './audits';
import { lifecycleRoutes } from './lifecycle';
import { actsAs, type Route } from './routes';

const place = (log = logger({ clock: quietHost().time.clock() })) => ({
  disk: { read: async () => undefined, replace: async () => {} } as unknown as Disk,
  power: new AbortController().signal,
  log,
});

async function host() {
  const { context, time } = quietHost();
  const audits = new AuditLog(await Journal.open(place(), auditJournal), context.clock, () => context.host.state);
  const lifecycle = new LifecycleLog(context, await Journal.open(place(), eventJournal));
  lifecycle.begin();
  const routes = [...auditRoutes(context, audits), ...lifecycleRoutes(lifecycle)];
  const check = async () => ({ username: 'operator', sessionId: '1' });
  const app = apiApp(routes, check, place().log, new Hono(), audits);
  const get = async (path: string) => {
    const answer = await app.request(path);
    // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of any shape
    return { status: answer.status, body: (await answer.json()) as any };
  };
  return { audits, time, get };
}

const path = '/v1/edge-mgmt/edgehosts/current/audits';

describe('audits', () => {
  test('are read page by page, each once, whatever is recorded meanwhile', async () => {
    const { audits, get } = await host();
    const record = () => audits.record({ actionType: 'action', kind: 'edgehost', message: 'Again.' }, 'operator');
    for (let count = 0; count < 120; count += 1) record();
    const stamps: string[] = [];
    const sizes: number[] = [];
    let token = '';
    do {
      const { body } = await get(`${path}?continue=${token}`);
      record();
      stamps.push(
        ...body.items.map((item: { metadata: { createTimestamp: string } }) => item.metadata.createTimestamp),
      );
      sizes.push(body.listmeta.limit);
      assert.equal(body.listmeta.offset, stamps.length);
      token = body.listmeta.continue;
    } while (token !== '');
    assert.deepEqual(sizes, [50, 50, 20]);
    assert.equal(new Set(stamps).size, 120);
  });

  test('are at most fifty in an answer', async () => {
    const { audits, get } = await host();
    for (let count = 0; count < 60; count += 1) {
      audits.record({ actionType: 'action', kind: 'edgehost', message: 'Again.' }, 'operator');
    }
    assert.equal((await get(`${path}?limit=1000`)).body.items.length, 50);
    assert.equal((await get(`${path}?limit=7`)).body.items.length, 7);
    assert.equal((await get(`${path}?offset=55`)).body.items.length, 5);
  });

  test('are filtered by what is asked for', async () => {
    const { audits, get, time } = await host();
    audits.record({ actionType: 'activity', kind: 'user', message: 'One.' }, 'first');
    time.pass(60);
    const between = new Date(time.now - 1000).toISOString();
    audits.record({ actionType: 'update', kind: 'edgehost', message: 'Two.' }, 'second');
    audits.record({ actionType: 'activity', kind: 'edgehost', message: 'Three.' });
    const messages = async (query: string) =>
      (await get(`${path}?${query}`)).body.items.map((item: { spec: { message: string } }) => item.spec.message);
    assert.deepEqual(await messages(''), ['Three.', 'Two.', 'One.']);
    assert.deepEqual(await messages('userUid=first'), ['One.']);
    assert.deepEqual(await messages('actionType=update'), ['Two.']);
    assert.deepEqual(await messages('resourceKind=edgehost'), ['Three.', 'Two.']);
    assert.deepEqual(await messages(`endTime=${between}`), ['One.']);
    assert.deepEqual(await messages(`startTime=${between}&actionType=`), ['Three.', 'Two.']);
    assert.deepEqual(await messages('startTime=2026-01-31T09:30:00%2B02:00'), ['Three.', 'Two.', 'One.']);
  });

  for (const [query, message] of [
    ['startTime=yesterday', /"startTime" is "yesterday"/],
    ['startTime=2026-01-31', /"startTime" is/],
    ['endTime=2026-13-31T09:30:00Z', /"endTime" is/],
    ['startTime=2026-01-31T09:30:01Z&endTime=2026-01-31T09:30:00Z', /"startTime" lies after "endTime"/],
    ['actionType=read', /"actionType" is "read".*create, update/],
    ['limit=0', /"limit" is "0"/],
    ['limit=-1', /"limit" is "-1"/],
    ['limit=many', /"limit" is "many"/],
    ['limit=1e3', /"limit" is "1e3"/],
    ['offset=-1', /"offset" is "-1"/],
    ['offset=99999999999999999999', /"offset" is/],
    ['continue=none', /"continue" is "none"/],
    [`userUid=${'x'.repeat(300)}`, /"userUid" is "x+", which has more than 256 characters/],
  ] as const) {
    test(`are refused with one sentence: ${query.slice(0, 60)}`, async () => {
      const { status, body } = await (await host()).get(`${path}?${query}`);
      assert.equal(status, 400);
      assert.equal(body.code, 'AUDIT_QUERY');
      assert.match(body.message, message);
      assert.match(body.message, /^[^\n]+; [^\n]+\.$/);
    });
  }
});

test('lifecycle events have the published shape', async () => {
  const { body } = await (await host()).get('/v1/edge-mgmt/events/lifecycle');
  assert.deepEqual(body.clusterEvents, []);
  const [{ lastTransitionTime, ...booted }] = body.edgeHostEvents;
  assert.deepEqual(booted, { type: 'Booted', status: 'True', reason: 'PowerOn', message: 'The host booted.' });
  assert.ok(Date.parse(lastTransitionTime));
  assert.deepEqual(
    body.expectedOrder.map((category: { category: string }) => category.category),
    ['EdgeHost', 'Cluster'],
  );
});

describe('an operation is recorded', () => {
  const audit = { actionType: 'update', kind: 'edgehost', message: 'It was changed.' } as const;
  const routes: Route[] = [
    { method: 'PUT', path: '/good', audit, answer: (call) => call.json({}, 202) },
    { method: 'PUT', path: '/refused', audit, answer: (call) => call.json({}, 400) },
    {
      method: 'PUT',
      path: '/broken',
      audit,
      answer: () => {
        throw new Error('broken');
      },
    },
    { method: 'GET', path: '/good', answer: (call) => call.json({}) },
    {
      method: 'PUT',
      path: '/named/:name',
      audit: { ...audit, message: (call) => `"${call.req.param('name')}" was changed.` },
      answer: (call) => call.json({}),
    },
    {
      method: 'POST',
      path: '/open',
      open: true,
      audit,
      answer: (call) => {
        actsAs(call, 'newcomer');
        return call.json({});
      },
    },
  ];

  for (const [what, method, path, session, recorded] of [
    ['when it was accepted, with who asked', 'PUT', '/good', 'good', ['operator', 'It was changed.']],
    ['not when it was refused', 'PUT', '/refused', 'good', undefined],
    ['not when it failed', 'PUT', '/broken', 'good', undefined],
    ['not without a login', 'PUT', '/good', '', undefined],
    ['not when it changes nothing', 'GET', '/good', 'good', undefined],
    ['with what it was done to', 'PUT', '/named/lo', 'good', ['operator', '"lo" was changed.']],
    ['with the one who logged in by it', 'POST', '/open', '', ['newcomer', 'It was changed.']],
  ] as const) {
    test(what, async () => {
      const seen: [string | undefined, string][] = [];
      const audits = { record: ({ message }: Action, username?: string) => void seen.push([username, message]) };
      const check = async (given: string) => (given === 'good' ? { username: 'operator', sessionId: '1' } : undefined);
      const app = apiApp(routes, check, place().log, new Hono(), audits);
      await app.request(path, { method, headers: { authorization: session } });
      assert.deepEqual(seen, recorded === undefined ? [] : [recorded]);
    });
  }
});
