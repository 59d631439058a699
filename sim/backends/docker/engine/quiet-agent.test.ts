import assert from 'node:assert/strict';
import { once } from 'node:events';
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
    request.destroy();
    await once(request, 'close');
  });
});
