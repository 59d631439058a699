import assert from 'node:assert/strict';
import type { IncomingMessage } from 'node:http';
import { describe, test } from 'node:test';
import { eventually } from '../test-hosts';
import { TestTime } from '../testing/test-time';
import { hostsOfFile } from './testing/hosts';
import { fieldOf } from './testing/html';
import type { Visitor } from './testing/visitor';

const { visited, visit, boot } = hostsOfFile();

/** What a page hears. */
async function listen(visitor: Visitor) {
  const answer: IncomingMessage = await visitor.open('GET', '/events', { accept: 'text/event-stream' });
  assert.equal(answer.headers['content-type'], 'text/event-stream');
  const heard: string[] = [];
  answer.setEncoding('utf8').on('data', (text: string) => heard.push(...(text.match(/(?<=event: )\w+/g) ?? [])));
  answer.on('error', () => {});
  const ended = new Promise<void>((resolve) => answer.once('close', resolve));
  await eventually(() => assert(heard.includes('revision')));
  return {
    heard,
    ended,
    leave: () => answer.destroy(),
    /** Resolves once another change is heard of than those before this call. */
    hearing: (before = heard.length) => eventually(() => assert(heard.slice(before).includes('revision'))),
  };
}

describe('a page hears', () => {
  test('of a change of the host', async () => {
    const visitor = await visited();
    const page = await listen(visitor);
    const hearing = page.hearing();
    await visitor.host.token();
    await hearing;
    page.leave();
  });

  test('of another host that joined, and of an attempt to link that failed', async () => {
    const [leader, follower] = [await visited(), await visited()];
    const token = await leader.host.token();
    const pages = [await listen(leader), await listen(follower)];
    const failing = pages[1]?.hearing();
    assert.equal((await follower.host.link('nonsense')).status, 400);
    await failing;
    const hearing = pages.map((page) => page.hearing());
    assert.equal((await follower.host.link(token)).status, 200);
    await Promise.all(hearing);
    for (const page of pages) page.leave();
  });

  test('of proxy settings that came into use', async () => {
    const visitor = await visited({ configurationSeconds: 0.05 });
    const page = await listen(visitor);
    await visitor.act('/proxy', { httpProxy: 'http://proxy.example:3128' });
    const isConfigured = async () => assert.match((await visitor.get('/')).html, />Configured</);
    await eventually(isConfigured);
    await eventually(() => assert(page.heard.filter((event) => event === 'revision').length >= 3));
    page.leave();
  });

  test('of a token that expired, when the clock of the host says so', async () => {
    const time = new TestTime();
    const visitor = await visited({ clock: time.clock() });
    await visitor.host.token();
    const page = await listen(visitor);
    const token = fieldOf((await visitor.get('/linked-edge-hosts')).html, 'token');
    for (let renewal = 0; renewal < 2; renewal += 1) {
      const hearing = page.hearing();
      time.pass(120);
      await hearing;
    }
    assert.notEqual(fieldOf((await visitor.get('/linked-edge-hosts')).html, 'token'), token);
    page.leave();
  });
});

describe('pages that listen', () => {
  test('do not hold a host up that goes down, though its clock stands still, and are told', async () => {
    const time = new TestTime();
    const visitor = await visited({ clock: time.clock() });
    await visitor.host.token();
    const pages = [await listen(visitor), await listen(visitor)];
    await visitor.host.agent.close();
    for (const page of pages) {
      await page.ended;
      assert(page.heard.includes('leaving'));
    }
    assert.equal(time.waiting, 0);
  });

  test('see a reboot through: they are told, and the host is back with the same session', async () => {
    const visitor = await visited();
    const page = await listen(visitor);
    const { done, away } = await visitor.act('/reboot');
    assert.equal(done, 'The host reboots.');
    assert.match(String(away), /comes back by itself/);
    await page.ended;
    assert(page.heard.includes('leaving'));
    await eventually(async () => assert.equal((await visitor.get('/')).status, 200));
    (await listen(visitor)).leave();
  });

  test('leave nothing behind on the host once they are closed', async () => {
    const time = new TestTime();
    const host = await boot({ clock: time.clock() });
    await host.token();
    const visitor = await visit(host);
    const before = time.waiting;
    const pages = [await listen(visitor), await listen(visitor), await listen(visitor)];
    assert.equal(time.waiting, before + 3);
    for (const page of pages) page.leave();
    await eventually(() => assert.equal(time.waiting, before));
  });
});
