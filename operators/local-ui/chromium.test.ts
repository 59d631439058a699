import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { findBrowser } from './chromium';

const folder = mkdtempSync(join(tmpdir(), 'hostlink-browsers-'));
after(() => rmSync(folder, { recursive: true }));
const put = (name: string): string => {
  const file = join(folder, name);
  writeFileSync(file, '');
  chmodSync(file, 0o755);
  return file;
};

test('without any browser one is asked for, as trouble of the machine', () => {
  assert.throws(() => findBrowser({ headed: false, env: { PATH: folder } }), {
    code: 'BROWSER_MISSING',
    attribution: 'environment',
    message:
      /^There is no browser for the Local UI: none of .*"chromium".* is in PATH; install Chromium, or name one in HOSTLINK_CHROMIUM\.$/,
  });
});

test('the environment comes first, then what the target names, then what there is', () => {
  const [chromium, own, other] = [put('chromium'), put('own'), put('other')];
  const env = { PATH: folder };
  assert.equal(findBrowser({ headed: false, env }), chromium);
  assert.equal(findBrowser({ named: 'own', headed: false, env }), own);
  assert.equal(findBrowser({ named: 'own', headed: false, env: { ...env, HOSTLINK_CHROMIUM: other } }), other);
});

test('a browser that was named and is not there is missed by its name', () => {
  assert.throws(
    () => findBrowser({ named: '/nowhere/chromium', headed: false, env: {} }),
    /the target names "\/nowhere\/chromium"/,
  );
  assert.throws(
    () => findBrowser({ headed: false, env: { HOSTLINK_CHROMIUM: 'nothing' } }),
    /HOSTLINK_CHROMIUM is "nothing"/,
  );
});

test('where nobody watches, the one without windows is taken, and never where somebody does', () => {
  const shell = put('chromium-headless-shell');
  const env = { PATH: folder };
  assert.equal(findBrowser({ headed: false, env }), shell);
  assert.notEqual(findBrowser({ headed: true, env }), shell);
});
