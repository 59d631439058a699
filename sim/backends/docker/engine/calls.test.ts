import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SiteError } from '../../../errors';
import { Calls } from './calls';

test('an engine that never answers is gone after the limit, and the request is given up', async () => {
  const calls = new Calls('unix:///x.sock');
  let given: AbortSignal | undefined;
  const asked = calls.make('start container x', 0.01, (signal) => {
    given = signal;
    return new Promise(() => {});
  });
  await assert.rejects(asked, { code: 'SITE_ENGINE_GONE', message: /"unix:\/\/\/x\.sock".*nothing within 0\.01 s/ });
  assert.equal(given?.aborted, true);
});

test('an error that is coded already stays what it is', async () => {
  const error = new SiteError('SITE_SUBNET_TAKEN', 'The subnet is taken.');
  await assert.rejects(
    new Calls('x').make('create', 1, () => Promise.reject(error)),
    error,
  );
});
