import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chromium } from 'playwright-core';
import { turnedOff } from './browser';

test('what playwright turns off stays so', async () => {
  // Something that is no browser: what it was called with is in the error.
  const error = await chromium.launch({ executablePath: process.execPath, timeout: 10_000 }).then(
    () => undefined,
    (failed: unknown) => failed,
  );
  const [, features = ''] = /--disable-features=(\S+)/.exec(String(error)) ?? [];
  assert.notEqual(features, '');
  assert.deepEqual(
    features.split(',').filter((feature) => !turnedOff.includes(feature)),
    [],
  );
});
