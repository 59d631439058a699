import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import type { AgentOptions } from '../../..';
import { current, eventually, type TestHost } from '../../../test-hosts';
import { createCluster, pool } from '../../../testing/cluster-operations';
import { demandAccessibleEverywhere } from '../../testing/accessible';
import { browserOfFile } from '../../testing/browser';
import { hostsOfFile } from '../../testing/hosts';
import { tabTo } from '../../testing/keyboard';

const { boot } = hostsOfFile();
const browser = browserOfFile();
const script = '<img src=x onerror=alert(1)>';

type Hosts = readonly [TestHost, ...TestHost[]];

async function linked(names: readonly string[], change: Partial<AgentOptions> = {}): Promise<Hosts> {
  const cluster = { provisionSeconds: 0.2, removeSeconds: 0.2 };
  const hosts = (await Promise.all(
    names.map((hostName) => boot({ hostName, cluster, ...change })),
  )) as unknown as Hosts;
  const [leader, ...followers] = hosts;
  for (const follower of followers) assert.equal((await follower.link(await leader.token())).status, 200);
  await eventually(async () => assert.equal((await leader.peers()).length, followers.length));
  return hosts;
}

const step = (page: Page, name: string) => page.getByRole('heading', { name, level: 2 }).waitFor();
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

/** Something of this host changes, and the page has shown it. */
async function liveUpdate(host: TestHost, page: Page): Promise<void> {
  const revision = () => page.locator('main').getAttribute('data-revision');
  const before = await revision();
  await host.call('PUT', `${current}/configurations`, { noProxy: `${Math.random()}.example` });
  await eventually(async () => assert.notEqual(await revision(), before));
}

test('a cluster is created, scaled and deleted with the keyboard alone', async () => {
  const [leader] = await linked(['alpha', 'beta', 'gamma', script]);
  const { page, complaints } = await browser.at(leader, '/cluster');
  const enter = () => page.keyboard.press('Enter');
  await tabTo(page, 'button', 'Create cluster');
  await enter();
  await step(page, 'Basic information');
  // The first field of a step is focused from the start.
  await page.keyboard.type('north');
  await enter();
  await step(page, 'Profile');
  await tabTo(page, 'button', 'Next');
  await enter();
  await step(page, 'Cluster config');
  await page.keyboard.type('10.0.0.9');
  await enter();
  await step(page, 'Node config');
  await tabTo(page, 'button', 'Add Edge Hosts');
  await enter();
  for (const name of [/^beta/, /^gamma/]) {
    await tabTo(page, 'checkbox', name);
    await page.keyboard.press('Space');
  }
  await tabTo(page, 'button', 'Confirm');
  await enter();
  await page.getByRole('button', { name: 'Remove gamma' }).waitFor();
  await tabTo(page, 'button', 'Next');
  await enter();
  await step(page, 'Review');
  await tabTo(page, 'button', 'Create cluster');
  await enter();
  await page.getByText('Running').waitFor();
  await tabTo(page, 'tab', 'Overview');
  await page.keyboard.press('ArrowRight');
  await page.getByRole('region', { name: 'control-plane' }).waitFor();
  await tabTo(page, 'button', 'Add Node Pool');
  await enter();
  await page.keyboard.type('workers');
  await tabTo(page, 'checkbox', script);
  await page.keyboard.press('Space');
  await enter();
  const workers = page.getByRole('region', { name: 'workers' });
  await workers.getByRole('cell', { name: 'Running' }).waitFor();
  await tabTo(page, 'button', `Delete ${script}`);
  await enter();
  await tabTo(page, 'button', 'Confirm');
  await enter();
  await workers.getByText('No host is in this pool').waitFor();
  await page.getByRole('main').getByRole('button', { name: 'Actions', exact: true }).focus();
  await enter();
  await eventually(async () => assert.equal(await page.evaluate('document.activeElement.role'), 'menuitem'));
  await enter();
  await page.getByRole('dialog', { name: 'Delete this cluster?' }).waitFor();
  await tabTo(page, 'button', 'Confirm');
  await enter();
  // The host reboots meanwhile.
  await page.getByText('There is no cluster').waitFor();
  assert.deepEqual(complaints, []);
});

test('what is filled in outlasts live updates, reloads, and the way back', async () => {
  const [leader] = await linked(['alpha', 'beta']);
  const { page } = await browser.at(leader, '/cluster/create');
  const text = (name: string) => page.getByRole('textbox', { name });
  await text('Cluster name').fill('north');
  await text('Tags').fill('half of');
  await liveUpdate(leader, page);
  assert.equal(await text('Cluster name').inputValue(), 'north');
  await press(page, 'Next');
  await step(page, 'Profile');
  await press(page, 'Next');
  await step(page, 'Cluster config');
  await text('Virtual IP address').fill('10.0.0.300');
  await press(page, 'Next');
  await page.getByRole('alert').filter({ hasText: 'is no IP address' }).waitFor();
  await liveUpdate(leader, page);
  assert.equal(await text('Virtual IP address').inputValue(), '10.0.0.300');
  await text('Virtual IP address').fill('10.0.0.3');
  await press(page, 'Next');
  await step(page, 'Node config');
  await press(page, 'Add node pool');
  const workers = page.getByRole('region', { name: 'Worker pool', exact: true });
  await workers.getByRole('textbox', { name: 'Pool name' }).fill('workers');
  await workers.getByRole('button', { name: 'Add Edge Hosts' }).click();
  const choice = page.getByRole('dialog').getByRole('checkbox', { name: 'beta' });
  await choice.check();
  await liveUpdate(leader, page);
  assert.equal(await choice.isChecked(), true);
  await press(page, 'Confirm');
  await workers.getByRole('button', { name: 'Remove beta' }).waitFor();
  await page.reload();
  assert.equal(await workers.getByRole('textbox', { name: 'Pool name' }).inputValue(), 'workers');
  await workers.getByRole('button', { name: 'Remove beta' }).click();
  await workers.getByText('No host is in this pool yet').waitFor();
  await press(page, 'Remove pool');
  await workers.waitFor({ state: 'detached' });
  await press(page, 'Back');
  await step(page, 'Cluster config');
  assert.equal(await text('Virtual IP address').inputValue(), '10.0.0.3');
  await page.goBack();
  await step(page, 'Node config');
  await press(page, 'Next');
  await step(page, 'Review');
  assert.match(await page.getByRole('main').innerText(), /half of/);
});

test('a pool is configured in its dialog: what is refused is said there, and it begins anew afterwards', async () => {
  const [leader, second] = await linked(['alpha', 'beta', 'gamma']);
  assert(second);
  await createCluster(leader, pool('masters', true, [leader]));
  const { page } = await browser.at(leader, '/cluster?tab=nodes');
  await press(page, 'Pool Configuration');
  const dialog = page.getByRole('dialog', { name: 'Pool Configuration' });
  assert.equal(await dialog.getByRole('checkbox').count(), 1);
  await press(page, 'Add Item');
  await dialog.getByRole('checkbox', { name: 'beta' }).check();
  await press(page, 'Confirm');
  await dialog.getByRole('alert').filter({ hasText: 'A control plane of 2 nodes is not possible' }).waitFor();
  await press(page, 'Cancel');
  await press(page, 'Pool Configuration');
  assert.equal(await dialog.getByRole('checkbox').count(), 1);
  await press(page, 'Add Item');
  for (const name of ['beta', 'gamma']) await dialog.getByRole('checkbox', { name }).check();
  await press(page, 'Confirm');
  await page.getByRole('row', { name: 'gamma' }).waitFor();
  await page.getByText('3 of 3 nodes run.').waitFor();
});

test('axe-core finds nothing on the way to a cluster, on its page, and in its dialogs', async () => {
  const [leader, second, third, worker] = await linked(['alpha', 'beta', 'gamma', script]);
  assert(second && third && worker);
  const demand = (page: Page, what: string) => demandAccessibleEverywhere(page, what);
  const follower = (await browser.at(second, '/cluster')).page;
  await demand(follower, 'a follower');
  const { page, complaints } = await browser.at(leader, '/cluster');
  await demand(page, 'no cluster');
  await press(page, 'Create cluster');
  await press(page, 'Next');
  await page.getByRole('alert').filter({ hasText: 'has no name yet' }).waitFor();
  await demand(page, 'a refusal');
  await page.getByRole('textbox', { name: 'Cluster name' }).fill('north');
  await press(page, 'Next');
  await step(page, 'Profile');
  await demand(page, 'Profile');
  await press(page, 'Next');
  await step(page, 'Cluster config');
  await page.getByRole('textbox', { name: 'SSH keys' }).fill('ssh-rsa '.padEnd(400, 'A'));
  await page.getByRole('textbox', { name: 'Virtual IP address' }).fill('10.0.0.9');
  await demand(page, 'Cluster config');
  await press(page, 'Next');
  await step(page, 'Node config');
  await press(page, 'Add node pool');
  await page.getByRole('region', { name: 'Worker pool' }).getByRole('button', { name: 'Add Edge Hosts' }).click();
  await page.getByRole('dialog').getByRole('checkbox', { name: script }).check();
  await demand(page, 'Add Edge Hosts');
  await press(page, 'Confirm');
  await page.getByRole('button', { name: `Remove ${script}` }).waitFor();
  await demand(page, 'Node config');
  await press(page, 'Next');
  await step(page, 'Review');
  await demand(page, 'Review');
  await press(page, 'Create cluster');
  await page.getByText('Running').waitFor();
  await demand(page, 'Overview');
  await page.getByRole('tab', { name: 'Nodes' }).click();
  await press(page, 'Add Node Pool');
  await demand(page, 'Add Node Pool');
  await press(page, 'Cancel');
  await page.getByRole('button', { name: 'Pool Configuration' }).first().click();
  await press(page, 'Add Item');
  await demand(page, 'Pool Configuration');
  await press(page, 'Cancel');
  await page.getByRole('main').getByRole('button', { name: 'Actions', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await demand(page, 'Delete');
  assert.deepEqual(complaints, []);
});
