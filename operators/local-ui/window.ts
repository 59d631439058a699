/**
 * Windows of the browser: each a context of its own with one page, lent to one host at a time.
 *
 * A window that was given back is lent again, as a new one, with a process of its own, costs some times as much. Browsers
 * keep what pages store by the host that it came from: a window never goes back to where it has been for somebody else, and
 * takes no cookie along.
 */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { type BrowserSettings, browserFor } from './browser';

/** Windows that wait to be lent again, at most. */
const mostSpares = 8;
/** Milliseconds for a window to leave its page, else it is closed. */
const patience = 3000;

const spares = new WeakMap<Browser, BrowserWindow[]>();

export class BrowserWindow {
  /** Where it has been for hosts that have given it back. */
  readonly #before = new Set<string>();
  readonly #now = new Set<string>();

  constructor(
    readonly context: BrowserContext,
    readonly page: Page,
  ) {
    page.on('framenavigated', (frame) => this.#now.add(hostOf(frame.url())));
  }

  /** Whether it has not been there for somebody else. */
  isNewTo(url: string): boolean {
    return !this.#before.has(hostOf(url));
  }

  /** Leaves where it is, and everything that was there. */
  async empty(): Promise<void> {
    const others = this.context.pages().filter((page) => page !== this.page);
    await Promise.all([
      this.context.tracing.stop(),
      this.page.goto('about:blank', { waitUntil: 'commit', timeout: patience }),
      ...others.map((page) => page.close()),
    ]);
    // What was under way may have brought some until now.
    await this.context.clearCookies();
    for (const host of this.#now) this.#before.add(host);
    this.#now.clear();
  }

  async close(): Promise<void> {
    await this.context.close().catch(() => undefined);
  }
}

/** Lends a window for a host, a new one where none that waits can be used. @param origin of the host */
export async function openWindow(settings: BrowserSettings, origin: string): Promise<BrowserWindow> {
  const browser = await browserFor(settings);
  const waiting = spares.get(browser) ?? [];
  const found = waiting.findIndex((window) => window.isNewTo(origin));
  const [spare] = found < 0 ? [] : waiting.splice(found, 1);
  const window = spare ?? (await newWindow(browser));
  // Steps and requests only: what pages look like is shown by the screenshot, and would cost as much again.
  await window.context.tracing.start({ snapshots: false, screenshots: false });
  return window;
}

/** Takes a window back. @param isSound nothing is under way in it, and its page answers */
export async function giveBack(window: BrowserWindow, isSound: boolean): Promise<void> {
  const browser = window.context.browser();
  if (!isSound || browser === null) return window.close();
  try {
    await window.empty();
  } catch {
    return window.close();
  }
  const waiting = spares.get(browser) ?? [];
  spares.set(browser, waiting);
  waiting.push(window);
  if (waiting.length > mostSpares) await waiting.shift()?.close();
}

async function newWindow(browser: Browser): Promise<BrowserWindow> {
  const context = await browser.newContext({
    ignoreHTTPSErrors: true,
    reducedMotion: 'reduce',
    serviceWorkers: 'block',
    acceptDownloads: false,
  });
  return new BrowserWindow(context, await context.newPage());
}

/** Name or address; empty for what came from nowhere. */
function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname : '';
}
