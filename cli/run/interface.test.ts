import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { chooseInterface } from './interface';

const folder = mkdtempSync(join(tmpdir(), 'hostlink-interface-'));
const file = join(folder, 'ui.yaml');
const said = process.env.HOSTLINK_CHROMIUM;
before(() => {
  // Something that can be run.
  process.env.HOSTLINK_CHROMIUM = process.execPath;
});
after(() => {
  if (said === undefined) delete process.env.HOSTLINK_CHROMIUM;
  else process.env.HOSTLINK_CHROMIUM = said;
  rmSync(folder, { recursive: true });
});

const chosenWith = (text: string) => {
  writeFileSync(file, text);
  return chooseInterface({ interface: 'ui', localUi: file });
};

test('without being asked, no browser is looked for', () => {
  assert.deepEqual(chooseInterface({ interface: 'api' }), { options: [] });
});

test('options of the browser need one', () => {
  assert.throws(() => chooseInterface({ interface: 'api', headed: true }), {
    code: 'CLI_UI_ONLY',
    message: /--headed/,
  });
  assert.throws(() => chooseInterface({ interface: 'api', slowMo: '5' }), {
    code: 'CLI_UI_ONLY',
    message: /--slow-mo/,
  });
});

test('the same is chosen again by the options it gives', () => {
  const { browser, localUi, options } = chosenWith('labels:\n  links.generate: Create token\n');
  assert.deepEqual(browser, { executable: process.execPath, headed: false, slowMo: 0 });
  assert.deepEqual(localUi, { labels: { 'links.generate': 'Create token' } });
  assert.deepEqual(options, ['--interface', 'ui', '--local-ui', file]);
});

test('what the file cannot say is refused in one sentence that names it', () => {
  const refusals = [
    [
      'labels:\n  links.generat: x\n',
      /names the label "links\.generat", which there is not; the nearest is "links\.generate"\.$/,
    ],
    ['label: {}\n', /has "label", which is nothing that it can say; it takes "browser" and "labels"\.$/],
    ['labels:\n  links.generate: ""\n', /has a bad "labels\.links\.generate": /],
    ['labels: [', /cannot be read: /],
  ] as const;
  for (const [text, message] of refusals) {
    assert.throws(() => chosenWith(text), { code: 'CLI_LOCAL_UI', exitCode: 2, message });
  }
  assert.throws(() => chooseInterface({ interface: 'ui', localUi: join(folder, 'none') }), /cannot be read: ENOENT/);
});

test('nobody watches steps of minutes', () => {
  assert.throws(() => chooseInterface({ interface: 'ui', slowMo: '60000' }), { code: 'CLI_BAD_NUMBER' });
});
