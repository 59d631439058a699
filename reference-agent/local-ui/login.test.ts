import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { hostsOfFile } from './testing/hosts';
import { alertsOf, fieldOf } from './testing/html';
import { Visitor } from './testing/visitor';

const { boot, visited } = hostsOfFile();
const pages = ['/', '/linked-edge-hosts', '/settings'];

describe('without a session', () => {
  for (const path of pages) {
    test(`${path} leads to the login, and back afterwards`, async () => {
      const visitor = new Visitor(await boot());
      const sent = await visitor.get(path);
      assert.equal(sent.status, 303);
      const login = String(sent.headers.location);
      assert.match(login, /^\/login/);
      assert.doesNotMatch(login, /ended/);
      const { html } = await visitor.get(login);
      assert.match(html, /<h1>Log in<\/h1>/);
      const answer = await visitor.logIn({ next: new URL(login, 'https://host').searchParams.get('next') ?? '' });
      assert.deepEqual([answer.status, answer.headers.location], [303, path]);
      assert.equal((await visitor.get(path)).status, 200);
      visitor.hangUp();
    });
  }

  test('nothing can be done', async () => {
    const host = await boot();
    const visitor = new Visitor(host);
    for (const path of ['/linked-edge-hosts/generate-token', '/reset', '/reboot', '/network', '/settings/password']) {
      assert.equal((await visitor.post(path)).status, 303, path);
    }
    assert.equal((await visitor.get('/events')).status, 303);
    visitor.hangUp();
    assert.equal((await host.call('GET', '/v1/edge-mgmt/edgehosts/current/link/status')).status, 404);
  });
});

describe('a login', () => {
  test('that is refused says so in place, keeps the name, and gives nothing away', async () => {
    const visitor = new Visitor(await boot());
    for (const username of ['operator', 'nobody', '', '"><script>alert(1)</script>']) {
      const answer = await visitor.logIn({ username, password: 'a wrong password' });
      assert.equal(answer.status, 422);
      assert.match(alertsOf(answer.html).join(), /user name or the password is wrong/);
      assert.equal(fieldOf(answer.html, 'username'), username);
      assert.doesNotMatch(answer.html, /a wrong password|<script>alert/);
      assert.equal(answer.headers['set-cookie'], undefined);
    }
    visitor.hangUp();
  });

  test('leads nowhere but to pages of this host', async () => {
    const visitor = await visited();
    for (const next of [
      'https://elsewhere.example/',
      '//elsewhere.example',
      '/\\elsewhere.example',
      '/login',
      'javascript:alert(1)',
    ]) {
      assert.equal((await visitor.logIn({ next })).headers.location, '/', next);
    }
  });

  test('is kept in a cookie that scripts and other sites do not get', async () => {
    const visitor = new Visitor(await boot());
    const cookies = (await visitor.logIn()).headers['set-cookie'] as string[];
    assert.equal(cookies.length, 2);
    for (const cookie of cookies) assert.match(cookie, /HttpOnly; Secure; SameSite=Strict$/);
    visitor.hangUp();
  });
});

describe('a session that ends', () => {
  test('by signing out is good for nothing any more', async () => {
    const visitor = await visited();
    const copy = new Visitor(visitor.host);
    copy.become(visitor);
    const answer = await visitor.post('/logout');
    assert.deepEqual([answer.status, answer.headers.location], [303, '/login']);
    assert.equal((await visitor.get('/')).status, 303);
    assert.equal((await copy.get('/')).status, 303);
    copy.hangUp();
  });

  test('in the middle of an action leads to the login, which says so, and back to the page', async () => {
    const visitor = await visited();
    const copy = new Visitor(visitor.host);
    copy.become(visitor);
    await copy.post('/logout');
    copy.hangUp();
    const referer = new URL('/linked-edge-hosts', visitor.host.agent.url).href;
    const answer = await visitor.post('/linked-edge-hosts/generate-token', {}, { accept: 'application/json', referer });
    assert.equal(answer.status, 401);
    const { login } = JSON.parse(answer.html);
    assert.equal(login, '/login?next=%2Flinked-edge-hosts&ended=yes');
    assert.match((await visitor.get(login)).html, /role="status">Your session has ended/);
    await visitor.logIn();
    assert.doesNotMatch((await visitor.get('/linked-edge-hosts')).html, /Stop token generation/);
  });
});
