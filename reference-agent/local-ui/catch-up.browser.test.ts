/** How often a page that is open asks its host, while changes are told. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Route } from 'playwright-core';
import { current, eventually, type TestHost } from '../test-hosts';
import { browserOfFile } from './testing/browser';
import { hostsOfFile } from './testing/hosts';

const { boot } = hostsOfFile();
const browser = browserOfFile();
const path = '/linked-edge-hosts';

/**
 * Keeps count in the page itself, where what it asks for and what it hears have one order; it does not ask merely because
 * time passes.
 */
const observe = `
  window.asked = [];
  window.heard = [];
  const open = XMLHttpRequest.prototype.open;
  XMLHttpRequest.prototype.open = function (method, url) {
    if (method === 'GET') window.asked.push(new URL(url, location.href).pathname);
    return open.apply(this, arguments);
  };
  window.EventSource = class extends EventSource {
    constructor(url) {
      super(url);
      this.addEventListener('revision', ({ data }) => window.heard.push(data));
    }
  };
  window.setInterval = () => 0;
`;

/** A page that is up to date, whose requests can be held on their way. */
async function watched(host: TestHost, at = path) {
  const { page } = await browser.at(host, at);
  await page.addInitScript(observe);
  await page.reload();
  const seen = (what: string) => eventually(async () => assert(await page.evaluate<boolean>(what), what));
  await seen('heard.length > 0');
  let isGenerating = false;
  /** Holds the next request like this, before it reaches the host. */
  const hold = (method: string, url: string): Promise<Route> =>
    new Promise((resolve) => {
      let isHeld = false;
      void page.route(`**${url}`, async (route, request) => {
        if (isHeld || request.method() !== method) return await route.fallback();
        isHeld = true;
        resolve(route);
      });
    });
  return {
    page,
    hold,
    seen,
    asked: () => page.evaluate<string[]>('asked'),
    /** Something changes on the host, and the page has heard of it. */
    async change(): Promise<void> {
      const before = await page.evaluate<number>('heard.length');
      isGenerating = !isGenerating;
      const answer = await host.call(isGenerating ? 'POST' : 'DELETE', `${current}/link/generate-token`);
      assert(answer.status < 300, `${answer.status}`);
      await seen(`heard.length > ${before}`);
    },
    showsNewest: () => seen("document.querySelector('main').dataset.revision === heard.at(-1)"),
  };
}

test('a page asks once for changes that come in a burst', async () => {
  const { page, change, asked, showsNewest } = await watched(await boot());
  // However long the burst takes here.
  await page.evaluate('window.due = []; window.setTimeout = (act) => due.push(act);');
  await change();
  await change();
  await change();
  assert.deepEqual(await asked(), []);
  await page.evaluate('due.forEach((act) => act())');
  await showsNewest();
  assert.deepEqual(await asked(), [path]);
});

describe('a page that asks while more changes', () => {
  test('does not ask again where the answer shows all that was heard', async () => {
    const host = await boot();
    const { page, hold, change, asked, showsNewest } = await watched(host);
    const held = hold('GET', path);
    await change();
    const request = await held;
    await change();
    await change();
    await request.continue();
    await showsNewest();
    await page.getByRole('region', { name: 'Token' }).waitFor();
    assert.deepEqual(await asked(), [path]);
  });

  test('asks once more where the answer is older, however much it heard meanwhile', async () => {
    const { hold, change, asked, showsNewest } = await watched(await boot());
    const held = hold('GET', path);
    await change();
    const request = await held;
    const older = await request.fetch();
    await change();
    await change();
    await change();
    await request.fulfill({ response: older });
    await showsNewest();
    assert.deepEqual(await asked(), [path, path]);
  });

  test('shows it also where the request fails, once the host answers again', async () => {
    const { page, hold, change, asked, showsNewest } = await watched(await boot());
    const held = hold('GET', path);
    await change();
    const request = await held;
    await change();
    await request.abort();
    await page.locator('#away', { hasText: 'does not answer' }).waitFor();
    await showsNewest();
    await page.locator('#away', { hasText: 'does not answer' }).waitFor({ state: 'detached' });
    assert.deepEqual(await asked(), [path, path]);
  });

  test('asks for nothing more before a form that is being sent is answered, and then for what it lacks', async () => {
    const { page, hold, change, asked, seen, showsNewest } = await watched(await boot(), '/settings');
    const [held, sent] = [hold('GET', '/settings'), hold('POST', '/settings/password')];
    await change();
    const request = await held;
    const older = await request.fetch();
    await page.getByLabel('Current password').fill('a wrong password');
    await page.getByRole('button', { name: 'Change password' }).click();
    const form = await sent;
    await change();
    await request.fulfill({ response: older });
    const [, revision] = /data-revision="([^"]+)"/.exec(await older.text()) ?? [];
    await seen(`document.querySelector('main').dataset.revision === '${revision}'`);
    assert.deepEqual(await asked(), ['/settings']);
    await form.continue();
    await page.getByRole('alert').filter({ hasText: 'password' }).waitFor();
    await showsNewest();
    assert.deepEqual(await asked(), ['/settings', '/settings']);
  });

  for (const [how, count] of [
    ['as new', 1],
    ['older', 2],
  ] as const) {
    test(`goes by the revision of another page that it waits for: ${how}`, async () => {
      const { page, hold, change, asked, showsNewest } = await watched(await boot());
      const held = hold('GET', '/settings');
      await page.getByRole('link', { name: 'Settings' }).click();
      const request = await held;
      const older = how === 'older' && (await request.fetch());
      await change();
      await change();
      await (older ? request.fulfill({ response: older }) : request.continue());
      await page.getByRole('heading', { name: 'Settings', level: 1 }).waitFor();
      await showsNewest();
      assert.deepEqual(await asked(), Array(count).fill('/settings'));
    });
  }
});
