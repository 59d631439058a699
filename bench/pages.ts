import { existsSync } from 'node:fs';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import type { Host } from '../sim';
import { heading, median, milliseconds, nameWidth, row } from './figures';
import { linkedSite } from './linked-site';

const usualPlaces = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'];
const paths = ['/login', '/', '/linked-edge-hosts', '/content', '/cluster', '/settings'];
const rounds = 7;

/** What one look at a page costs a browser. */
interface Look {
  /** That went over the wire for it, headers included. */
  readonly bytes: number;
  /** From the navigation to the first contentful paint. */
  readonly paintSeconds: number;
}

/**
 * What the pages of the Local UI weigh and how long a browser takes to show them: those of a leader of five, over loopback,
 * with nothing kept from before: Chromium keeps nothing of a host whose certificate it was not made to trust.
 * Resolves to an exit code: 3, there is no browser.
 */
export async function measurePages(): Promise<number> {
  const executablePath = process.env.HOSTLINK_CHROMIUM ?? usualPlaces.find((place) => existsSync(place));
  if (!executablePath) {
    console.error('There is no Chromium at the usual places; name one in HOSTLINK_CHROMIUM.');
    return 3;
  }
  const browser = await chromium.launch({ executablePath, args: flags });
  const site = await linkedSite(5);
  try {
    const [leader] = site.hosts as readonly [Host];
    await measure(browser, leader);
  } finally {
    await browser.close();
    await site.close();
  }
  return 0;
}

async function measure(browser: Browser, host: Host): Promise<void> {
  const looks: Look[][] = paths.map(() => []);
  const clicks: number[] = [];
  // The first looks of all pay for loading and compiling.
  for (let round = 0; round <= rounds; round += 1) {
    for (const [index, path] of paths.entries()) {
      const context = await loggedIn(browser, host);
      const one = await look(context, host, path);
      if (round > 0) looks[index]?.push(one);
      await context.close();
    }
    const seconds = await clickThrough(browser, host);
    if (round > 0) clicks.push(seconds);
  }
  console.log(`Chromium ${browser.version()}, ${rounds} rounds\n`);
  console.log(`${'weight of a page and all it loads, goal 100 kB'.padEnd(nameWidth)}${'median'.padStart(20)}`);
  for (const [index, path] of paths.entries()) {
    const weight = median(looks[index]?.map(({ bytes }) => bytes) ?? []) / 1000;
    console.log(`${path.padEnd(nameWidth)}${`${weight.toFixed(1)} kB`.padStart(20)}`);
  }
  console.log(heading('first contentful paint, goal 200 ms'));
  for (const [index, path] of paths.entries()) {
    const paints = looks[index]?.map(({ paintSeconds }) => paintSeconds) ?? [];
    console.log(row(path, paints, milliseconds));
  }
  console.log(heading('from one page to another by the menu, script included'));
  console.log(row('each', clicks, milliseconds));
}

async function loggedIn(browser: Browser, host: Host): Promise<BrowserContext> {
  const context = await browser.newContext({ ignoreHTTPSErrors: true });
  const { username, password } = host.credentials;
  const login = new URL('/v1/users/default/login', host.endpoint).href;
  const answer = await context.request.post(login, { data: { username, password } });
  if (!answer.ok()) throw new Error(`The host answered the login with ${answer.status()}.`);
  return context;
}

async function look(context: BrowserContext, host: Host, path: string): Promise<Look> {
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  let bytes = 0;
  session.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength;
  });
  await session.send('Network.enable');
  await page.goto(new URL(path, host.endpoint).href, { waitUntil: 'load' });
  const paintSeconds = (await page.evaluate<number>(firstPaint)) / 1000;
  await page.close();
  return { bytes, paintSeconds };
}

/** Milliseconds. */
const firstPaint = `new Promise((resolve) => {
  new PerformanceObserver((list) => {
    const [paint] = list.getEntriesByName('first-contentful-paint');
    if (paint) resolve(paint.startTime);
  }).observe({ type: 'paint', buffered: true });
})`;

/** Seconds from a click on the menu until the other page is there, on average over all of them. */
async function clickThrough(browser: Browser, host: Host): Promise<number> {
  const context = await loggedIn(browser, host);
  const page: Page = await context.newPage();
  await page.goto(host.endpoint);
  const seconds = await page.evaluate<number>(`(async () => {
    const began = performance.now();
    const links = document.querySelectorAll('nav a').length;
    for (let round = 0; round < 5; round += 1) {
      for (let index = 0; index < links; index += 1) {
        const shown = new Promise((resolve) => document.addEventListener('shown', resolve, { once: true }));
        document.querySelectorAll('nav a')[index].click();
        await shown;
      }
    }
    return (performance.now() - began) / 1000 / links / 5;
  })()`);
  await context.close();
  return seconds;
}
