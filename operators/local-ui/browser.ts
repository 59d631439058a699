/** The browser of this thread: started when a page is first needed, and ended with the thread, whatever becomes of that. */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { browserDidNotStart } from './errors';

/** Which browser, and how it is shown. Plain data. */
export interface BrowserSettings {
  /** Chromium, or a browser made of it. */
  readonly executable: string;
  readonly headed: boolean;
  /** Milliseconds that every step takes longer, for somebody to watch. */
  readonly slowMo: number;
}

/**
 * What playwright turns off as well (the last list of a command line counts), and then what Chromium draws of itself: its
 * address bar with a page of its own for each window, which takes as long as a host's pages do.
 */
export const turnedOff: readonly string[] = [
  'AimEnabled',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsFirstBalancedModeAutoEnable',
  'HttpsUpgrades',
  'LensOverlay',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'PaintHolding',
  'PreconnectToSearch',
  'TcpPortRandomizationWin',
  'ThirdPartyStoragePartitioning',
  'msEdgeUpdateLaunchServicesPreferredVersion',
  'msForceBrowserSignIn',
  'PreloadTopChromeWebUI',
  'WebUIOmniboxAimPopup',
  'WebUIOmniboxFullPopup',
  'WebUIOmniboxPopup',
  // One process for all that a window ever shows: to start another takes longer than a page does.
  'IsolateOrigins',
  'site-per-process',
];

const args = [
  '--disable-gpu',
  '--disable-quic',
  // See NetworkChanged of errors.ts.
  '--disable-http2',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-site-isolation-trials',
  '--renderer-process-limit=1',
  // Hosts have certificates of their own, and pages are looked at in no order.
  `--disable-features=${turnedOff.join(',')}`,
];

interface Running {
  readonly browser: Browser;
  readonly close: () => Promise<void>;
}

let running: Promise<Running> | undefined;

/** Starts the browser of this thread, or hands out the one that runs. Rejects with a coded error where it does not start. */
export async function browserFor(settings: BrowserSettings): Promise<Browser> {
  running ??= start(settings);
  const current = running;
  current.catch(() => {
    if (running === current) running = undefined;
  });
  const { browser } = await current;
  if (browser.isConnected()) return browser;
  // It ended by itself: whoever needs it next gets another one.
  if (running === current) running = undefined;
  await (await current).close();
  return browserFor(settings);
}

/** Ends the browser of this thread, if there is one. */
export async function closeBrowser(): Promise<void> {
  const current = running;
  running = undefined;
  await current?.then(({ close }) => close()).catch(() => undefined);
}

async function start({ executable, headed, slowMo }: BrowserSettings): Promise<Running> {
  const folder = await mkdtemp(join(tmpdir(), 'hostlink-browser-'));
  const dismiss = watchOver(folder);
  try {
    const { chromium } = await import('playwright-core');
    // Of its own folder: nothing of the user's browser is touched, and all that this one leaves is in one place.
    const first = await chromium.launchPersistentContext(join(folder, 'profile'), {
      executablePath: executable,
      headless: !headed,
      slowMo,
      artifactsDir: folder,
      tracesDir: join(folder, 'traces'),
      env: { ...process.env, TMPDIR: folder } as Record<string, string>,
      // As root, Chromium runs without its sandbox or not at all.
      args: [...args, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
    });
    const browser = first.browser() as Browser;
    const close = async (): Promise<void> => {
      await browser.close().catch(() => undefined);
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
      dismiss();
    };
    return { browser, close };
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    dismiss();
    throw browserDidNotStart(executable, whyNot(error), error);
  }
}

/**
 * Somebody who outlives this process, however that ends: Chromium ends when the pipe between them does, and leaves its folder.
 * Returns how to send him home.
 */
function watchOver(folder: string): () => void {
  if (process.platform === 'win32') return () => {};
  const script = 'cat; for i in 1 2 3 4 5 6 7 8 9 10; do rm -rf -- "$1" && sleep 0.3; [ -e "$1" ] || exit 0; done';
  const watcher = spawn('/bin/sh', ['-c', script, 'hostlink-browser', folder], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  watcher.on('error', () => {});
  watcher.stdin.on('error', () => {});
  watcher.unref();
  // A pipe keeps a thread alive unless it is told not to.
  (watcher.stdin as unknown as { unref?: () => void }).unref?.();
  return () => watcher.stdin.end();
}

/** The line of Chromium's own words that says most, or the first one of playwright's. */
function whyNot(error: unknown): string {
  const lines = String((error as Error).message).split('\n');
  const said = lines.find((line) => /\[err\]|ENOENT|EACCES|error while loading/i.test(line)) ?? lines[0] ?? '';
  return said
    .replace(/^.*\[err\]\s*/, '')
    .trim()
    .slice(0, 200);
}
