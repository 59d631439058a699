import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { eventually } from '../test-hosts';
import { browserOfFile, logIn } from './testing/browser';
import { hostsOfFile } from './testing/hosts';

const { boot } = hostsOfFile();
const browser = browserOfFile();

/** Counts what a page asks its host for. */
function requestsOf(page: Page) {
  const documents: string[] = [];
  const pages: string[] = [];
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (request.isNavigationRequest()) documents.push(pathname);
    else if (request.resourceType() === 'xhr') pages.push(pathname);
  });
  return { documents, pages };
}

const heading = (page: Page, name: string) => page.getByRole('heading', { name, level: 1 }).waitFor();
const isIdle = (page: Page) => page.locator('[aria-busy=true]').waitFor({ state: 'detached' });

test('a first visit asks for one script and one style sheet beside the page', async () => {
  const { page } = await browser.open(await boot());
  const loaded = await page.evaluate<string[]>("performance.getEntriesByType('resource').map(({ name }) => name)");
  // Not every browser asks for the icon.
  const names = loaded.map((url) => url.replace(/.*\//, '')).filter((name) => name !== 'favicon.svg');
  assert.deepEqual(names.sort(), ['local-ui.css', 'local-ui.js']);
});

describe('pages follow one another', () => {
  test('without a new document, from the login to the sign out', async () => {
    const { page } = await browser.open(await boot({ hostName: 'alpha' }));
    const { documents } = requestsOf(page);
    await logIn(page);
    await heading(page, 'Edge Host');
    await page.getByRole('link', { name: 'Linked Edge Hosts' }).click();
    await heading(page, 'Linked Edge Hosts');
    assert.equal(new URL(page.url()).pathname, '/linked-edge-hosts');
    assert.equal(await page.title(), 'Linked Edge Hosts · alpha · Local UI');
    assert.equal(await page.locator('[aria-current=page]').textContent(), 'Linked Edge Hosts');
    await page.getByRole('link', { name: 'Settings' }).click();
    await heading(page, 'Settings');
    await page.goBack();
    await heading(page, 'Linked Edge Hosts');
    await page.goForward();
    await heading(page, 'Settings');
    await page.getByRole('button', { name: 'User Menu' }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await heading(page, 'Log in');
    assert.deepEqual(documents, []);
    assert.equal(
      await page.getByRole('textbox', { name: 'User name' }).evaluate((field) => field.matches(':focus')),
      true,
    );
  });

  test('with every click on the menu, also on the entry of the page that is shown', async () => {
    const { page } = await browser.at(await boot(), '/linked-edge-hosts');
    const { documents, pages } = requestsOf(page);
    await page.getByRole('link', { name: 'Linked Edge Hosts' }).click();
    await isIdle(page);
    await page.getByRole('link', { name: 'Linked Edge Hosts' }).click();
    await isIdle(page);
    assert.deepEqual([documents, pages], [[], ['/linked-edge-hosts', '/linked-edge-hosts']]);
  });

  test('and are asked for no more often than something changed', async () => {
    const { page } = await browser.at(await boot(), '/linked-edge-hosts');
    const { pages } = requestsOf(page);
    await page.getByRole('button', { name: 'Generate token' }).click();
    await page.getByRole('region', { name: 'Token' }).waitFor();
    await isIdle(page);
    await page.getByRole('button', { name: 'Stop token generation' }).click();
    await page.getByRole('region', { name: 'Token' }).waitFor({ state: 'detached' });
    await isIdle(page);
    assert(pages.length >= 2 && pages.length <= 4, `asked ${pages.length} times`);
  });
});

test('a session that was closed elsewhere leads to the login at the next change, and back', async () => {
  const host = await boot();
  const { page } = await browser.at(host, '/linked-edge-hosts');
  await page.context().clearCookies();
  await host.token();
  await heading(page, 'Log in');
  await logIn(page);
  await heading(page, 'Linked Edge Hosts');
  await page.getByRole('region', { name: 'Token' }).waitFor();
});

test('a login that is refused says so in place, and keeps the name', async () => {
  const { page } = await browser.open(await boot());
  await page.getByRole('textbox', { name: 'User name' }).fill('operator');
  await page.getByRole('textbox', { name: 'Password' }).fill('a wrong password');
  await page.getByRole('button', { name: 'Log in' }).click();
  await page.getByRole('alert').filter({ hasText: 'The user name or the password is wrong' }).waitFor();
  await isIdle(page);
  assert.equal(await page.getByRole('alert').isVisible(), true);
  assert.equal(await page.getByRole('textbox', { name: 'User name' }).inputValue(), 'operator');
  await logIn(page);
});

test('a page that is asked for while the host is away is shown once it is back', async () => {
  const host = await boot({ rebootSeconds: 1 });
  const { page } = await browser.at(host);
  await host.call('POST', '/v1/edge-mgmt/edgehosts/current/actions/reboot');
  await page.locator('#away', { hasText: 'This page comes back by itself.' }).waitFor();
  await page.getByRole('link', { name: 'Settings' }).click();
  await heading(page, 'Settings');
  assert.equal(new URL(page.url()).pathname, '/settings');
});

test('without a script everything works too, with a new document each time', async () => {
  const [leader, follower] = [await boot({ hostName: 'alpha' }), await boot({ hostName: 'beta' })];
  const { page } = await browser.at(follower, '/', { javaScriptEnabled: false });
  await page.getByRole('link', { name: 'Linked Edge Hosts' }).click();
  await page.getByRole('button', { name: 'Link this device' }).click();
  await page.getByRole('textbox', { name: 'Token' }).fill('nonsense');
  await page.getByRole('button', { name: 'Confirm' }).click();
  await page.getByRole('alert').filter({ hasText: 'This is no link token' }).first().waitFor();
  await page.getByRole('button', { name: 'Link this device' }).click();
  await page.getByRole('textbox', { name: 'Token' }).fill(await leader.token());
  await page.getByRole('button', { name: 'Confirm' }).click();
  await page.getByRole('row', { name: 'alpha' }).waitFor();
  await page.getByRole('button', { name: 'Unlink' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Confirm' }).click();
  await page.getByText('This host is linked with no other.').waitFor();
  await eventually(async () => assert.deepEqual(await leader.peers(), []));
  await page.getByRole('button', { name: 'User Menu' }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await heading(page, 'Log in');
});
