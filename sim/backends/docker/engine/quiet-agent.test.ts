import assert from 'node:assert/strict';
import { get } from 'node:http';
import { test } from 'node:test';
import { inspect } from 'node:util';
import { withHttpEngine } from '../testing/http-engine';
import { QuietAgent } from './quiet-agent';

test('an agent with connections under way costs nothing to render', async () => {
  const reached = Promise.withResolvers<void>();
  await withHttpEngine({ 'GET /': () => reached.resolve() }, async (address) => {
    const agent = new QuietAgent();
    const request = get({ socketPath: address.slice('unix://'.length), path: '/', agent });
    request.on('error', () => {});
    await reached.promise;
    assert.equal(inspect({ agent }, { showHidden: true, depth: null }), '{ agent: QuietAgent }');
    const closed = new Promise((resolve) => request.on('close', resolve));
    request.destroy();
    await closed;
  });
});
