import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { closeBrowser } from './browser';
import { findBrowser } from './chromium';
import { giveBack, openWindow } from './window';

const settings = { executable: findBrowser({ headed: false }), headed: false, slowMo: 0 };
const page = '<title>x</title><script>document.cookie = "left=1; SameSite=Lax"</script>';

let server: Server;
/** Of one server, at addresses that browsers take for different hosts. */
let origins: readonly [string, string];

before(async () => {
  server = createServer((_, response) => void response.setHeader('content-type', 'text/html').end(page));
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const { port } = server.address() as AddressInfo;
  origins = [`http://127.0.0.1:${port}`, `http://127.0.0.2:${port}`];
});
after(async () => {
  await closeBrowser();
  server.close();
});

test('a window is lent again, and has nothing with it', async () => {
  const [here, there] = origins;
  const window = await openWindow(settings, here);
  await window.page.goto(here);
  assert.equal((await window.context.cookies()).length, 1);
  await giveBack(window, true);
  const again = await openWindow(settings, there);
  assert.equal(again, window);
  assert.deepEqual(await again.context.cookies(), []);
  await giveBack(again, false);
});

test('a window never goes back to where it has been for somebody else, and one that is not sound goes nowhere', async () => {
  const [here, there] = origins;
  const window = await openWindow(settings, here);
  await window.page.goto(here);
  await giveBack(window, true);
  const other = await openWindow(settings, here);
  assert.notEqual(other, window);
  await giveBack(other, false);
  const again = await openWindow(settings, there);
  assert.equal(again, window);
  await giveBack(again, true);
});
