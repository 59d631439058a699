import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { demandAccessible } from './testing/accessible';
import { browserOfFile } from './testing/browser';
import { hostsOfFile } from './testing/hosts';

const { boot } = hostsOfFile();
const browser = browserOfFile();

const dialog = (button: string, name: string | RegExp) => async (page: Page) => {
  await page.getByRole('button', { name: button }).click();
  await page.getByRole('dialog', { name }).waitFor();
};

const states: readonly (readonly [what: string, path: string, prepare?: (page: Page) => Promise<void>])[] = [
  ['Edge Host', '/'],
  ['its proxy dialog', '/', dialog('Edit HTTP Proxy', 'Edit HTTP proxy')],
  ['Linked Edge Hosts', '/linked-edge-hosts'],
  [
    'a row menu',
    '/linked-edge-hosts',
    async (page) => await page.getByRole('button', { name: 'Actions for' }).first().click(),
  ],
  [
    'unlink',
    '/linked-edge-hosts',
    async (page) => {
      await page.getByRole('button', { name: 'Actions for' }).first().click();
      await page.getByRole('menuitem', { name: 'Unlink' }).click();
    },
  ],
  ['Settings', '/settings'],
  ['no page', '/nothing'],
  [
    'the User Menu',
    '/',
    async (page) => {
      await page.getByRole('button', { name: 'User Menu' }).click();
      await page.getByRole('menuitem', { name: 'Actions' }).click();
    },
  ],
];

for (const [width, height] of [
  [360, 760],
  [1600, 1000],
] as const) {
  for (const colorScheme of ['light', 'dark'] as const) {
    const options = { viewport: { width, height }, colorScheme };
    describe(`at ${width} px, ${colorScheme}`, () => {
      test('the login page, with an error', async () => {
        const { page } = await browser.open(await boot(), options);
        await demandAccessible(page);
        await page.getByRole('textbox', { name: 'User name' }).fill('somebody');
        await page.getByRole('textbox', { name: 'Password' }).fill('something');
        await page.getByRole('button', { name: 'Log in' }).click();
        await page.getByRole('alert').filter({ hasText: 'is wrong' }).waitFor();
        await demandAccessible(page);
      });

      test('a host that is alone, and its dialogs, with an error', async () => {
        const { page } = await browser.at(await boot(), '/linked-edge-hosts', options);
        await demandAccessible(page);
        await page.getByRole('button', { name: 'Link this device' }).click();
        await page.getByRole('button', { name: 'Confirm' }).click();
        await page.getByRole('alert').filter({ hasText: 'The token is empty' }).waitFor();
        await demandAccessible(page);
        await page.keyboard.press('Escape');
        await page.getByRole('link', { name: 'Edge Host', exact: true }).click();
        await page.getByRole('table').getByRole('button', { name: 'Edit' }).click();
        await page.getByRole('dialog', { name: 'Edit network interface' }).waitFor();
        await demandAccessible(page);
      });

      test('pages, dialogs and menus of a leader, and those of a follower', async () => {
        const [leader, follower] = [await boot({ hostName: 'alpha' }), await boot({ hostName: 'beta' })];
        await leader.call('PUT', '/v1/edge-mgmt/edgehosts/current/configurations', { httpProxy: 'http://p.example:1' });
        await follower.link(await leader.token());
        const { page, complaints } = await browser.at(leader, '/', options);
        for (const [what, path, prepare] of states) {
          await page.goto(new URL(path, leader.agent.url).href);
          if (path !== '/nothing') await page.getByRole('navigation', { name: 'Main Menu' }).waitFor();
          await prepare?.(page);
          await demandAccessible(page).catch((error) => {
            throw new Error(`${what}: ${error.message}`, { cause: error });
          });
        }
        assert.deepEqual(complaints, []);
        const other = (await browser.at(follower, '/linked-edge-hosts', options)).page;
        await demandAccessible(other);
        await dialog('Unlink', 'Unlink this host?')(other);
        await demandAccessible(other);
      });
    });
  }
}
