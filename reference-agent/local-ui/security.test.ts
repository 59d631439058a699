import assert from 'node:assert/strict';
import { extname } from 'node:path';
import { describe, test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { eventually, type TestHost } from '../test-hosts';
import { hostsOfFile } from './testing/hosts';
import { rowsOf, textOf } from './testing/html';

const { boot, visit, visited, group } = hostsOfFile();
const pages = ['/', '/linked-edge-hosts', '/settings', '/login', '/nothing'];
const linkStatus = '/v1/edge-mgmt/edgehosts/current/link/status';

describe('every page', () => {
  for (const path of pages) {
    test(`${path} lets nothing in that is not of this host, and is kept nowhere`, async () => {
      const visitor = await visited();
      const { headers, html } = await visitor.get(path);
      const policy = String(headers['content-security-policy']);
      assert.match(policy, /default-src 'none'/);
      assert.match(policy, /frame-ancestors 'none'/);
      assert.match(policy, /require-trusted-types-for 'script'/);
      assert.doesNotMatch(policy, /unsafe|\*|https?:/);
      assert.equal(headers['cache-control'], 'no-store');
      assert.equal(headers['x-content-type-options'], 'nosniff');
      assert.doesNotMatch(html, /<style|style="|\son[a-z]+="|<script(?! type="module" src="\/assets\/)|javascript:/);
    });
  }
});

describe('a form', () => {
  test('that another site sends is refused, and does nothing', async () => {
    const visitor = await visited();
    const path = '/linked-edge-hosts/generate-token';
    for (const headers of [{ origin: 'https://elsewhere.example' }, { origin: 'null' }]) {
      assert.equal((await visitor.post(path, {}, headers)).status, 403);
    }
    const withoutOrigin = { accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' };
    assert.equal((await visitor.ask('POST', path, withoutOrigin, '')).status, 403);
    assert.equal((await visitor.host.call('GET', linkStatus)).status, 404);
  });

  test('that is larger than a person fills in is refused in words', async () => {
    const visitor = await visited();
    const form = { token: 'x'.repeat(1024 * 1024) };
    const answer = await visitor.post('/linked-edge-hosts/link', form, { accept: 'application/json' });
    assert.equal(answer.status, 413);
    assert.match(JSON.parse(answer.html).refused, /larger than 1048576 bytes/);
  });
});

describe('names', () => {
  const name = '<img src=x onerror=alert(1)>';

  test('that are markup are shown as they are, wherever they stand', async () => {
    const [leader, follower] = await group('alpha', name);
    assert(leader && follower);
    for (const [visitor, path] of [
      [leader, '/linked-edge-hosts'],
      [follower, '/linked-edge-hosts'],
      [follower, '/'],
      [follower, '/settings'],
      [follower, '/login'],
    ] as const) {
      const { html } = await visitor.get(path);
      assert.doesNotMatch(html, /<img/, path);
      assert(textOf(html).includes(name), path);
    }
    const rows = rowsOf((await leader.get('/linked-edge-hosts')).html);
    assert.deepEqual(rows.map(([, one]) => one).sort(), [name, 'alpha This host']);
  });
});

describe('assets', () => {
  test('are kept by browsers for good, under an address that tells their content', async () => {
    const visitor = await visited();
    const { html } = await visitor.get('/login');
    const urls = [...html.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map(([, url = '']) => url);
    assert.deepEqual(urls.map((url) => extname(url)).sort(), ['.css', '.js', '.svg']);
    for (const url of urls) {
      const { status, headers } = await visitor.get(url);
      assert.equal(status, 200, url);
      assert.match(String(headers['cache-control']), /immutable/);
      assert.match(String(headers['content-type']), /^(text\/(css|javascript)|image\/svg\+xml); charset=utf-8$/);
      const other = url.replace(/\/assets\/[^/]+/, '/assets/0000000000000000');
      assert.equal((await visitor.get(other)).status, 404);
    }
    assert.equal((await visitor.get('/assets/..%2Fassets.ts')).status, 404);
  });

  test('come packed for who can unpack them, and are the same then', async () => {
    const visitor = await visited();
    const [, url = ''] = /href="([^"]+\.css)"/.exec((await visitor.get('/login')).html) ?? [];
    const plain = await visitor.get(url);
    const packed = await visitor.open('GET', url, { 'accept-encoding': 'gzip, br' });
    const pieces: Buffer[] = [];
    for await (const piece of packed) pieces.push(piece);
    assert.equal(packed.headers['content-encoding'], 'gzip');
    assert.equal(gunzipSync(Buffer.concat(pieces)).toString(), plain.html);
  });
});

describe('looking at pages', () => {
  test('changes nothing and is no action: nothing is recorded, no token generation begins', async () => {
    const host = await boot();
    const visitor = await visit(host);
    const audits = async () => (await host.call('GET', '/v1/edge-mgmt/edgehosts/current/audits')).body.items.length;
    const before = await audits();
    for (const path of ['/', '/linked-edge-hosts', '/settings']) assert.equal((await visitor.get(path)).status, 200);
    assert.equal((await host.call('GET', linkStatus)).status, 404);
    assert.equal(await audits(), before);
    await host.token();
    const generating = await audits();
    assert.match((await visitor.get('/linked-edge-hosts')).html, /Stop token generation/);
    assert.equal(await audits(), generating);
  });

  test('what is done on them is recorded as if it had been done through the API', async () => {
    const visitor = await visited();
    await visitor.act('/linked-edge-hosts/generate-token');
    const { items } = (await visitor.host.call('GET', '/v1/edge-mgmt/edgehosts/current/audits')).body;
    const [first] = items.filter(
      ({ spec }: { spec: { resource: { kind: string } } }) => spec.resource.kind === 'token',
    );
    assert.equal(first.spec.actor.uid, 'operator');
    assert.equal(first.spec.actionType, 'create');
  });
});

test('what is no page is answered by the API, as before', async () => {
  const host = await boot();
  const { status, body } = await host.raw('GET', '/nothing');
  assert.deepEqual([status, body.code], [404, 'PATH_UNKNOWN']);
  assert.equal((await host.raw('POST', '/nothing')).status, 404);
  const page = await (await visit(host)).get('/nothing/at-all');
  assert.equal(page.status, 404);
  assert.match(textOf(page.html), /There is no page "\/nothing\/at-all"\./);
});

test('neither passwords nor tokens of a form reach the log', async () => {
  const visitor = await visited();
  await visitor.logIn({ password: 'secret-of-a-person' });
  await visitor.act('/linked-edge-hosts/link', { token: 'secret-of-a-leader' });
  await visitor.act('/settings/password', { old: 'secret-of-old', new: 'secret-of-new', again: 'secret-of-new' });
  const host: TestHost = visitor.host;
  await eventually(() => assert(host.logs.length > 0));
  assert.doesNotMatch(host.logs.join('\n'), /secret-of/);
});
