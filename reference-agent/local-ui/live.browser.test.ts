import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { eventually } from '../test-hosts';
import { TestTime } from '../testing/test-time';
import { browserOfFile, logIn } from './testing/browser';
import { hostsOfFile } from './testing/hosts';

const { boot } = hostsOfFile();
const browser = browserOfFile();
const path = '/linked-edge-hosts';

describe('a page that is open', () => {
  test('shows what changes without being asked', async () => {
    const [leader, follower] = [await boot({ hostName: 'alpha' }), await boot({ hostName: 'beta' })];
    const { page, complaints } = await browser.at(leader, path);
    const token = await leader.token();
    await page.getByRole('region', { name: 'Token' }).waitFor();
    assert.equal(await page.getByRole('textbox', { name: 'Token' }).inputValue(), token);
    await follower.link(token);
    await page.getByRole('row', { name: 'beta' }).waitFor();
    assert.equal(await page.getByRole('row').count(), 3);
    await leader.call('POST', `/v1/edge-mgmt/edgehosts/current/unlink?peerId=${follower.id}`);
    await page.getByRole('table').waitFor({ state: 'detached' });
    assert.deepEqual(complaints, []);
  });

  test('keeps what is typed, open dialogs and open menus while it changes', async () => {
    const [leader, follower] = [await boot({ hostName: 'alpha' }), await boot({ hostName: 'beta' })];
    const { page } = await browser.at(follower, path);
    await page.getByRole('button', { name: 'Link this device' }).click();
    const field = page.getByRole('dialog').getByRole('textbox', { name: 'Token' });
    await field.fill('half of a tok');
    await follower.link(await leader.token());
    // Below the dialog, which hides it from whoever cannot see through it.
    await page.locator('table').waitFor();
    assert.equal(await field.inputValue(), 'half of a tok');
    await field.press('End');
    await field.pressSequentially('en');
    await page.getByRole('button', { name: 'Confirm' }).click();
    await page.getByRole('dialog').getByRole('alert').filter({ hasText: 'is linked already' }).waitFor();
    assert.equal(await field.inputValue(), 'half of a token');
    await page.keyboard.press('Escape');

    const menu = await browser.at(leader, path);
    await menu.page.getByRole('button', { name: 'Actions for' }).click();
    await menu.page.getByRole('menuitem', { name: 'Unlink' }).waitFor();
    const settings = { httpProxy: 'http://proxy.example:3128' };
    await leader.call('PUT', '/v1/edge-mgmt/edgehosts/current/configurations', settings);
    await leader.call('POST', `/v1/edge-mgmt/edgehosts/current/unlink?peerId=${follower.id}`);
    await menu.page.getByText('leads no host yet').waitFor();
    assert(await menu.page.getByRole('menuitem', { name: 'Unlink' }).isVisible());
    await menu.page.keyboard.press('Escape');
    await menu.page.getByRole('table').waitFor({ state: 'detached' });
  });

  test('keeps a form that is half filled in, and the choice that was made', async () => {
    const host = await boot();
    const { page } = await browser.at(host, '/settings');
    await page.getByLabel('Current password').fill('typed so far');
    await host.token();
    await host.call('PUT', '/v1/edge-mgmt/edgehosts/current/configurations', { httpProxy: 'http://p.example:1' });
    await page.goto(new URL('/', host.agent.url).href);
    await page.getByRole('button', { name: 'Edit HTTP Proxy' }).click();
    await page.getByRole('textbox', { name: 'No proxy' }).fill('typed.example');
    await host.call('PUT', '/v1/edge-mgmt/edgehosts/current/configurations', { httpProxy: 'http://q.example:1' });
    await page.locator('dd', { hasText: 'http://q.example:1' }).waitFor();
    assert.equal(await page.getByRole('textbox', { name: 'No proxy' }).inputValue(), 'typed.example');
  });

  test('counts down, and shows the next token when the host has one', async () => {
    const time = new TestTime();
    const host = await boot({ clock: time.clock() });
    const first = await host.token();
    const { page } = await browser.at(host, path);
    const left = page.locator('time');
    assert.match((await left.getAttribute('datetime')) ?? '', /^PT1[12]\dS$/);
    // By the clock of the browser.
    await page.getByText('1:58').waitFor();
    const field = page.getByRole('textbox', { name: 'Token' });
    time.pass(120);
    await eventually(async () => assert.notEqual(await field.inputValue(), first));
    await page.getByText(/^(2:00|1:59)$/).waitFor();
  });
});

describe('while a host is away', () => {
  test('a page says so and comes back by itself, after a reboot too', async () => {
    const host = await boot({ rebootSeconds: 1 });
    const { page } = await browser.at(host, path);
    await page.getByRole('button', { name: 'User Menu' }).click();
    await page.getByRole('menuitem', { name: 'Actions' }).click();
    await page.getByRole('menuitem', { name: 'Reboot' }).click();
    await page.getByRole('dialog', { name: 'Reboot this host?' }).getByRole('button', { name: 'Confirm' }).click();
    const said = page.getByRole('status').filter({ hasText: 'The host reboots. This page comes back by itself.' });
    await said.waitFor();
    await said.waitFor({ state: 'hidden' });
    await host.token();
    await page.getByRole('region', { name: 'Token' }).waitFor();
  });

  test('an open dialog stays as it is, says so when it is confirmed, and works once the host is back', async () => {
    const time = new TestTime();
    const [leader, follower] = [
      await boot({ rebootSeconds: 3600, clock: time.clock() }),
      await boot({ hostName: 'beta' }),
    ];
    await follower.link(await leader.token());
    const { page } = await browser.at(leader, path);
    await page.getByRole('button', { name: 'Actions for' }).click();
    await page.getByRole('menuitem', { name: 'Unlink' }).click();
    const dialog = page.getByRole('dialog', { name: 'Unlink this host?' });
    await leader.call('POST', '/v1/edge-mgmt/edgehosts/current/actions/reboot');
    await page.locator('#away', { hasText: 'This page comes back by itself.' }).waitFor();
    await dialog.getByRole('button', { name: 'Confirm' }).click();
    await dialog.getByRole('alert').filter({ hasText: 'The host did not answer' }).waitFor();
    time.pass(3600);
    await page.locator('#away', { hasText: 'This page' }).waitFor({ state: 'detached' });
    await dialog.getByRole('button', { name: 'Confirm' }).click();
    await page.getByRole('status').filter({ hasText: 'Host "beta" is unlinked.' }).waitFor();
  });

  test('a follower whose leader was switched off while its dialog is open reads why the token is no good', async () => {
    const [leader, follower] = [await boot(), await boot()];
    const token = await leader.token();
    const { page } = await browser.at(follower, path);
    await page.getByRole('button', { name: 'Link this device' }).click();
    await page.getByRole('textbox', { name: 'Token' }).fill(token);
    await leader.agent.close();
    await page.getByRole('button', { name: 'Confirm' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('alert').filter({ hasText: 'cannot be reached' }).waitFor();
    assert.equal(await dialog.getByRole('textbox', { name: 'Token' }).inputValue(), token);
  });
});

test('a session that is lost in the middle of an action leads to the login, which says so, and back to the page', async () => {
  const host = await boot();
  const { page } = await browser.at(host, path);
  await page.getByRole('button', { name: 'Link this device' }).click();
  await page.getByRole('textbox', { name: 'Token' }).fill('a token');
  await page.context().clearCookies();
  await page.getByRole('button', { name: 'Confirm' }).click();
  await page.getByRole('status').filter({ hasText: 'Your session has ended' }).waitFor();
  await logIn(page);
  await page.getByRole('heading', { name: 'Linked Edge Hosts', level: 1 }).waitFor();
});

test('tokens that are nonsense, large or full of script are refused in the dialog, and run nothing', async () => {
  const { page, complaints } = await browser.at(await boot(), path);
  await page.getByRole('button', { name: 'Link this device' }).click();
  const dialog = page.getByRole('dialog');
  const alert = dialog.getByRole('alert');
  for (const [token, why] of [
    ['', 'The token is empty'],
    ['A'.repeat(100_000), 'This is no link token'],
    ['<script>alert(1)</script><img src=x onerror=alert(1)>', 'This is no link token'],
  ] as const) {
    await dialog.getByRole('textbox', { name: 'Token' }).fill(token);
    await page.getByRole('button', { name: 'Confirm' }).click();
    await alert.filter({ hasText: why }).waitFor();
  }
  assert.deepEqual(complaints, []);
});

test('a host whose name is markup runs none of it, in its own pages and those of its leader', async () => {
  const hostName = '<img src=x onerror=alert(1)>';
  const [leader, follower] = [await boot(), await boot({ hostName })];
  await follower.link(await leader.token());
  for (const host of [leader, follower]) {
    const { page, complaints } = await browser.at(host, path);
    await page.getByRole('row', { name: hostName }).waitFor();
    if (host === leader) {
      await page.getByRole('button', { name: 'Actions for' }).click();
      await page.getByRole('menuitem', { name: 'Unlink' }).click();
      await page.getByRole('dialog').getByText(hostName).waitFor();
    }
    assert.equal(await page.locator('img').count(), 0);
    assert.deepEqual(complaints, []);
  }
});
