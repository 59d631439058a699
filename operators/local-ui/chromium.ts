/** Finds the system's browser, before anything is begun with it. Loads no playwright. */
import { accessSync, constants } from 'node:fs';
import { delimiter, isAbsolute, join, sep } from 'node:path';
import { noBrowser } from './errors';

/** Made for pages that nobody watches: the first starts no windows, which takes a third of the time. */
const headless = ['chromium-headless-shell'];
const usual = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge-stable'];
const elsewhere: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  darwin: [
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ],
  win32: ['C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe'],
};

/** Where to look for a browser. */
export interface Search {
  /** A file, or a name in `PATH`: what the target's configuration says. */
  readonly named?: string | undefined;
  readonly headed: boolean;
  /** Default: this process's. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/**
 * Path of the browser: what HOSTLINK_CHROMIUM says, else what is named, else the first of the usual ones that is there.
 * Throws a `BrowserMissing` where there is none.
 */
export function findBrowser({ named, headed, env = process.env }: Search): string {
  const said = env.HOSTLINK_CHROMIUM || undefined;
  const only = said ?? named;
  if (only !== undefined) {
    const found = locate(only, env.PATH);
    if (found !== undefined) return found;
    const where = said === undefined ? 'the target names' : 'HOSTLINK_CHROMIUM is';
    throw noBrowser(`${where} ${JSON.stringify(only)}, which cannot be run`);
  }
  const names = [...(headed ? [] : headless), ...usual, ...(elsewhere[process.platform] ?? [])];
  for (const name of names) {
    const found = locate(name, env.PATH);
    if (found !== undefined) return found;
  }
  throw noBrowser(`none of ${names.map((name) => JSON.stringify(name)).join(', ')} is in PATH`);
}

function locate(name: string, path = ''): string | undefined {
  if (isAbsolute(name) || name.includes(sep)) return isRunnable(name) ? name : undefined;
  return path
    .split(delimiter)
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, name))
    .find(isRunnable);
}

function isRunnable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
