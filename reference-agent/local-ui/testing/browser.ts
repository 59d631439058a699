import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { after, before } from 'node:test';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import type { TestHost } from '../../test-hosts';

const usualPlaces = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'];

/** A page of a host, open in a browser, that wants nothing the policy of the pages forbids. */
export interface OpenPage {
  readonly page: Page;
  /** What the browser complained about: scripts that failed, and what the policy forbade. */
  readonly complaints: readonly string[];
}

/** One browser for all tests of a file, a context of its own for each page. Ends with the file. */
export function browserOfFile() {
  let browser: Browser;
  before(async () => {
    const executablePath = process.env.HOSTLINK_CHROMIUM ?? usualPlaces.find((place) => existsSync(place));
    assert(executablePath, 'There is no Chromium at the usual places; name one in HOSTLINK_CHROMIUM.');
    browser = await chromium.launch({ executablePath, args: flags });
  });
  after(() => browser?.close());

  /** The login page of a host. */
  async function open(host: TestHost, options: BrowserContextOptions = {}): Promise<OpenPage> {
    const context = await browser.newContext({ ignoreHTTPSErrors: true, reducedMotion: 'reduce', ...options });
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('dialog', (dialog) => complaints.push(`a script said "${dialog.message()}"`));
    page.on('console', (message) => {
      if (/Content.Security.Policy|Trusted/i.test(message.text())) complaints.push(message.text());
    });
    await page.goto(host.agent.url);
    return { page, complaints };
  }

  return {
    open,
    /** A page of a host after a login. */
    async at(host: TestHost, path = '/', options: BrowserContextOptions = {}): Promise<OpenPage> {
      const opened = await open(host, options);
      await logIn(opened.page);
      if (path !== '/') await opened.page.goto(new URL(path, host.agent.url).href);
      return opened;
    },
  };
}

/** Fills in the login page that is shown. */
export async function logIn(page: Page): Promise<void> {
  await page.getByRole('textbox', { name: 'User name' }).fill('operator');
  await page.getByRole('textbox', { name: 'Password' }).fill('a long password');
  await page.getByRole('button', { name: 'Log in' }).click();
  await page.getByRole('navigation', { name: 'Main Menu' }).waitFor();
}
