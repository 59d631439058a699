import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { readAssets } from './asset-files';

test('who has not built what browsers load is told where it was looked for, and what to do', (context) => {
  const empty = mkdtempSync(join(tmpdir(), 'assets-'));
  context.after(() => rmSync(empty, { recursive: true }));
  assert.throws(() => readAssets([empty, join(empty, 'nothing')]), {
    code: 'ASSETS_MISSING',
    message:
      `There is no "local-ui.js" in "${empty}" or "${join(empty, 'nothing')}", which the pages of the Local UI load; ` +
      'make it with "npm run build".',
  });
});
