import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { eventually } from '../test-hosts';
import { browserOfFile } from './testing/browser';
import { hostsOfFile } from './testing/hosts';
import { tabTo } from './testing/keyboard';

const { boot } = hostsOfFile();
const browser = browserOfFile();

/** What is focused, by its accessible name as far as text tells. */
const focused = (page: Page) => page.evaluate<string>('document.activeElement.innerText.trim()');

async function logIn(page: Page): Promise<void> {
  // The first field is focused from the start, which a browser does with its first frame.
  await page.getByRole('textbox', { name: 'User name' }).and(page.locator(':focus')).waitFor();
  await page.keyboard.type('operator');
  await tabTo(page, 'textbox', 'Password');
  await page.keyboard.type('a long password');
  await page.keyboard.press('Enter');
  await tabTo(page, 'link', 'Linked Edge Hosts');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Linked Edge Hosts', level: 1 }).waitFor();
}

test('two hosts are linked and unlinked with the keyboard alone', async () => {
  const [leader, follower] = [await boot({ hostName: 'alpha' }), await boot({ hostName: 'beta' })];
  const { page } = await browser.open(leader, { permissions: ['clipboard-read', 'clipboard-write'] });
  await logIn(page);
  await tabTo(page, 'button', 'Generate token');
  await page.keyboard.press('Enter');
  await tabTo(page, 'button', 'Copy');
  await page.keyboard.press('Enter');
  await page.getByRole('status').filter({ hasText: 'Copied.' }).waitFor();
  const token = await page.evaluate<string>('navigator.clipboard.readText()');

  const other = (await browser.open(follower)).page;
  await logIn(other);
  await tabTo(other, 'button', 'Link this device to another');
  await other.keyboard.press('Space');
  // The field of the dialog is focused.
  await other.keyboard.insertText(token);
  await tabTo(other, 'button', 'Confirm');
  await other.keyboard.press('Enter');
  await other.getByRole('row', { name: 'alpha' }).waitFor();

  await page.getByRole('row', { name: 'beta' }).waitFor();
  await tabTo(page, 'button', 'Actions for');
  await page.keyboard.press('ArrowDown');
  await eventually(async () => assert.equal(await focused(page), 'Unlink'));
  await page.keyboard.press('Escape');
  await page.keyboard.press('Enter');
  await eventually(async () => assert.equal(await focused(page), 'Unlink'));
  await page.keyboard.press('Enter');
  await tabTo(page, 'button', 'Cancel');
  await page.keyboard.press('Enter');
  // Back where it began, though the entry that opened the dialog is gone.
  await eventually(async () =>
    assert.equal(await page.evaluate('document.activeElement.ariaLabel?.slice(0, 11)'), 'Actions for'),
  );
  await page.keyboard.press('Enter');
  await eventually(async () => assert.equal(await focused(page), 'Unlink'));
  await page.keyboard.press('Enter');
  await tabTo(page, 'button', 'Confirm');
  await page.keyboard.press('Enter');
  await page.getByRole('row', { name: 'beta' }).waitFor({ state: 'detached' });
  assert.deepEqual(await leader.peers(), []);
});

test('the User Menu and the menu inside it are gone through with the keyboard', async () => {
  const { page } = await browser.at(await boot());
  await tabTo(page, 'button', 'User Menu');
  for (const [key, now] of [
    ['Enter', 'Actions'],
    ['ArrowDown', 'Sign out'],
    ['ArrowDown', 'Actions'],
    ['End', 'Sign out'],
    ['Home', 'Actions'],
    ['s', 'Sign out'],
    ['ArrowUp', 'Actions'],
    ['ArrowRight', 'Reboot'],
    ['ArrowUp', 'Reset to factory default'],
    ['ArrowLeft', 'Actions'],
    ['ArrowRight', 'Reboot'],
  ] as const) {
    await page.keyboard.press(key);
    await eventually(async () => assert.equal(await focused(page), now, `after ${key}`));
  }
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'Reboot this host?' }).waitFor();
  await page.keyboard.press('Escape');
  await eventually(async () => assert.equal(await page.evaluate('document.activeElement.id'), 'user'));
});

test('a button that would be refused can be gone to, says why, and does nothing', async () => {
  const [leader, follower] = [await boot({ hostName: 'alpha' }), await boot()];
  await follower.link(await leader.token());
  const { page } = await browser.at(leader, '/linked-edge-hosts');
  await tabTo(page, 'button', 'Stop token generation');
  const reason = page.getByRole('tooltip').filter({ hasText: 'leads 1 linked host' });
  assert.equal(await reason.isVisible(), true);
  await page.keyboard.press('Enter');
  await leader.token();
  assert.deepEqual(await leader.peers(), [follower.id]);
});
