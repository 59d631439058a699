import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { test } from 'node:test';
import { SiteError } from '../errors';
import { settlesWithin, sleep } from './sleep';

test('sleeping ends with the signal, and with the reason of a site that has one', async () => {
  const reason = new SiteError('SITE_CLOSED', 'The site was closed.');
  await assert.rejects(sleep(60_000, AbortSignal.abort(reason)), reason);
  const caller = new AbortController();
  const slept = sleep(60_000, caller.signal);
  caller.abort(new Error('enough'));
  await assert.rejects(slept, (error) => error instanceof SiteError && error.code === 'SITE_INTERRUPTED');
});

test('tells whether work settles in time, either way', async () => {
  assert.equal(await settlesWithin(Promise.resolve(), 60_000), true);
  assert.equal(await settlesWithin(Promise.reject(new Error('of the work')), 60_000), true);
  assert.equal(await settlesWithin(new Promise(() => undefined), 1), false);
  await assert.rejects(settlesWithin(new Promise(() => undefined), 60_000, AbortSignal.abort()), {
    code: 'SITE_INTERRUPTED',
  });
});

test('nothing is left on the signal of a long site', async () => {
  const { signal } = new AbortController();
  await sleep(1, signal);
  await settlesWithin(Promise.resolve(), 60_000, signal);
  await settlesWithin(new Promise(() => undefined), 1, signal);
  assert.equal(getEventListeners(signal, 'abort').length, 0);
});
