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

test('an engine that takes calls and gives no sign of life is gone for all of them, and for later ones', async () => {
  const calls = new Calls('unix:///x.sock', () => new Promise(() => {}), 0.01);
  const asked = [1, 2].map((at) => calls.make(`start container ${at}`, 3600, () => new Promise(() => {})));
  for (const each of await Promise.allSettled(asked)) {
    assert.equal(each.status, 'rejected');
    assert.match(String((each as PromiseRejectedResult).reason), /no sign of life within 0\.01 s/);
  }
  await assert.rejects(
    calls.make('start container 3', 3600, async () => 'never asked'),
    { code: 'SITE_ENGINE_GONE' },
  );
});

test('a call may take long as long as the engine lives', async () => {
  let pings = 0;
  const done = Promise.withResolvers<string>();
  const ping = async () => {
    pings += 1;
    if (pings === 3) done.resolve('at last');
  };
  assert.equal(await new Calls('x', ping, 0.005).make('stop container x', 3600, () => done.promise), 'at last');
});
