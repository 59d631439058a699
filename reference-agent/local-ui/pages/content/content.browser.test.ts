import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { memoryDisk } from '../../..';
import { demandAccessibleEverywhere } from '../../testing/accessible';
import { browserOfFile } from '../../testing/browser';
import { hostsOfFile } from '../../testing/hosts';

const { boot } = hostsOfFile();
const browser = browserOfFile();
const script = '<img src=x onerror=alert(1)>';

/** Opens the dialog and chooses a file. */
async function choose(page: Page, name: string, bytes: number): Promise<void> {
  await page.getByRole('main').getByRole('button', { name: 'Actions', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Upload Content' }).click();
  const buffer = Buffer.alloc(bytes, 'x');
  await page.getByLabel('Content bundle').setInputFiles({ name, mimeType: 'application/octet-stream', buffer });
}

const confirm = (page: Page) => page.getByRole('dialog').getByRole('button', { name: 'Confirm' }).click();

/** Lets an upload take its time. */
async function slowDown(page: Page, bytesPerSecond: number): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const network = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: bytesPerSecond };
  await session.send('Network.emulateNetworkConditions', network);
}

describe('an upload', () => {
  test('shows how far it is, and the bundle is in the list then, whatever it is called', async () => {
    const { page, complaints } = await browser.at(await boot(), '/content');
    await choose(page, script, 300_000);
    await slowDown(page, 200_000);
    await confirm(page);
    const bar = page.getByRole('progressbar', { name: 'Upload' });
    await bar.waitFor();
    assert.equal(await bar.evaluate((element) => 'value' in element && Number(element.value) >= 0), true);
    await page.getByRole('row', { name: script }).waitFor();
    await page
      .getByRole('status')
      .filter({ hasText: `"${script}" is uploaded.` })
      .waitFor();
    assert.equal(await page.getByRole('dialog').count(), 0);
    assert.equal(await page.locator('main img').count(), 0);
    assert.deepEqual(complaints, []);
  });

  test('that is refused says why in the dialog, which stays open for another one', async () => {
    const host = await boot({ disk: memoryDisk({ capacity: () => 400_000 }) });
    const { page } = await browser.at(host, '/content');
    await choose(page, 'large', 3_000_000);
    await confirm(page);
    await page.getByRole('dialog').getByRole('alert').filter({ hasText: 'The disk is full' }).waitFor();
    const small = { name: 'small', mimeType: 'application/octet-stream', buffer: Buffer.alloc(1000, 'x') };
    await page.getByLabel('Content bundle').setInputFiles(small);
    await confirm(page);
    await page.getByRole('row', { name: 'small' }).waitFor();
  });

  test('is broken off by closing the dialog, which says nothing of it when it is opened again', async () => {
    const { page } = await browser.at(await boot(), '/content');
    await choose(page, 'large', 3_000_000);
    await slowDown(page, 100_000);
    await confirm(page);
    await page.getByRole('progressbar', { name: 'Upload' }).waitFor();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await slowDown(page, -1);
    await choose(page, 'small', 1000);
    assert.equal(await page.getByRole('dialog').locator('[role=alert]').textContent(), '');
    assert.equal(await page.getByRole('progressbar').count(), 0);
    await confirm(page);
    await page.getByRole('row', { name: 'small' }).waitFor();
    assert.equal(await page.getByRole('row', { name: 'large' }).count(), 0);
  });

  test('that the host does not live to see says so', async () => {
    const host = await boot();
    const { page } = await browser.at(host, '/content');
    await choose(page, 'large', 3_000_000);
    await slowDown(page, 100_000);
    await confirm(page);
    await page.getByRole('progressbar', { name: 'Upload' }).waitFor();
    await host.agent.close();
    const alert = page.getByRole('dialog').getByRole('alert');
    await alert.filter({ hasText: /broken off|did not answer/ }).waitFor();
  });
});

test('how far the hosts of a group are is shown as it changes', async () => {
  let capacity = 200_000;
  const leader = await boot({ hostName: 'alpha' });
  const follower = await boot({ hostName: 'beta', disk: memoryDisk({ capacity: () => capacity }) });
  await follower.link(await leader.token());
  const { page } = await browser.at(leader, '/content');
  await demandAccessibleEverywhere(page, 'no content');
  await choose(page, 'bundle', 300_000);
  await demandAccessibleEverywhere(page, 'the dialog');
  await confirm(page);
  await page.getByRole('table', { name: 'Content sync' }).getByRole('row', { name: 'beta' }).waitFor();
  await page.getByText('1 to be synced, 1 of them failed.').waitFor();
  await demandAccessibleEverywhere(page, 'a sync that failed');
  capacity = Infinity;
  await page.getByText('All content is synced.').waitFor();
  const other = (await browser.at(follower, '/content')).page;
  await other.getByRole('main').getByRole('button', { name: 'Actions', exact: true }).click();
  await demandAccessibleEverywhere(other, 'a follower');
});
