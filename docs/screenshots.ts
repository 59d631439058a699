/**
 * Takes the pictures of the Local UI in `docs/images/`, of three hosts that it links, gives content and makes a cluster of:
 * `npm run screenshots`, after a build, with Chromium installed.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

const images = join(__dirname, 'images');
const command = join(__dirname, '..', 'dist', 'cli', 'bin.js');
const user = { name: 'operator', password: 'edge-hosts' };
const names = ['press-hall', 'paint-shop', 'warehouse'];
const wide: BrowserContextOptions = { viewport: { width: 1280, height: 800 } };
const narrow: BrowserContextOptions = { viewport: { width: 360, height: 740 }, colorScheme: 'dark' };

const userData = (name: string): string => `stylus:
  managementMode: local
  enableMultiNode: true
  site: { name: ${name} }
stages:
  initramfs: [{ users: { ${user.name}: { passwd: ${user.password} } } }]
`;

const urlOf = (name: string): string => `https://127.0.9.${names.indexOf(name) + 1}:5080/`;

async function start(folder: string, name: string): Promise<ChildProcess> {
  const file = join(folder, `${name}.yaml`);
  await writeFile(file, userData(name));
  const args = [command, 'agent', '--user-data', file, '--address', new URL(urlOf(name)).hostname];
  const host = spawn(process.execPath, [...args, '--provision-seconds', '0'], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(host.stdout, 'data');
  return host;
}

async function at(browser: Browser, name: string, entry: string, options = wide): Promise<Page> {
  const context = await browser.newContext({ ignoreHTTPSErrors: true, reducedMotion: 'reduce', ...options });
  const page = await context.newPage();
  await page.goto(urlOf(name));
  await page.getByRole('textbox', { name: 'User name' }).fill(user.name);
  await page.getByRole('textbox', { name: 'Password' }).fill(user.password);
  await page.getByRole('button', { name: 'Log in' }).click();
  await open(page, entry);
  return page;
}

async function open(page: Page, entry: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Main Menu' }).getByRole('link', { name: entry, exact: true }).click();
  await page.getByRole('heading', { name: entry, level: 1 }).waitFor();
}

const button = (page: Page, name: string) => page.getByRole('main').getByRole('button', { name, exact: true });
const dialog = (page: Page) => page.getByRole('dialog');
const confirm = async (page: Page) => {
  await dialog(page).getByRole('button', { name: 'Confirm' }).click();
  await dialog(page).waitFor({ state: 'hidden' });
};
const picture = async (page: Page, name: string) => {
  await page.evaluate('scrollTo(0, 0)');
  await page.screenshot({ path: join(images, `${name}.png`) });
};

async function take(browser: Browser): Promise<void> {
  const [leader = '', ...followers] = names;
  const page = await at(browser, leader, 'Linked Edge Hosts');
  await button(page, 'Generate token').click();
  const token = await page.getByRole('textbox', { name: 'Token' }).inputValue();
  for (const follower of followers) {
    const there = await at(browser, follower, 'Linked Edge Hosts');
    await button(there, 'Link this device to another').click();
    await dialog(there).getByRole('textbox', { name: 'Token' }).fill(token);
    if (follower === followers[0]) await picture(there, 'link-this-device');
    await confirm(there);
  }
  await page.getByRole('row').nth(names.length).waitFor();
  await open(page, 'Content');
  await button(page, 'Actions').click();
  await page.getByRole('menuitem', { name: 'Upload Content' }).click();
  const file = { name: 'core-bundle.tar.zst', mimeType: 'application/zstd', buffer: Buffer.alloc(3_000_000, 'edge') };
  await dialog(page).getByLabel('Content bundle').setInputFiles(file);
  await confirm(page);
  await page.getByRole('table', { name: 'Content', exact: true }).getByText(file.name).waitFor();
  await picture(page, 'content');
  await open(page, 'Linked Edge Hosts');
  await page.getByRole('row').filter({ hasText: 'Synced' }).nth(followers.length).waitFor();
  await picture(page, 'linked-edge-hosts');
  await picture(await at(browser, followers[0] ?? '', 'Linked Edge Hosts', narrow), 'linked-edge-hosts-narrow');
  await picture(await at(browser, leader, 'Edge Host'), 'edge-host');
  await open(page, 'Cluster');
  await createCluster(page);
  await page.getByRole('tab', { name: 'Nodes' }).click();
  await page.getByRole('row').filter({ hasText: 'Running' }).first().waitFor();
  await picture(page, 'cluster-nodes');
}

async function createCluster(page: Page): Promise<void> {
  const next = () => page.getByRole('button', { name: 'Next', exact: true }).click();
  await button(page, 'Create cluster').click();
  await page.getByRole('textbox', { name: 'Cluster name' }).fill('plant-4');
  await next();
  await page.getByRole('heading', { name: 'Profile' }).waitFor();
  await next();
  await page.getByRole('textbox', { name: 'Virtual IP address' }).fill('127.0.9.100');
  await next();
  await page.getByRole('button', { name: 'Add node pool' }).click();
  await page.getByRole('region', { name: 'Worker pool' }).getByRole('button', { name: 'Add Edge Hosts' }).click();
  await dialog(page)
    .getByRole('checkbox', { name: /warehouse/ })
    .check();
  await confirm(page);
  await picture(page, 'create-cluster');
  await next();
  await page.getByRole('heading', { name: 'Review' }).waitFor();
  await button(page, 'Create cluster').click();
}

async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'hostlink-screenshots-'));
  const hosts: ChildProcess[] = [];
  const executablePath = process.env.HOSTLINK_CHROMIUM ?? '/usr/bin/chromium';
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-quic'] });
  try {
    for (const name of names) hosts.push(await start(folder, name));
    await take(browser);
  } finally {
    await browser.close();
    for (const host of hosts) host.kill();
    await rm(folder, { recursive: true, force: true });
  }
}

void main();
