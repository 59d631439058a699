import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hostsOfFile } from './testing/hosts';
import { Visitor } from './testing/visitor';

const { boot } = hostsOfFile();
/** What of the pages is in this process. */
const loaded = () =>
  Object.keys(require.cache).filter((file) => /hono\/dist\/cjs\/jsx|local-ui\/(app|pages|layout)\b/.test(file));

test('a host whose pages nobody looks at does not load them', async () => {
  const host = await boot();
  await host.token();
  assert.equal((await host.call('GET', '/v1/unknown')).status, 404);
  assert.deepEqual(loaded(), []);
  const visitor = new Visitor(host);
  assert.equal((await visitor.get('/login')).status, 200);
  visitor.hangUp();
  assert.notDeepEqual(loaded(), []);
});
